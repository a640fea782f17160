package org.linja.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.staff.Counsellor;
import org.linja.voice.Switchboard.Next;
import org.linja.voice.Switchboard.Place;

/// Who is rung for whom: pure, without a line.
class SwitchboardTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Counsellor ARTA = who("arta", "101", Language.SQ);
    private static final Counsellor BOJANA = who("bojana", "102", Language.SR);
    private static final Counsellor CELA = who("cela", "103", Language.ROM, Language.SQ);

    private static Counsellor who(String name, String lastThree, Language... languages) {
        return new Counsellor(name, new Msisdn("38344000" + lastThree), List.of(languages));
    }

    private static Switchboard board(boolean all, Counsellor... people) {
        return new Switchboard(new Listed(List.of(people)), all, Duration.ofMinutes(2));
    }

    private record Listed(List<Counsellor> people, Set<String> talking) implements Rota {
        Listed(List<Counsellor> people) {
            this(people, Set.of());
        }

        @Override
        public Set<String> talking(Instant now) {
            return talking;
        }

        @Override
        public List<Counsellor> order(Optional<Language> language, Instant now) {
            List<Counsellor> order = new ArrayList<>();
            people.stream().filter(p -> language.map(p::speaks).orElse(false)).forEach(order::add);
            people.stream().filter(p -> !order.contains(p)).forEach(order::add);
            return order;
        }

        @Override
        public Optional<Counsellor> byNumber(Msisdn number) {
            return people.stream().filter(p -> p.number().equals(number)).findFirst();
        }

        @Override
        public Optional<Counsellor> byName(String name) {
            return people.stream().filter(p -> p.name().equals(name)).findFirst();
        }
    }

    private static Place call(Switchboard board, String id) {
        return board.enter(id, false, Optional.of(Language.SQ), () -> {});
    }

    @Test
    void whoIsNextIsWokenWhenACounsellorIsFreeAgainAnSosFirst() throws InterruptedException {
        Switchboard board = new Switchboard(new Listed(List.of(ARTA)), false, Duration.ofMinutes(2));
        var woken = new java.util.concurrent.LinkedBlockingQueue<String>();
        Place first = call(board, "1");
        board.next(first, NOON);
        board.enter("2", false, Optional.of(Language.SQ), () -> woken.add("2"));
        board.enter("3", true, Optional.of(Language.SQ), () -> woken.add("3"));
        board.taken("1", "arta");
        board.talked(first, Optional.of("arta"), NOON);
        assertThat(woken).as("she is left alone for a while").isEmpty();
        board.tick(NOON.plusSeconds(119));
        assertThat(woken).isEmpty();
        board.tick(NOON.plusSeconds(120));
        assertThat(woken.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("3");
        assertThat(woken).isEmpty();
    }

    @Test
    void whenAllAreInAConversationElsewhereSheWaits() {
        Switchboard board = new Switchboard(new Listed(List.of(ARTA), Set.of("arta")), false, Duration.ofMinutes(2));
        assertThat(board.next(call(board, "1"), NOON)).isEqualTo(new Next.Hold(1));
    }

    @Test
    void herLanguageFirstThenAllOthersAndThenTheFirstAgain() {
        Switchboard board = board(false, BOJANA, ARTA, CELA);
        Place anna = call(board, "1");
        for (Counsellor next : List.of(ARTA, CELA, BOJANA, ARTA)) {
            assertThat(board.next(anna, NOON)).isEqualTo(new Next.Ring(List.of(next)));
            board.back(anna);
        }
    }

    @Test
    void allAtOnceLeavesOneForEachWhoCameBefore() {
        Switchboard board = board(true, ARTA, BOJANA, CELA);
        Place first = call(board, "1");
        Place second = call(board, "2");
        assertThat(board.next(second, NOON)).isEqualTo(new Next.Ring(List.of(ARTA, CELA)));
        assertThat(board.next(first, NOON)).isEqualTo(new Next.Ring(List.of(BOJANA)));
    }

    @Test
    void anSosGoesBeforeWhoCameFirstAndWhoPressesNineBecomesOne() {
        Switchboard board = board(false, ARTA);
        Place served = call(board, "0");
        assertThat(board.next(served, NOON)).isInstanceOf(Next.Ring.class);
        Place calm = call(board, "1");
        Place later = call(board, "2");
        assertThat(board.next(later, NOON)).isEqualTo(new Next.Hold(2));
        board.urgent(later);
        assertThat(board.next(later, NOON)).isEqualTo(new Next.Hold(1));
        board.leave(served, NOON);
        assertThat(board.next(calm, NOON)).as("the SOS is before her").isEqualTo(new Next.Hold(2));
        assertThat(board.next(later, NOON)).isEqualTo(new Next.Ring(List.of(ARTA)));
    }

    @Test
    void whoeverHasTalkedIsLeftAloneForAWhileUnlessSheSaysThatSheIsReady() {
        Switchboard board = board(false, ARTA);
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.taken("1", "arta");
        board.leave(anna, NOON);
        Place bora = call(board, "2");
        assertThat(board.next(bora, NOON.plusSeconds(119))).isEqualTo(new Next.Hold(1));
        assertThat(board.next(bora, NOON.plusSeconds(120))).isEqualTo(new Next.Ring(List.of(ARTA)));
        board.talked(bora, Optional.of("arta"), NOON.plusSeconds(200));
        board.ready("arta");
        assertThat(board.next(bora, NOON.plusSeconds(201))).isEqualTo(new Next.Ring(List.of(ARTA)));
    }

    @Test
    void whenOneAcceptsTheOthersAreFreeForTheNext() {
        Switchboard board = board(true, ARTA, BOJANA, CELA);
        Place anna = call(board, "1");
        assertThat(board.next(anna, NOON)).isEqualTo(new Next.Ring(List.of(ARTA, CELA, BOJANA)));
        assertThat(board.next(call(board, "2"), NOON)).isEqualTo(new Next.Hold(1));
        board.taken("1", "cela");
        assertThat(board.busy(NOON)).isEqualTo(1);
        assertThat(board.next(call(board, "3"), NOON)).isEqualTo(new Next.Ring(List.of(ARTA)));
    }

    @Test
    void whoHasTakenTheCaseByTextIsRungFirst() {
        Switchboard board = board(false, ARTA, BOJANA, CELA);
        Place anna = call(board, "1");
        board.holder(anna, Optional.of("bojana"));
        assertThat(board.next(anna, NOON)).isEqualTo(new Next.Ring(List.of(BOJANA)));
    }

    @Test
    void nobodyOnCallIsSaidAtOnceAndNothingIsLeftBehind() {
        Switchboard board = board(false);
        Place anna = call(board, "1");
        assertThat(board.next(anna, NOON)).isEqualTo(new Next.NobodyOnCall());
        board.leave(anna, NOON);
        board.leave(anna, NOON);
        assertThat(board.waiting()).isZero();
        assertThat(board.busy(NOON)).isZero();
    }

    @Test
    void aTelephoneInAnotherCallIsNotRung() {
        Switchboard board = board(false, ARTA);
        assertThat(board.occupy("arta", NOON.plusSeconds(60), NOON)).isTrue();
        assertThat(board.occupy("arta", NOON.plusSeconds(60), NOON)).isFalse();
        assertThat(board.next(call(board, "1"), NOON)).isEqualTo(new Next.Hold(1));
    }
}
