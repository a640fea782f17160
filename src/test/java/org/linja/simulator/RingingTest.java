package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linja.testkit.AgiScript;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.Eventually;
import org.linja.testkit.Receiver;

/// Who of several counsellors gets a call: the whisper, key 1 and the lock of the dialplan, on a real Asterisk. The
/// server is a script of a few lines that rings one step after another.
class RingingTest {
    private static final Duration RING = Duration.ofMillis(600);
    private static final Duration THINK = Duration.ofSeconds(1);
    private static final Duration TOGETHER = Duration.ofMillis(50);
    private static final int RACES = 4;
    private static final int MOST_TRIES = 20;

    /// What the server saw of each step: who won, how the ringing ended, which key she pressed.
    private record Step(String won, String status, String key) {}

    private static final class Ladder implements AutoCloseable {
        private final List<Step> seen = new CopyOnWriteArrayList<>();
        private final AgiScript server;

        /// @param steps telephones that ring together, joined by `+`
        Ladder(String... steps) {
            server = AgiScript.running(talk -> {
                if (talk.told("agi_network_script").startsWith("outcome")) {
                    return; // nothing to ring for
                }
                talk.command("SET VARIABLE TIMEOUT(absolute) 20");
                talk.command("ANSWER");
                talk.command("SET VARIABLE __LINJA_LANG sr");
                talk.command("SET VARIABLE __LINJA_URGENCY sos");
                for (String step : steps) {
                    List<String> legs = new ArrayList<>();
                    Stream.of(step.split("\\+")).forEach(one -> legs.add("Local/" + number(one) + "@linja-leg/n"));
                    talk.command("GOSUB linja-step s 1 \"" + String.join("&", legs) + ",8\"");
                    Step told = new Step(
                            talk.variable("LINJA_WON"), talk.variable("DIALSTATUS"), talk.variable("LINJA_KEY"));
                    seen.add(told);
                    if (!told.won().isEmpty() || !told.key().isEmpty()) {
                        break;
                    }
                }
                talk.command("SET VARIABLE LINJA_DONE 1");
            });
        }

        /// Whoever has not talked with her is asked nothing.
        void hasAskedNobodyHowItEnded() {
            assertThat(server.talks())
                    .noneMatch(talk -> talk.told("agi_network_script").startsWith("outcome"));
        }

        CallScene scene() {
            CallScene scene = CallScene.open(server.port());
            scene.ami().beat();
            return scene;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static Does herself(Does does) {
        return does.isAnswered().talks();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(RING).pauses(THINK).presses('1').pauses(THINK).hangsUp();
    }

    /// She calls, the first telephone does not take it, the second one does.
    private static String theSecondGetsHer(java.util.function.UnaryOperator<Does> first) {
        try (Ladder ladder = new Ladder("101", "102");
                CallScene scene = ladder.scene()) {
            var arta = scene.phone("101", first);
            var bojana = scene.phone("102", RingingTest::accepts);
            var anna = scene.call("201", RingingTest::herself);
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("102"));
            bojana.isDone();
            arta.isDone();
            anna.isDone();
            Step won = new Step(number("102"), "ANSWER", "");
            Eventually.holds("the server sees who won", () -> ladder.seen.contains(won));
            ladder.hasAskedNobodyHowItEnded();
            assertThat(bojana.wire()).doesNotContain(number("201"));
            return scene.ami()
                    .event("LinjaLeg", e -> number("101").equals(e.get("Leg")))
                    .getOrDefault("Cause", "");
        }
    }

    @Test
    void busyThenTheNext() {
        assertThat(theSecondGetsHer(does -> does.refuses("486 Busy Here"))).isEqualTo("17");
    }

    @Test
    void noAnswerThenTheNext() {
        theSecondGetsHer(Does::ringsOn);
    }

    @Test
    void declinedOnTheTelephoneThenTheNext() {
        assertThat(theSecondGetsHer(does -> does.refuses("603 Decline"))).isEqualTo("21");
    }

    @Test
    void declinedByKeyThenTheNext() {
        theSecondGetsHer(
                does -> does.picksUpAfter(RING).pauses(THINK).presses('2').talks());
    }

    @Test
    void hungUpInTheWhisperThenTheNext() {
        theSecondGetsHer(does -> does.picksUpAfter(RING).pauses(THINK).hangsUp());
    }

    @Test
    void aWrongKeyAsksAgain() {
        try (Ladder ladder = new Ladder("101");
                CallScene scene = ladder.scene()) {
            var arta = scene.phone(
                    "101",
                    does -> does.picksUpAfter(RING)
                            .pauses(THINK)
                            .presses('7')
                            .pauses(Duration.ofSeconds(2))
                            .presses('1')
                            .pauses(THINK)
                            .hangsUp());
            var anna = scene.call("201", RingingTest::herself);
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
            arta.isDone();
            anna.isDone();
        }
    }

    @Test
    void aVoicemailNeverWinsOverAPerson() {
        try (Ladder ladder = new Ladder("101+102");
                CallScene scene = ladder.scene()) {
            var voicemail = scene.phone(
                    "101", does -> does.picksUpAfter(Duration.ofMillis(100)).talks());
            var bojana = scene.phone(
                    "102",
                    does -> does.picksUpAfter(Duration.ofSeconds(2))
                            .pauses(THINK)
                            .presses('1')
                            .pauses(Duration.ofSeconds(8))
                            .hangsUp());
            var anna = scene.call("201", RingingTest::herself);
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("102"));
            voicemail.isDone();
            bojana.isDone();
            anna.isDone();
            assertThat(scene.ami().events("LinjaClaim")).hasSize(1);
        }
    }

    /// A race counts only when the two keys were really pressed within 50 ms, by one clock.
    @Test
    void ofTwoWhoPressOneWithinFiftyMillisecondsExactlyOneGetsHer() {
        try (Ladder ladder = new Ladder("101+102");
                CallScene scene = ladder.scene();
                Receiver arta = scene.receiver();
                Receiver bojana = scene.receiver()) {
            List<Duration> spreads = new ArrayList<>();
            while (spreads.size() < MOST_TRIES && close(spreads) < RACES) {
                spreads.add(race(scene, spreads.size() + 1, arta, bojana));
            }
            ladder.hasAskedNobodyHowItEnded();
            assertThat(close(spreads)).as("how far apart: %s", spreads).isEqualTo(RACES);
        }
    }

    private static int close(List<Duration> spreads) {
        return (int)
                spreads.stream().filter(one -> one.compareTo(TOGETHER) <= 0).count();
    }

    /// @return how far apart they pressed
    private static Duration race(CallScene scene, int number, Receiver arta, Receiver bojana) {
        arta.hangsUp();
        bojana.hangsUp();
        var first = scene.phone("101", arta, RingingTest::isTold);
        var second = scene.phone("102", bojana, RingingTest::isTold);
        var anna = scene.call("201", RingingTest::herself);
        arta.hearsSomething();
        bojana.hearsSomething();
        Duration apart = Receiver.together('1', arta, bojana);
        Eventually.holds("a winner", () -> scene.ami().events("LinjaClaim").size() >= number);
        boolean artaHasHer =
                number("101").equals(scene.ami().events("LinjaClaim").getLast().get("Leg"));
        (artaHasHer ? bojana : arta).hears("sq/whisper-taken");
        (artaHasHer ? second : first).goesOn();
        (artaHasHer ? second : first).isDone();
        (artaHasHer ? first : second).goesOn();
        (artaHasHer ? first : second).isDone();
        anna.isDone();
        Eventually.holds(
                "both legs to end", () -> scene.ami().events("LinjaLeg").size() == 2 * number);
        assertThat(scene.ami().events("LinjaLeg")).allMatch(leg -> "1".equals(leg.get("Key")));
        assertThat(scene.ami().events("LinjaClaim")).hasSize(number);
        return apart;
    }

    private static Does isTold(Does does) {
        return does.picksUpAfter(Duration.ofMillis(100)).waits().hangsUp();
    }

    @Test
    void sheHangsUpWhileItRings() {
        try (Ladder ladder = new Ladder("101+102");
                CallScene scene = ladder.scene()) {
            var arta = scene.phone("101", Does::ringsOn);
            var bojana = scene.phone("102", Does::ringsOn);
            var anna = scene.call(
                    "201",
                    does -> does.isAnswered().pauses(Duration.ofSeconds(3)).hangsUp());
            anna.isDone();
            arta.isDone();
            bojana.isDone();
            assertThat(scene.ami().event("LinjaOver")).containsEntry("Done", "");
            assertThat(scene.ami().events("LinjaClaim")).isEmpty();
        }
    }

    @Test
    void sheHangsUpDuringTheWhisperAndKeyOneComesTooLate() {
        try (Ladder ladder = new Ladder("101");
                CallScene scene = ladder.scene()) {
            var arta = scene.phone(
                    "101", does -> does.picksUpAfter(RING).waits().presses('1').talks());
            var anna = scene.call("201", does -> does.isAnswered().waits().hangsUp());
            assertThat(scene.ami().event("LinjaWhisper")).containsEntry("Leg", number("101"));
            anna.goesOn();
            anna.isDone();
            scene.ami().event("LinjaOver");
            arta.goesOn();
            arta.isDone();
            assertThat(scene.ami().event("LinjaLeg"))
                    .as("her telephone is in the call until now")
                    .containsEntry("Leg", number("101"))
                    .containsEntry("Key", "1");
            ladder.hasAskedNobodyHowItEnded();
            assertThat(scene.ami().events("LinjaClaim")).isEmpty();
        }
    }

    @Test
    void sheLeavesTheMusicByKey() {
        try (Ladder ladder = new Ladder("101", "102");
                CallScene scene = ladder.scene()) {
            var arta = scene.phone("101", Does::ringsOn);
            var anna = scene.call(
                    "201",
                    does -> does.isAnswered()
                            .pauses(Duration.ofSeconds(3))
                            .presses('2')
                            .talks());
            anna.isDone();
            arta.isDone();
            Step left = new Step("", "CANCEL", "2");
            Eventually.holds("the server sees the key", () -> ladder.seen.equals(List.of(left)));
        }
    }

    @Test
    void sheIsGoneBeforeAnybodyAnswersHer() {
        try (AgiScript slow = AgiScript.running(AgiScript.Talk::mute);
                CallScene scene = CallScene.open(slow.port())) {
            scene.ami().beat();
            var anna = scene.call("201", does -> does.cancelsAfter(Duration.ofSeconds(2)));
            anna.isDone();
            assertThat(anna.wire()).contains("487 Request Terminated").doesNotContain("BYE ");
            scene.ami().event("LinjaOver");
            Eventually.holds("no channel to be left", () -> scene.ami().channels() == 0);
        }
    }
}
