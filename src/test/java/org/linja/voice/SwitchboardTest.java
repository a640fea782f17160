package org.linja.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.escalation.Duty;
import org.linja.escalation.Ladder;
import org.linja.escalation.Need;
import org.linja.escalation.Policy;
import org.linja.staff.ContactMethod;
import org.linja.staff.Counsellor;
import org.linja.staff.Gender;
import org.linja.staff.Role;
import org.linja.staff.Roster;
import org.linja.staff.Standing;
import org.linja.voice.Switchboard.Next;
import org.linja.voice.Switchboard.Place;

/// Who is rung for whom: pure, without a line.
class SwitchboardTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration RING = Duration.ofSeconds(22);
    private final Map<String, Standing> standings = new HashMap<>();
    private static final Need NEED = new Need(Optional.of(Language.SQ), Gender.ANY, Optional.empty(), "anna");
    private static final Counsellor ARTA = who("arta", "101", Language.SQ);
    private static final Counsellor BOJANA = who("bojana", "102", Language.SR);
    private static final Counsellor CELA = who("cela", "103", Language.ROM, Language.SQ);

    private static Counsellor who(String name, String lastThree, Language... languages) {
        return new Counsellor(name, new Msisdn("38344000" + lastThree), List.of(languages));
    }

    private Switchboard board(boolean all, Counsellor... people) {
        return board(Ladder.ringing(all, RING), people);
    }

    private Switchboard board(Ladder ladder, Counsellor... people) {
        return new Switchboard(new Listed(List.of(people), standings), ladder, Duration.ofMinutes(2));
    }

    private static Next rings(Counsellor... people) {
        return new Next.Ring(List.of(people), RING);
    }

    private record Listed(List<Counsellor> people, Map<String, Standing> standings) implements Rota {
        @Override
        public Duty duty() {
            return Duty.of(Roster.always(people), standings, Map.of(), NOON);
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
        Switchboard board = board(false, ARTA);
        var woken = new java.util.concurrent.LinkedBlockingQueue<String>();
        Place first = call(board, "1");
        board.next(first, NOON);
        board.enter("2", false, Optional.of(Language.SQ), () -> woken.add("2"));
        board.enter("3", true, Optional.of(Language.SQ), () -> woken.add("3"));
        board.taken("1", "arta", NOON);
        board.talked(first, Optional.of("arta"), NOON);
        assertThat(woken).as("she is left alone for a while").isEmpty();
        board.tick(NOON.plusSeconds(119));
        assertThat(woken).isEmpty();
        board.tick(NOON.plusSeconds(120));
        assertThat(woken.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("3");
        assertThat(woken).isEmpty();
    }

    @Test
    void herLanguageFirstThenAllOthersAndThenTheFirstAgain() {
        Switchboard board = board(false, BOJANA, ARTA, CELA);
        Place anna = call(board, "1");
        for (Counsellor next : List.of(ARTA, CELA, BOJANA, ARTA)) {
            assertThat(board.next(anna, NOON)).isEqualTo(rings(next));
            board.back(anna, NOON);
        }
    }

    @Test
    void allAtOnceLeavesOneForEachWhoCameBefore() {
        Switchboard board = board(true, ARTA, BOJANA, CELA);
        Place first = call(board, "1");
        Place second = call(board, "2");
        assertThat(board.next(second, NOON)).isEqualTo(rings(ARTA, CELA));
        assertThat(board.next(first, NOON)).isEqualTo(rings(BOJANA));
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
        assertThat(board.next(later, NOON)).isEqualTo(rings(ARTA));
    }

    @Test
    void whoeverHasTalkedIsLeftAloneForAWhileUnlessSheSaysThatSheIsReady() {
        Switchboard board = board(false, ARTA);
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.taken("1", "arta", NOON);
        board.leave(anna, NOON);
        Place bora = call(board, "2");
        assertThat(board.next(bora, NOON.plusSeconds(119))).isEqualTo(new Next.Hold(1));
        assertThat(board.next(bora, NOON.plusSeconds(120))).isEqualTo(rings(ARTA));
        board.talked(bora, Optional.of("arta"), NOON.plusSeconds(200));
        board.ready("arta");
        assertThat(board.next(bora, NOON.plusSeconds(201))).isEqualTo(rings(ARTA));
    }

    @Test
    void whenOneAcceptsTheOthersAreFreeForTheNext() {
        Switchboard board = board(true, ARTA, BOJANA, CELA);
        Place anna = call(board, "1");
        assertThat(board.next(anna, NOON)).isEqualTo(rings(ARTA, CELA, BOJANA));
        assertThat(board.next(call(board, "2"), NOON)).isEqualTo(new Next.Hold(1));
        board.taken("1", "cela", NOON);
        assertThat(board.busy(NOON)).isEqualTo(1);
        assertThat(board.next(call(board, "3"), NOON)).isEqualTo(rings(ARTA));
    }

    @Test
    void whoHasPickedUpForACallerWhoIsGoneIsRungAgainOnceHerTelephoneIsDown() {
        Switchboard board = board(true, ARTA, BOJANA);
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.picksUp("1", "arta", NOON);
        board.leave(anna, NOON);
        Place bora = call(board, "2");
        assertThat(board.next(bora, NOON)).as("hers only rang").isEqualTo(rings(BOJANA));
        board.back(bora, NOON);
        board.hangsUp("1", "arta");
        assertThat(board.next(bora, NOON)).isEqualTo(rings(ARTA, BOJANA));
    }

    @Test
    void whoPressedOneTooLateIsRungAgainOnceHerTelephoneIsDownAndWhoWaitsIsWoken() throws InterruptedException {
        Switchboard board = board(true, ARTA, BOJANA);
        var woken = new java.util.concurrent.LinkedBlockingQueue<String>();
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.picksUp("1", "arta", NOON);
        board.picksUp("1", "bojana", NOON);
        Place bora = board.enter("2", false, Optional.of(Language.SQ), () -> woken.add("2"));
        board.taken("1", "bojana", NOON);
        assertThat(board.next(bora, NOON)).isEqualTo(new Next.Hold(1));
        board.hangsUp("7", "arta");
        assertThat(board.next(bora, NOON)).as("that was another call").isEqualTo(new Next.Hold(1));
        board.hangsUp("1", "arta");
        assertThat(woken.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(board.next(bora, NOON)).isEqualTo(rings(ARTA));
    }

    @Test
    void whenNobodyTellsThatATelephoneIsDownItIsRungAfterSomeSeconds() throws InterruptedException {
        Switchboard board = board(false, ARTA);
        var woken = new java.util.concurrent.LinkedBlockingQueue<String>();
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.leave(anna, NOON);
        board.picksUp("1", "arta", NOON);
        Place bora = board.enter("2", false, Optional.of(Language.SQ), () -> woken.add("2"));
        assertThat(board.next(bora, NOON.plusSeconds(11))).isEqualTo(new Next.Hold(1));
        board.tick(NOON.plusSeconds(12));
        assertThat(woken.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(board.next(bora, NOON.plusSeconds(12))).isEqualTo(rings(ARTA));
    }

    @Test
    void whoDeclinesInTheWhisperIsFreeWithTheOthersWhenTheRingingIsOver() {
        Switchboard board = board(true, ARTA, BOJANA);
        Place anna = call(board, "1");
        board.next(anna, NOON);
        board.picksUp("1", "arta", NOON);
        board.hangsUp("1", "arta");
        Place bora = call(board, "2");
        assertThat(board.next(bora, NOON)).as("still hers").isEqualTo(new Next.Hold(1));
        board.back(anna, NOON);
        assertThat(board.next(anna, NOON)).isEqualTo(rings(ARTA, BOJANA));
    }

    @Test
    void whoHasTakenTheCaseByTextIsRungFirst() {
        Switchboard board = board(false, ARTA, BOJANA, CELA);
        Place anna = call(board, "1");
        board.about(anna, NEED, Optional.of("bojana"));
        assertThat(board.next(anna, NOON)).isEqualTo(rings(BOJANA));
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

    private static Counsellor trained(String name, String lastThree, Role role, String... skills) {
        return new Counsellor(
                name,
                new Msisdn("38344000" + lastThree),
                List.of(Language.SQ, Language.SR),
                role,
                Gender.ANY,
                Set.of(ContactMethod.CALL),
                Set.of(skills),
                true,
                0);
    }

    private static Ladder written(String yaml) {
        Problems problems = new Problems();
        Policy policy = Policy.read(Doc.parse("oncall.yaml", yaml, problems));
        problems.throwIfAny();
        return policy.calls().orElseThrow();
    }

    @Test
    void theLadderForCallersIsClimbedRungByRungAndThenAgain() {
        Counsellor drita = trained("drita", "104", Role.COORDINATOR);
        Switchboard board = board(written("""
                calls:
                  - { targets: [language], wait: 15s, most: 1 }
                  - { targets: [anyone], strategy: all, wait: 20s }
                  - { targets: [coordinator], wait: 25s }
                """), ARTA, BOJANA, CELA, drita);
        Place anna = call(board, "1");
        for (Next expected : List.of(
                new Next.Ring(List.of(ARTA), Duration.ofSeconds(15)),
                new Next.Ring(List.of(BOJANA, CELA), Duration.ofSeconds(20)),
                new Next.Ring(List.of(drita), Duration.ofSeconds(25)),
                new Next.Ring(List.of(ARTA), Duration.ofSeconds(15)))) {
            assertThat(board.next(anna, NOON)).isEqualTo(expected);
            board.back(anna, NOON);
        }
    }

    @Test
    void aRungOnWhichAllAreBusyIsPassedOverAtOnce() {
        Switchboard board = board(Ladder.FOR_CALLS, ARTA, BOJANA);
        board.occupy("arta", NOON.plusSeconds(60), NOON);
        assertThat(board.next(call(board, "1"), NOON)).isEqualTo(rings(BOJANA));
    }

    @Test
    void whileEverybodyTalksSheWaitsAndNobodyIsCalledOutOfBed() {
        Counsellor drita = trained("drita", "104", Role.COORDINATOR);
        Switchboard board = board(false, ARTA, drita);
        Standing talks = new Standing(Optional.empty(), Optional.of(NOON.plusSeconds(600)));
        standings.put("arta", talks);
        standings.put("drita", talks);
        assertThat(board.next(call(board, "1"), NOON)).isEqualTo(new Next.Hold(1));
        Standing pauses = new Standing(Optional.of(NOON.plusSeconds(600)), Optional.empty());
        standings.put("arta", pauses);
        standings.put("drita", pauses);
        assertThat(board.next(call(board, "2"), NOON)).isEqualTo(new Next.NobodyOnCall());
    }

    @Test
    void aChildIsPutThroughToWhoeverIsTrainedForIt() {
        Counsellor elira = trained("elira", "105", Role.COUNSELLOR, Counsellor.CHILD);
        Switchboard board = board(false, ARTA, elira);
        Place child = call(board, "1");
        Need need = new Need(Optional.of(Language.SQ), Gender.ANY, Optional.of(Counsellor.CHILD), "1");
        board.about(child, need, Optional.empty());
        assertThat(board.next(child, NOON)).isEqualTo(rings(elira));
    }

    @Test
    void aHolderWhoDoesNotPickUpKeepsNobodyElseFromBeingRung() {
        Switchboard board = board(false, ARTA, BOJANA);
        Place anna = call(board, "1");
        board.about(anna, NEED, Optional.of("bojana"));
        for (Counsellor next : List.of(BOJANA, ARTA)) {
            assertThat(board.next(anna, NOON)).isEqualTo(rings(next));
            board.back(anna, NOON);
        }
    }

    @Test
    void aRungOfTheLadderForCallersWithoutATelephoneIsAProblem() {
        Problems problems = new Problems();
        Policy.read(Doc.parse("oncall.yaml", "calls: [{ targets: [anyone], method: sms, wait: 20s }]", problems));
        assertThat(String.join(" ", problems.lines())).contains("rung through");
    }

    @Test
    void theShortFormGivesWayToTheLadderThatIsWrittenAndThatIsTold() {
        Ladder calls = written("calls: [{ targets: [anyone], wait: 20s }]");
        Problems problems = new Problems();
        Doc both = Doc.parse("voice.yaml", "{ ring: all-at-once, ring-for: 30s }", problems);
        assertThat(CallSettings.read(both, Optional.of(calls)).ladder()).isEqualTo(calls);
        assertThat(problems.warnings()).singleElement().asString().contains("not followed");
        assertThat(CallSettings.read(both, Optional.empty()).ladder())
                .isEqualTo(Ladder.ringing(true, Duration.ofSeconds(30)));
        assertThat(CallSettings.read(Doc.parse("voice.yaml", "{}", problems), Optional.empty())
                        .ladder())
                .isEqualTo(Ladder.FOR_CALLS);
    }
}
