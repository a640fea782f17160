package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.AwarenessTeam.done;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastFile;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.Fate;
import org.linja.contact.Topic;
import org.linja.simulator.Handset;
import org.linja.testkit.AwarenessTeam;
import org.linja.testkit.Hotline;

/// Awareness messages, told with phones: the whole server, real SMPP, a real Redis.
class BroadcastStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final int PEOPLE = AwarenessTeam.PEOPLE;

    private Hotline hotline;
    private AwarenessTeam team;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        team = new AwarenessTeam(hotline);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void whoAskedGetsItOnceInHerLanguageAndNobodyElse() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        team.asked(Topic.JOBS, 40, 42);
        String id = team.approved("hygiene");
        team.starts(id);
        team.await(id, Broadcast.State.DONE);
        for (int i = 0; i < PEOPLE; i++) {
            team.phone(i).gets(i % 2 == 0 ? "Lani duart" : "Perite ruke").getsNothing(Duration.ofMillis(1));
        }
        team.phone(40).getsNothing(SHORT);
        team.phone(0).texts("INFO").next();
        Hotline.await(
                "the reply to be counted",
                () -> team.desk().results(team.find(id)).replies().getOrDefault("info", 0L) == 1);
        Hotline.await("all receipts", () -> team.progress(id).count(Fate.DELIVERED) == PEOPLE);
        assertThat(team.progress(id).people()).isEqualTo(PEOPLE);
    }

    @Test
    void stopEndsItAtOnceAlsoForWhatIsQueued() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        String id = team.approved("hygiene");
        Handset anna = team.phone(0);
        anna.texts("STOP").next();
        team.starts(id);
        team.await(id, Broadcast.State.DONE);
        anna.getsNothing(SHORT);
        assertThat(team.progress(id).people()).isEqualTo(PEOPLE - 1);
    }

    @Test
    void whoeverCriedForHelpHasNotAskedForMessages() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        Handset anna = hotline.phone("401");
        anna.texts("ndihme").gets("regjistrua");
        String id = team.approved("hygiene");
        team.starts(id);
        team.await(id, Broadcast.State.DONE);
        anna.getsNothing(SHORT);
        assertThat(team.progress(id).people()).isEqualTo(PEOPLE);
    }

    @Test
    void whoEndedThemStaysOutAlsoForgottenAndListedAgainUntilSheAsks() {
        team.asked(Topic.HEALTH, 0, PEOPLE + 1);
        Handset anna = team.phone(PEOPLE);
        anna.texts("STOP").next();
        anna.texts("fshij").next();
        team.asked(Topic.HEALTH, 0, PEOPLE + 1);
        String id = team.approved("hygiene");
        team.starts(id);
        team.await(id, Broadcast.State.DONE);
        anna.getsNothing(SHORT);
        assertThat(team.progress(id).people()).isEqualTo(PEOPLE);
        anna.texts("START").next();
        anna.texts("1").next();
        String next = team.approved("vaccines");
        team.starts(next);
        team.await(next, Broadcast.State.DONE);
        assertThat(team.progress(next).people()).isEqualTo(PEOPLE + 1);
    }

    @Test
    void askingByKeywordAndTheSecondYesAreWhatBringsAMessage() {
        team.asked(Topic.HIV_HEP, 0, PEOPLE);
        Handset anna = hotline.phone("401");
        anna.texts("START").next();
        anna.texts("5").next();
        anna.texts("po").gets("regjistruat");
        Handset bea = hotline.phone("402");
        bea.texts("START").next();
        bea.texts("5").next();
        bea.texts("jo").next();
        String id = team.approved("testing");
        team.starts(id);
        team.await(id, Broadcast.State.DONE);
        anna.gets("HIV");
        bea.getsNothing(SHORT);
        assertThat(team.progress(id).people()).isEqualTo(PEOPLE + 1);
    }

    @Test
    void nothingIsSentByItsAuthorAloneAndAChangeEndsTheApproval() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        String id = team.approved("hygiene");
        Broadcast found = team.find(id);
        assertThat(team.desk().approve(id, "drita")).isInstanceOf(Broadcasts.Done.No.class);
        done(team.desk()
                .change(
                        id,
                        new BroadcastFile.Written(
                                found.name(), found.topic(), found.audience(), found.readers(), found.texts(), 7),
                        "elena"));
        assertThat(team.desk().start(id, "drita", Optional.empty())).isInstanceOf(Broadcasts.Done.No.class);
        done(team.desk().submit(id, "drita"));
        assertThat(team.desk().approve(id, "elena")).as("she has changed it").isInstanceOf(Broadcasts.Done.No.class);
    }

    @Test
    void aSmallAudienceIsRefused() {
        team.asked(Topic.HEALTH, 0, 5);
        String id = team.approved("hygiene");
        assertThat(team.desk().start(id, "drita", Optional.empty()))
                .isInstanceOfSatisfying(
                        Broadcasts.Done.No.class, no -> assertThat(no.why()).contains("R44"));
    }

    @Test
    void atNightItWaitsForTheMorning() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        String id = team.approved("hygiene");
        hotline.forward(Duration.ofHours(12));
        team.starts(id);
        team.await(id, Broadcast.State.RUNNING);
        team.phone(0).getsNothing(SHORT);
        Instant morning = hotline.server().settings().broadcasts().hours().next(hotline.now());
        hotline.forward(Duration.between(hotline.now(), morning).plus(Duration.ofMinutes(11)));
        team.await(id, Broadcast.State.DONE);
        team.phone(0).gets("Lani duart");
    }

    @Test
    void pausedItRestsAndARestartForgetsNothing() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        String id = team.approved("hygiene");
        team.desk().kill(Optional.of("elena"));
        Hotline.await("the switch", () -> team.desk().killed().isPresent());
        hotline.restart();
        team.starts(id);
        team.await(id, Broadcast.State.RUNNING);
        done(team.desk().pause(id));
        team.desk().kill(Optional.empty());
        team.phone(0).getsNothing(SHORT);
        hotline.restart();
        done(team.desk().resume(id));
        team.await(id, Broadcast.State.DONE);
        for (int i = 0; i < PEOPLE; i++) {
            team.phone(i).next();
            team.phone(i).getsNothing(Duration.ofMillis(1));
        }
    }

    @Test
    void theKillSwitchStopsEverythingButSos() {
        team.desk().kill(Optional.of("elena"));
        hotline.restart();
        Handset anna = hotline.phone("401");
        Handset bea = hotline.phone("402");
        bea.texts("info");
        anna.texts("ndihme").gets("regjistrua");
        hotline.phone("101").gets("SOS");
        bea.getsNothing(SHORT);
        team.desk().kill(Optional.empty());
        bea.next();
    }

    @Test
    void aCancelledOneIsNeverSent() {
        team.asked(Topic.HEALTH, 0, PEOPLE);
        String id = team.approved("hygiene");
        hotline.forward(Duration.ofHours(12));
        team.starts(id);
        team.await(id, Broadcast.State.RUNNING);
        done(team.desk().cancel(id));
        Hotline.await("its end", () -> team.find(id).ended().isPresent());
        assertThat(team.progress(id).count(Fate.CANCELLED)).isEqualTo(PEOPLE);
        assertThat(team.desk().results(team.find(id)).csv()).contains("progress;sq simulator;cancelled;12");
    }
}
