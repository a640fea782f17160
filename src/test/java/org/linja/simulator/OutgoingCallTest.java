package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.testkit.AgiScript;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.Receiver;

/// Calls that Linja makes: alerts to counsellors, and calls back. The dialplan is real, the orders come over AMI.
class OutgoingCallTest {
    private static final Duration RING = Duration.ofMillis(600);
    private static final Duration THINK = Duration.ofSeconds(1);

    private static void alert(CallScene scene, String id, String phone) {
        scene.ami()
                .originate(
                        id,
                        number(phone),
                        "linja-alert",
                        "__LINJA_CASE=c1",
                        "__LINJA_LEG=" + number(phone),
                        "__LINJA_LINE=" + CallScene.LINE,
                        "__LINJA_URGENCY=sos",
                        "__LINJA_SAY=sq",
                        "__LINJA_ACTION=action-1");
    }

    private static void callBack(CallScene scene, String show) {
        scene.ami()
                .originate(
                        "back-1",
                        number("101"),
                        "linja-callback",
                        "__LINJA_CASE=c2",
                        "__LINJA_LEG=" + number("101"),
                        "__LINJA_LINE=" + CallScene.LINE,
                        "__LINJA_SAY=sr",
                        "__LINJA_LANG=rom",
                        "LINJA_SHOW=" + show,
                        "LINJA_OTHER=wrong-number",
                        "LINJA_HER=" + number("201"));
    }

    private static Does presses(Does does, char key) {
        return does.picksUpAfter(RING).pauses(THINK).presses(key).talks();
    }

    @Test
    void anAlertIsAcceptedByKey() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> presses(does, '1'));
            alert(scene, "alert-1", "101");
            assertThat(scene.ami().event("LinjaAlert"))
                    .containsEntry("State", "accepted")
                    .containsEntry("Case", "c1")
                    .containsEntry("Leg", number("101"));
            arta.isDone();
            scene.ami().event("LinjaCaseOver");
        }
    }

    @Test
    void anAlertIsEscalatedByKey() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> presses(does, '5'));
            alert(scene, "alert-1", "101");
            assertThat(scene.ami().event("LinjaAlert")).containsEntry("State", "escalated");
            arta.isDone();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "486 Busy Here, BUSY, 17",
        "603 Decline, CHANUNAVAIL, 21",
        "404 Not Found, CHANUNAVAIL, 1",
        "480 Temporarily Unavailable, NOANSWER, 19",
        "503 Service Unavailable, CONGESTION, 34"
    })
    void whyNobodyAnsweredIsToldBeforeTheResponseWhichDoesNotSay(String said, String status, String cause) {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> does.refuses(said));
            alert(scene, "alert-1", "101");
            assertThat(scene.ami().event("LinjaUnanswered"))
                    .containsEntry("Action", "action-1")
                    .containsEntry("DialStatus", status)
                    .containsEntry("Cause", cause);
            assertThat(scene.ami().response("alert-1"))
                    .containsEntry("Response", "Failure")
                    .containsEntry("Reason", "0");
            arta.isDone();
        }
    }

    @Test
    void aVoicemailDoesNotAcceptAnAlert() {
        try (CallScene scene = CallScene.open(1)) {
            var voicemail = scene.phone("101", does -> does.picksUpAfter(RING).talks());
            alert(scene, "alert-1", "101");
            assertThat(scene.ami().event("LinjaAlert")).containsEntry("State", "silent");
            voicemail.isDone();
        }
    }

    @Test
    void ofTwoAlertsOneIsAccepted() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> presses(does, '1'));
            var bojana = scene.phone("102", does -> presses(does, '1'));
            alert(scene, "alert-1", "101");
            alert(scene, "alert-2", "102");
            scene.ami().event("LinjaAlert", e -> "accepted".equals(e.get("State")));
            scene.ami().event("LinjaAlert", e -> "lost".equals(e.get("State")));
            arta.isDone();
            bojana.isDone();
        }
    }

    @Test
    void sheIsCalledBackOnceACounsellorIsThereAndSeesTheHotlinesNumber() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone(
                    "101",
                    does -> does.picksUpAfter(RING)
                            .pauses(THINK)
                            .presses('1')
                            .pauses(Duration.ofSeconds(4))
                            .hangsUp());
            var anna = scene.phone("201", does -> does.picksUpAfter(RING).talks());
            callBack(scene, "line");
            scene.ami().event("LinjaCallback", e -> "accepted".equals(e.get("State")));
            arta.isDone();
            anna.isDone();
            assertThat(anna.wire()).contains(CallScene.LINE).doesNotContain(number("101"));
            assertThat(arta.wire()).doesNotContain(number("201"));
            assertThat(scene.nowhereInLogs(number("201"))).isTrue();
        }
    }

    @Test
    void theCounsellorHearsWhatIsDoneWhenSomeoneElseAnswersBeforeSheDecides() {
        try (CallScene scene = CallScene.open(1);
                Receiver ear = scene.receiver()) {
            var arta = scene.phone(
                    "101", ear, does -> does.picksUpAfter(RING).waits().hangsUp());
            callBack(scene, "line");
            ear.hears("sr/whisper-callback");
            ear.hears("sr/whisper-other-wrong-number");
            ear.hears("sr/whisper-keys");
            arta.goesOn();
            arta.isDone();
        }
    }

    @Test
    void aTelephoneThatStillRingsForACaseOfSomebodyElseStops() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", Does::ringsOn);
            alert(scene, "alert-1", "101");
            arta.rings();
            scene.ami().ask("Action: Setvar", "Channel: alert-1", "Variable: LINJA_TAKEN", "Value: 1");
            assertThat(scene.ami().ask("Action: Hangup", "Channel: alert-1", "Cause: 26"))
                    .containsEntry("Response", "Success");
            arta.isDone();
            assertThat(arta.wire()).contains("CANCEL").contains("elsewhere");
            assertThat(scene.ami().response("alert-1")).containsEntry("Response", "Failure");
        }
    }

    @Test
    void whoHasPickedUpIsNotConnectedWithHerWhenSomebodyElseHasTheCaseMeanwhile() {
        try (CallScene scene = CallScene.open(1);
                Receiver ear = scene.receiver()) {
            var arta = scene.phone(
                    "101", ear, does -> does.picksUpAfter(RING).waits().hangsUp());
            var anna = scene.phone("201", Does::ringsOn);
            callBack(scene, "line");
            ear.hears("sr/whisper-callback");
            assertThat(scene.ami().ask("Action: Setvar", "Channel: back-1", "Variable: LINJA_TAKEN", "Value: 1"))
                    .containsEntry("Response", "Success");
            ear.presses('1');
            assertThat(scene.ami().event("LinjaCallback")).containsEntry("State", "lost");
            ear.hears("sr/whisper-taken");
            arta.isDone();
            scene.ami().event("LinjaCaseOver");
            assertThat(anna.wasRung()).isFalse();
        }
    }

    @Test
    void theNumberIsWithheldWhereSheWantsThat() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> presses(does, '1'));
            var anna = scene.phone("201", does -> does.refuses("486 Busy Here"));
            callBack(scene, "withheld");
            assertThat(scene.ami().event("LinjaCallback", e -> "dialled".equals(e.get("State"))))
                    .containsEntry("DialStatus", "BUSY");
            arta.isDone();
            anna.isDone();
            assertThat(anna.wire()).doesNotContain("sip:" + CallScene.LINE).doesNotContain(number("101"));
        }
    }

    @Test
    void withoutACounsellorSheIsNotRung() {
        try (CallScene scene = CallScene.open(1)) {
            var arta = scene.phone("101", does -> presses(does, '2'));
            var anna = scene.phone("201", Does::ringsOn);
            callBack(scene, "line");
            assertThat(scene.ami().event("LinjaCallback")).containsEntry("State", "declined");
            arta.isDone();
            scene.ami().event("LinjaCaseOver");
            assertThat(anna.wasRung()).isFalse();
        }
    }

    @Test
    void afterTheTalkTheServerAsksTheCounsellorHowItEnded() {
        try (AgiScript server = AgiScript.running(talk -> {
                    if (talk.told("agi_network_script").startsWith("outcome")) {
                        talk.command("SET VARIABLE TIMEOUT(absolute) 20");
                        talk.command("GET DATA linja/sq/outcome-ask 5000 1");
                        return;
                    }
                    talk.command("ANSWER");
                    talk.command("GOSUB linja-step s 1 \"Local/" + number("101") + "@linja-leg/n,20\"");
                    talk.command("SET VARIABLE LINJA_DONE 1");
                });
                CallScene scene = CallScene.open(server.port())) {
            scene.ami().beat();
            var arta = scene.phone(
                    "101",
                    does -> does.picksUpAfter(RING)
                            .pauses(THINK)
                            .presses('1')
                            .pauses(Duration.ofSeconds(5))
                            .presses('2')
                            .talks());
            var anna = scene.call(
                    "201",
                    does -> does.isAnswered().pauses(Duration.ofSeconds(5)).hangsUp());
            anna.isDone();
            arta.isDone();
            assertThat(server.talks()).hasSize(2);
            assertThat(server.talks().getLast().told("agi_network_script")).startsWith("outcome");
        }
    }
}
