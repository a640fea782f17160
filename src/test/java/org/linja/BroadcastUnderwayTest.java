package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.AwarenessTeam.PEOPLE;
import static org.linja.testkit.AwarenessTeam.done;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.Broadcast.State;
import org.linja.broadcast.Fate;
import org.linja.broadcast.Progress;
import org.linja.contact.Topic;
import org.linja.simulator.Handset;
import org.linja.testkit.AwarenessTeam;
import org.linja.testkit.Hotline;

/// What can happen to an awareness message while it is under way, a few people a second, over real SMPP and a real
/// Redis: it is held, ended, cut off or slowed down, and nobody gets it twice.
class BroadcastUnderwayTest {
    private static final Duration SHORT = Duration.ofMillis(900);
    private static final int SLOWLY = 6;
    private static final int SOME = 6;

    private Hotline hotline;
    private AwarenessTeam team;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        team = new AwarenessTeam(hotline);
        team.asked(Topic.HEALTH, 0, PEOPLE);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private String underWay() {
        String id = team.approved("hygiene", SLOWLY);
        team.starts(id);
        someHaveIt();
        return id;
    }

    private void someHaveIt() {
        int before = team.sentTo().size();
        Hotline.await("some to have it", () -> team.sentTo().size() >= before + SOME);
    }

    /// Nothing more leaves; what had just left may still come in.
    private int atRest() {
        int before;
        do {
            before = team.sentTo().size();
            pause();
        } while (team.sentTo().size() > before);
        return before;
    }

    private static void pause() {
        try {
            Thread.sleep(SHORT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancelledTheRestNeverGetsIt() {
        String id = underWay();
        done(team.desk().cancel(id));
        Hotline.await("its end", () -> team.find(id).ended().isPresent());
        int sent = atRest();
        assertThat(sent).isBetween(SOME, PEOPLE - 1);
        assertThat(team.sentTo()).doesNotHaveDuplicates();
        Progress progress = team.progress(id);
        assertThat(progress.count(Fate::taken)).isEqualTo(sent);
        assertThat(progress.count(Fate.CANCELLED)).isEqualTo(PEOPLE - sent);
    }

    @Test
    void pausedItRestsAndResumedItGoesOnWithTheOthers() {
        String id = underWay();
        done(team.desk().pause(id));
        assertThat(atRest()).isLessThan(PEOPLE);
        done(team.desk().resume(id));
        team.await(id, State.DONE);
        assertThat(team.sentTo()).doesNotHaveDuplicates().hasSize(PEOPLE);
    }

    @Test
    void theKillSwitchHoldsItAndAnSosGoesPast() {
        underWay();
        team.desk().kill(Optional.of("elena"));
        int sent = atRest();
        assertThat(sent).isLessThan(PEOPLE);
        hotline.phone("401").texts("ndihme").gets("regjistrua");
        hotline.phone("101").gets("SOS");
    }

    @Test
    void whoTextsStopMeanwhileIsPassedOver() {
        String id = underWay();
        done(team.desk().pause(id));
        atRest();
        List<String> sent = team.sentTo();
        Handset anna = IntStream.range(0, PEOPLE)
                .mapToObj(team::phone)
                .filter(phone -> !sent.contains(phone.number().digits()))
                .findFirst()
                .orElseThrow();
        anna.texts("STOP").next();
        done(team.desk().resume(id));
        team.await(id, State.DONE);
        anna.getsNothing(SHORT);
        assertThat(team.progress(id).count(Fate.OPTED_OUT)).isEqualTo(1);
    }

    @Test
    void overRestartsEverybodyGetsItOnce() {
        String id = underWay();
        hotline.restart();
        someHaveIt();
        hotline.restart();
        team.await(id, State.DONE);
        assertThat(team.sentTo()).doesNotHaveDuplicates().hasSize(PEOPLE);
        Hotline.await("all receipts", () -> team.progress(id).count(Fate.DELIVERED) == PEOPLE);
    }

    @Test
    void overACutLineNobodyGetsItTwiceAndAReceiptTellsOfWhoWasUnknown() {
        hotline.smsc().faults().loseAnswerAfter(SOME).dropAfter(2 * SOME);
        String id = underWay();
        team.await(id, State.DONE);
        assertThat(team.sentTo()).doesNotHaveDuplicates();
        Hotline.await(
                "the receipt of the one whose answer was lost",
                () -> team.progress(id).count(Fate.DELIVERED) == team.sentTo().size());
        Progress progress = team.progress(id);
        assertThat(progress.count(Fate.DELIVERED) + progress.count(Fate.UNKNOWN))
                .isEqualTo(PEOPLE);
        assertThat(progress.count(Fate.UNKNOWN))
                .as("the message on which the line was cut was never taken")
                .isEqualTo(1);
    }

    @Test
    void askedForPatienceItKeepsTheOrderAndLosesNobody() {
        String first = team.approved("hygiene", SLOWLY);
        team.starts(first);
        team.await(first, State.DONE);
        List<String> order = team.sentTo();
        assertThat(order).hasSize(PEOPLE);
        hotline.smsc().faults().throttleEvery(3);
        String second = team.approved("vaccines", SLOWLY);
        team.starts(second);
        team.await(second, State.DONE);
        assertThat(team.sentTo().subList(PEOPLE, team.sentTo().size())).isEqualTo(order);
    }

    @Test
    void manyWhoWaitForHelpHoldIt() {
        for (int i = 0; i < 5; i++) {
            hotline.phone("45" + i).texts("ndihme").gets("regjistrua");
        }
        String id = team.approved("hygiene");
        team.starts(id);
        team.await(id, State.RUNNING);
        team.phone(0).getsNothing(SHORT);
        hotline.phone("101").texts("?");
        hotline.server()
                .ledger()
                .openCases(10)
                .forEach(one -> hotline.phone("101").texts("1 " + one.code()));
        team.await(id, State.DONE);
        team.phone(0).gets("Lani duart");
    }
}
