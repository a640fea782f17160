package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.asterisk.AsteriskSettings;
import org.linja.cases.CaseKind;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.Hotline;
import org.linja.voice.CallSettings;

/// The whole hotline on the telephone: the server as it is shipped, a real Asterisk, and telephones that speak SIP,
/// send RTP and press keys.
class CallsOnAsteriskTest {
    private static final Duration RING = Duration.ofMillis(600);
    private static final Duration THINK = Duration.ofSeconds(1);
    /// As long as a busy machine may take to ask her something: keys that come before that are lost.
    private static final Duration LISTEN = Duration.ofSeconds(3);

    private CallScene scene;
    private Hotline hotline;

    @BeforeEach
    void open() throws IOException {
        int agi;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            agi = free.getLocalPort();
        }
        scene = CallScene.open(agi);
        VoiceSettings voice = voice(agi, scene.asterisk().site().ami());
        hotline = Hotline.open(settings -> settings.by(voice));
        serverIsUp();
    }

    private static VoiceSettings voice(int agi, int ami) {
        Problems problems = new Problems();
        VoiceSettings voice = new VoiceSettings(
                CallSettings.read(Doc.parse("calls.yaml", "{ ring-for: 6s, wrap-up: 1s }", problems)),
                AsteriskSettings.read(Doc.parse("voice.yaml", """
                        agi: { port: %d, token: scene-token }
                        ami: { port: %d, secret: scene-secret, beat: 1s, silence: 4s }
                        line: '%s'
                        """.formatted(agi, ami, CallScene.LINE), problems)));
        problems.throwIfAny();
        return voice;
    }

    private void serverIsUp() {
        Hotline.await(
                "the manager interface",
                () -> hotline.server()
                        .voice()
                        .flatMap(VoiceWiring::asterisk)
                        .orElseThrow()
                        .up());
    }

    @AfterEach
    void close() {
        if (hotline != null) {
            hotline.close();
        }
        scene.close();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(RING)
                .pauses(THINK)
                .presses('1')
                .pauses(Duration.ofSeconds(2))
                .hangsUp();
    }

    @ParameterizedTest(name = "key {0} reaches {1}")
    @CsvSource({"1, 101", "2, 102", "3, 103", "4, 101"})
    void eachLanguageReachesACounsellorWhoSpeaksIt(char key, String who) {
        var counsellor = scene.phone(who, CallsOnAsteriskTest::accepts);
        var anna = scene.call(
                "201",
                does -> does.isAnswered()
                        .pauses(LISTEN)
                        .presses(key)
                        .pauses(LISTEN)
                        .presses('0')
                        .talks());
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number(who));
        counsellor.isDone();
        anna.isDone();
        assertThat(counsellor.wire()).contains(CallScene.LINE).doesNotContain(number("201"));
        assertThat(scene.nowhereInLogs(number("201"))).isTrue();
    }

    @Test
    void whoIsBusyOrDeclinesIsPassedOver() {
        var arta = scene.phone("101", does -> does.refuses("486 Busy Here"));
        var cela = scene.phone(
                "103",
                does -> does.picksUpAfter(RING).pauses(THINK).presses('2').talks());
        var bojana = scene.phone("102", CallsOnAsteriskTest::accepts);
        var anna = scene.call(
                "201",
                does -> does.isAnswered()
                        .pauses(LISTEN)
                        .presses('1')
                        .pauses(LISTEN)
                        .presses('0')
                        .talks());
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("102"));
        arta.isDone();
        cela.isDone();
        bojana.isDone();
        anna.isDone();
    }

    @Test
    void sosIsACaseEvenIfShePutsTheTelephoneDownAtOnce() {
        var anna = scene.call(
                "201",
                does -> does.isAnswered()
                        .pauses(LISTEN)
                        .presses('9')
                        .pauses(LISTEN)
                        .hangsUp());
        anna.isDone();
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        hotline.forward(Duration.ofMinutes(1));
        hotline.phone("101").gets("SOS");
    }

    @Test
    void whoAcceptsAnSosCallHasTheCase() {
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var anna = scene.call(
                "201", does -> does.isAnswered().pauses(LISTEN).presses('9').talks());
        scene.ami().event("LinjaClaim");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("arta")));
        arta.isDone();
        anna.isDone();
    }

    @Test
    void whenSheHangsUpNoTelephoneGoesOnRinging() {
        var arta = scene.phone("101", Does::ringsOn);
        var anna = scene.call(
                "201",
                does -> does.isAnswered()
                        .pauses(LISTEN)
                        .presses('1')
                        .pauses(LISTEN)
                        .presses('0')
                        .pauses(Duration.ofSeconds(12))
                        .hangsUp());
        arta.rings();
        anna.isDone();
        arta.isDone();
        Hotline.await("no channel to be left", () -> scene.ami().channels() == 0);
    }

    @Test
    void afterAsteriskWasKilledCallsWorkAgain() {
        try (var ami = scene.restartAsterisk()) {
            Hotline.await(
                    "a heartbeat",
                    () -> ami.ask("Action: Getvar", "Variable: LINJA_BEAT")
                                    .getOrDefault("Value", "")
                                    .length()
                            > 4);
            var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
            var anna = scene.call(
                    "201",
                    does -> does.isAnswered()
                            .pauses(LISTEN)
                            .presses('1')
                            .pauses(LISTEN)
                            .presses('0')
                            .talks());
            assertThat(ami.event("LinjaClaim")).containsEntry("Leg", number("101"));
            arta.isDone();
            anna.isDone();
            assertThat(ami.events("LinjaStatic")).isEmpty();
        }
    }

    @Test
    void withTheServerGoneTheTelephonesThatItLastNamedRing() {
        hotline.server().close();
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var anna = scene.call("201", does -> does.isAnswered().talks());
        scene.ami().event("LinjaStatic");
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.isDone();
        anna.isDone();
    }
}
