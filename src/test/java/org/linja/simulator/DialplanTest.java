package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linja.testkit.AgiScript;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.Eventually;

/// The dialplan when Linja is not there: real Asterisk, telephones over SIP. Every caller reaches a person.
class DialplanTest {
    private static final String HER = number("201");

    /// As long as the emergency numbers take in four languages, and into the question that follows them.
    private static final Duration EMERGENCY_NUMBERS = Duration.ofSeconds(24);

    private static Does untilTheEnd(Does does) {
        return does.isAnswered().talks();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(Duration.ofMillis(600))
                .pauses(Duration.ofSeconds(1))
                .presses('1')
                .pauses(Duration.ofSeconds(1))
                .hangsUp();
    }

    /// She calls, and the on-call telephone of AstDB rings and gets her.
    private static void reachesTheOnCallTelephone(CallScene scene, String why) {
        scene.ami().keep("oncall-1", number("101"));
        var arta = scene.phone("101", DialplanTest::accepts);
        var anna = scene.call("201", DialplanTest::untilTheEnd);
        assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", why);
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.isDone();
        anna.isDone();
        assertThat(scene.ami().event("LinjaOver")).containsEntry("Static", "1");
        assertThat(arta.wire()).contains(CallScene.LINE).doesNotContain(HER);
        assertThat(scene.nowhereInLogs(HER)).as("her number in no log").isTrue();
    }

    @Test
    void withoutAHeartbeat() {
        try (CallScene scene = CallScene.open(1)) {
            reachesTheOnCallTelephone(scene, "stale");
        }
    }

    @Test
    void whenTheServerRefuses() {
        try (CallScene scene = CallScene.open(1)) {
            scene.ami().beat();
            reachesTheOnCallTelephone(scene, "refused");
        }
    }

    @Test
    void whenTheServerDiesInTheMiddle() {
        try (AgiScript dying = AgiScript.running(talk -> talk.command("STREAM FILE linja/sq/label-sq \"\""));
                CallScene scene = CallScene.open(dying.port())) {
            scene.ami().beat();
            reachesTheOnCallTelephone(scene, "cut");
        }
    }

    @Test
    void whenTheServerTakesTheCallAndIsMute() {
        try (AgiScript mute = AgiScript.running(AgiScript.Talk::mute);
                CallScene scene = CallScene.open(mute.port(), "LINJA_WATCH = 2")) {
            scene.ami().beat();
            reachesTheOnCallTelephone(scene, "mute");
        }
    }

    @Test
    void whenTheServerFallsSilentWhileSheListens() {
        try (AgiScript mute = AgiScript.running(talk -> {
                    talk.command("SET VARIABLE TIMEOUT(absolute) 3");
                    talk.command("STREAM FILE linja/sq/label-sq \"\"");
                    talk.mute();
                });
                CallScene scene = CallScene.open(mute.port())) {
            scene.ami().beat();
            reachesTheOnCallTelephone(scene, "mute");
        }
    }

    @Test
    void whenTheServerHasTooManyCalls() {
        try (AgiScript busy = AgiScript.running(talk -> talk.command("SET VARIABLE LINJA_BUSY 1"));
                CallScene scene = CallScene.open(busy.port())) {
            scene.ami().beat();
            reachesTheOnCallTelephone(scene, "busy");
        }
    }

    @Test
    void theOnCallNumbersOutliveAsterisk() {
        try (CallScene scene = CallScene.open(1)) {
            scene.ami().keep("oncall-1", number("101"));
            try (var ami = scene.restartAsterisk()) {
                var arta = scene.phone("101", DialplanTest::accepts);
                var anna = scene.call("201", DialplanTest::untilTheEnd);
                assertThat(ami.event("LinjaClaim")).containsEntry("Leg", number("101"));
                arta.isDone();
                anna.isDone();
            }
        }
    }

    @Test
    void theNextOnCallTelephonesRingWhenTheFirstDoesNotAnswer() {
        try (CallScene scene = CallScene.open(1, "LINJA_STATICRING = 3")) {
            scene.ami().keep("oncall-1", number("101"));
            scene.ami().keep("oncall-2", number("102"));
            scene.ami().keep("oncall-3", number("103"));
            var arta = scene.phone("101", Does::ringsOn);
            var bojana = scene.phone("102", does -> does.refuses("486 Busy Here"));
            var cela = scene.phone("103", DialplanTest::accepts);
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("103"));
            arta.isDone();
            bojana.isDone();
            cela.isDone();
            anna.isDone();
        }
    }

    @Test
    void whoHangsUpWhileTheOnCallTelephoneRingsSilencesIt() {
        try (CallScene scene = CallScene.open(1)) {
            scene.ami().keep("oncall-1", number("101"));
            var arta = scene.phone("101", Does::ringsOn);
            var anna = scene.call("201", does -> does.isAnswered().waits().hangsUp());
            arta.rings();
            anna.goesOn();
            anna.isDone();
            arta.isDone();
            Eventually.holds("no channel to be left", () -> scene.ami().channels() == 0);
        }
    }

    @Test
    void aServerThatDiesWhileTheyTalkDoesNotPartThem() {
        try (AgiScript ladder = AgiScript.running(talk -> {
                    talk.command("ANSWER");
                    rings(talk, "101");
                });
                CallScene scene = CallScene.open(ladder.port(), "LINJA_MUTEMAX = 3")) {
            scene.ami().beat();
            var arta = scene.phone(
                    "101",
                    does -> does.picksUpAfter(Duration.ofMillis(600))
                            .pauses(Duration.ofSeconds(1))
                            .presses('1')
                            .pauses(Duration.ofSeconds(4))
                            .hangsUp());
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            scene.ami().event("LinjaClaim");
            ladder.dies();
            arta.isDone();
            anna.isDone();
            assertThat(scene.ami().event("LinjaOver")).containsEntry("DialStatus", "ANSWER");
            assertThat(scene.ami().events("LinjaStatic")).isEmpty();
        }
    }

    /// She has talked, and pressed a key for more: what the server then does with DIALSTATUS, and dies.
    @Test
    void aServerThatDiesWhileSheWaitsAgainLeavesHerToTheOnCallTelephones() {
        try (AgiScript ladder = AgiScript.running(talk -> {
                    talk.command("ANSWER");
                    rings(talk, "101");
                    talk.command("SET VARIABLE DIALSTATUS \"\"");
                });
                CallScene scene = CallScene.open(ladder.port())) {
            scene.ami().beat();
            scene.ami().keep("oncall-1", number("102"));
            var arta = scene.phone("101", DialplanTest::accepts);
            var bojana = scene.phone("102", DialplanTest::accepts);
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", "cut");
            scene.ami().event("LinjaClaim", e -> number("102").equals(e.get("Leg")));
            arta.isDone();
            bojana.isDone();
            anna.isDone();
        }
    }

    private static void rings(AgiScript.Talk talk, String phone) throws java.io.IOException {
        talk.command("SET VARIABLE __LINJA_LIFE a1");
        talk.command("GOSUB linja-step s 1 \"Local/" + number(phone) + "@linja-leg/n,60\"");
    }

    @Test
    void aTelephoneThatRingsForAServerThatFellSilentDoesNotHoldHerUp() {
        try (AgiScript mute = AgiScript.running(talk -> {
                    talk.command("ANSWER");
                    rings(talk, "101");
                    talk.mute();
                });
                CallScene scene = CallScene.open(mute.port(), "LINJA_MUTEMAX = 2")) {
            scene.ami().beat();
            scene.ami().keep("oncall-1", number("102"));
            var arta = scene.phone("101", Does::ringsOn);
            var bojana = scene.phone("102", DialplanTest::accepts);
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", "mute");
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("102"));
            arta.isDone();
            bojana.isDone();
            anna.isDone();
        }
    }

    @Test
    void aServerThatWasOnlyCutOffGoesOnWithTheNextTelephone() {
        var came = new java.util.concurrent.LinkedBlockingQueue<String>();
        try (AgiScript cutOff = AgiScript.running(talk -> {
                    talk.command("ANSWER");
                    rings(talk, "101");
                    came.add(talk.variable("DIALSTATUS") + ":" + talk.variable("LINJA_WON"));
                    talk.command("SET VARIABLE TIMEOUT(absolute) 11");
                    rings(talk, "102");
                    came.add(talk.variable("DIALSTATUS") + ":" + talk.variable("LINJA_WON"));
                    talk.command("SET VARIABLE LINJA_DONE 1");
                });
                CallScene scene = CallScene.open(cutOff.port(), "LINJA_MUTEMAX = 3")) {
            scene.ami().beat();
            var arta = scene.phone("101", Does::ringsOn);
            var bojana = scene.phone("102", DialplanTest::accepts);
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            arta.isDone();
            bojana.isDone();
            anna.isDone();
            assertThat(came).containsExactly("NOANSWER:", "ANSWER:" + number("102"));
            assertThat(scene.ami().events("LinjaStatic")).isEmpty();
        }
    }

    @Test
    void nothingIsRecordedUnlessTheMessageBoxHasAReference() {
        try (CallScene scene = CallScene.open(1, "LINJA_STATICROUNDS = 1", "LINJA_MESSAGES = yes")) {
            scene.ami().keep("oncall-1", number("101"));
            scene.phone("101", does -> does.refuses("603 Decline"));
            var anna = scene.call("201", DialplanTest::untilTheEnd);
            anna.isDone();
            scene.ami().event("LinjaOver");
            Eventually.holds("the call to be over", () -> scene.ami().channels() == 0);
            assertThat(scene.ami().events("LinjaMessage")).isEmpty();
            assertThat(scene.asterisk().folder().resolve("messages")).isEmptyDirectory();
        }
    }

    @Test
    void aMessageIsRecordedOnlyAfterHerKeyAndKeptWhenSheHangsUp() {
        try (CallScene scene = CallScene.open(
                1, "LINJA_STATICROUNDS = 1", "LINJA_MESSAGES = yes", "LINJA_MESSAGES_REFERENCE = DPIA-1")) {
            var anna = scene.call(
                    "201",
                    does -> does.isAnswered()
                            .pauses(EMERGENCY_NUMBERS)
                            .presses('1')
                            .pauses(Duration.ofSeconds(3))
                            .hangsUp());
            anna.isDone();
            String file = scene.ami().event("LinjaMessage").get("File");
            assertThat(scene.asterisk().folder().resolve("messages").resolve(file))
                    .exists();
            assertThat(file).doesNotContain(HER);
            assertThat(scene.asterisk().told("database show linja-messages")).contains(file);
        }
    }

    @Test
    void aRecordingThatIsMissingIsNoKey() throws Exception {
        var answers = new java.util.concurrent.LinkedBlockingQueue<String>();
        try (AgiScript asks = AgiScript.running(talk -> {
                    talk.command("SET VARIABLE TIMEOUT(absolute) 11");
                    talk.command("ANSWER");
                    talk.command("EXEC Read \"PRESSED,linja/sq/there-is-no-such,1,,1,0.05\"");
                    answers.add(talk.variable("READSTATUS") + ":" + talk.variable("PRESSED"));
                    talk.command("SET VARIABLE LINJA_DONE 1");
                });
                CallScene scene = CallScene.open(asks.port())) {
            scene.ami().beat();
            scene.call("201", DialplanTest::untilTheEnd).isDone();
            assertThat(answers.take()).isIn("TIMEOUT:", "ERROR:");
        }
    }
}
