package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastFile;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.Fate;
import org.linja.broadcast.Progress;
import org.linja.broadcast.QuietHours;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;
import org.linja.simulator.Handset;
import org.linja.testkit.Hotline;

/// Awareness messages, told with phones: the whole server, real SMPP, a real Redis.
class BroadcastStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final int PEOPLE = 24;

    private Hotline hotline;
    private Broadcasts team;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        team = hotline.server().broadcasts();
        QuietHours hours = hotline.server().settings().broadcasts().hours();
        Instant morning = hours.next(hotline.now().plus(Duration.ofDays(1))).plus(Duration.ofHours(2));
        hotline.forward(Duration.between(hotline.now(), morning));
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private static String last(int i) {
        return "3%02d".formatted(i);
    }

    private void asked(Topic topic, int from, int to) {
        List<Subscription> list = new ArrayList<>();
        for (int i = from; i < to; i++) {
            list.add(new Subscription(
                    new Msisdn("38344000" + last(i)),
                    topic,
                    Optional.of(i % 2 == 0 ? Language.SQ : Language.SR),
                    "prizren",
                    "",
                    "paper",
                    "form-2026-1",
                    hotline.now().minus(Duration.ofDays(3)),
                    topic.twice() ? Optional.of(hotline.now().minus(Duration.ofDays(2))) : Optional.empty(),
                    hotline.now().minus(Duration.ofDays(3))));
        }
        hotline.server().subscribers().adopt(hotline.server().subscribers().stage(list));
    }

    private String approved(String sample) {
        Problems problems = new Problems();
        BroadcastFile.Written written = BroadcastFile.read(
                        Path.of("ivr-scripts/awareness", sample + ".yaml"),
                        hotline.server().settings().municipalities().keys(),
                        List.of(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.lines()));
        String id = done(team.draft(written, "drita")).id();
        done(team.submit(id, "drita"));
        done(team.approve(id, "elena"));
        return id;
    }

    private static Broadcast done(Broadcasts.Done done) {
        return switch (done) {
            case Broadcasts.Done.Yes yes -> yes.broadcast();
            case Broadcasts.Done.No no -> throw new AssertionError(no.why());
        };
    }

    private Progress progress(String id) {
        return team.progress(team.find(id).orElseThrow());
    }

    private void awaitState(String id, Broadcast.State state) {
        Hotline.await(id + " to be " + state, () -> team.find(id).orElseThrow().state() == state);
    }

    @Test
    void whoAskedGetsItOnceInHerLanguageAndNobodyElse() {
        asked(Topic.HEALTH, 0, PEOPLE);
        asked(Topic.JOBS, 40, 42);
        String id = approved("hygiene");
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.DONE);
        for (int i = 0; i < PEOPLE; i++) {
            hotline.phone(last(i))
                    .gets(i % 2 == 0 ? "Lani duart" : "Perite ruke")
                    .getsNothing(Duration.ofMillis(1));
        }
        hotline.phone(last(40)).getsNothing(SHORT);
        hotline.phone(last(0)).texts("INFO").next();
        Hotline.await(
                "the reply to be counted",
                () -> team.results(team.find(id).orElseThrow()).replies().getOrDefault("info", 0L) == 1);
        Hotline.await("all receipts", () -> progress(id).count(Fate.DELIVERED) == PEOPLE);
        assertThat(progress(id).people()).isEqualTo(PEOPLE);
    }

    @Test
    void stopEndsItAtOnceAlsoForWhatIsQueued() {
        asked(Topic.HEALTH, 0, PEOPLE);
        String id = approved("hygiene");
        Handset anna = hotline.phone(last(0));
        anna.texts("STOP").next();
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.DONE);
        anna.getsNothing(SHORT);
        assertThat(progress(id).people()).isEqualTo(PEOPLE - 1);
    }

    @Test
    void askingByKeywordAndTheSecondYesAreWhatBringsAMessage() {
        asked(Topic.HIV_HEP, 0, PEOPLE);
        Handset anna = hotline.phone("401");
        anna.texts("START").next();
        anna.texts("5").next();
        anna.texts("po").gets("regjistruat");
        Handset bea = hotline.phone("402");
        bea.texts("START").next();
        bea.texts("5").next();
        bea.texts("jo").next();
        String id = approved("testing");
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.DONE);
        anna.gets("HIV");
        bea.getsNothing(SHORT);
        assertThat(progress(id).people()).isEqualTo(PEOPLE + 1);
    }

    @Test
    void nothingIsSentByItsAuthorAloneAndAChangeEndsTheApproval() {
        asked(Topic.HEALTH, 0, PEOPLE);
        String id = approved("hygiene");
        Broadcast found = team.find(id).orElseThrow();
        assertThat(team.approve(id, "drita")).isInstanceOf(Broadcasts.Done.No.class);
        done(team.change(
                id,
                new BroadcastFile.Written(
                        found.name(), found.topic(), found.audience(), found.readers(), found.texts(), 7),
                "elena"));
        assertThat(team.start(id, "drita", Optional.empty())).isInstanceOf(Broadcasts.Done.No.class);
        done(team.submit(id, "drita"));
        assertThat(team.approve(id, "elena")).as("she has changed it").isInstanceOf(Broadcasts.Done.No.class);
    }

    @Test
    void aSmallAudienceIsRefused() {
        asked(Topic.HEALTH, 0, 5);
        String id = approved("hygiene");
        assertThat(team.start(id, "drita", Optional.empty()))
                .isInstanceOfSatisfying(
                        Broadcasts.Done.No.class, no -> assertThat(no.why()).contains("R44"));
    }

    @Test
    void atNightItWaitsForTheMorning() {
        asked(Topic.HEALTH, 0, PEOPLE);
        String id = approved("hygiene");
        hotline.forward(Duration.ofHours(12));
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.RUNNING);
        hotline.phone(last(0)).getsNothing(SHORT);
        Instant morning = hotline.server().settings().broadcasts().hours().next(hotline.now());
        hotline.forward(Duration.between(hotline.now(), morning).plus(Duration.ofMinutes(11)));
        awaitState(id, Broadcast.State.DONE);
        hotline.phone(last(0)).gets("Lani duart");
    }

    @Test
    void pausedItRestsAndARestartForgetsNothing() {
        asked(Topic.HEALTH, 0, PEOPLE);
        String id = approved("hygiene");
        team.kill(Optional.of("elena"));
        Hotline.await("the switch", () -> team.killed().isPresent());
        hotline.restart();
        team = hotline.server().broadcasts();
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.RUNNING);
        done(team.pause(id));
        team.kill(Optional.empty());
        hotline.phone(last(0)).getsNothing(SHORT);
        hotline.restart();
        team = hotline.server().broadcasts();
        done(team.resume(id));
        awaitState(id, Broadcast.State.DONE);
        for (int i = 0; i < PEOPLE; i++) {
            hotline.phone(last(i)).next();
            hotline.phone(last(i)).getsNothing(Duration.ofMillis(1));
        }
    }

    @Test
    void theKillSwitchStopsEverythingButSos() {
        team.kill(Optional.of("elena"));
        hotline.restart();
        Handset anna = hotline.phone("401");
        Handset bea = hotline.phone("402");
        bea.texts("info");
        anna.texts("ndihme").gets("regjistrua");
        hotline.phone("101").gets("SOS");
        bea.getsNothing(SHORT);
        hotline.server().broadcasts().kill(Optional.empty());
        bea.next();
    }

    @Test
    void aCancelledOneIsNeverSent() {
        asked(Topic.HEALTH, 0, PEOPLE);
        String id = approved("hygiene");
        hotline.forward(Duration.ofHours(12));
        done(team.start(id, "drita", Optional.empty()));
        awaitState(id, Broadcast.State.RUNNING);
        done(team.cancel(id));
        Hotline.await("its end", () -> team.find(id).orElseThrow().ended().isPresent());
        assertThat(progress(id).count(Fate.CANCELLED)).isEqualTo(PEOPLE);
        assertThat(team.results(team.find(id).orElseThrow()).csv()).contains("progress;sq simulator;cancelled;12");
    }
}
