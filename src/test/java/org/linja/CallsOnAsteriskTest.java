package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.asterisk.Asterisk;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.simulator.Handset;
import org.linja.testkit.Cable;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.CallScene.Telephone;
import org.linja.testkit.Hotline;
import org.linja.testkit.Processes;
import org.linja.voice.Switchboard;

/// The whole hotline on the telephone: the server as it is shipped, a real Asterisk, and telephones that speak SIP,
/// send RTP and press keys.
class CallsOnAsteriskTest {
    private static final Duration RING = Duration.ofMillis(600);
    private static final Duration THINK = Duration.ofSeconds(1);
    /// As long as a busy machine may take to ask her something: keys that come before that are lost. Nobody hangs
    /// up by the clock: the scene says when.
    private static final Duration LISTEN = Duration.ofSeconds(3);

    private int agi;
    private CallScene scene;
    private Cable manager;
    private Hotline hotline;

    @BeforeEach
    void open() throws IOException {
        agi = Processes.freePort();
        scene = CallScene.open(agi);
        manager = Cable.to(scene.asterisk().site().ami());
        VoiceSettings voice = Voices.onAsterisk(agi, manager.port());
        hotline = Hotline.open(settings -> settings.by(voice));
        Hotline.await("the manager interface", () -> asterisk().up());
    }

    private Asterisk asterisk() {
        return hotline.server().voice().flatMap(VoiceWiring::asterisk).orElseThrow();
    }

    @AfterEach
    void close() {
        if (hotline != null) {
            hotline.close();
        }
        manager.close();
        scene.close();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(RING).pauses(THINK).presses('1').waits().hangsUp();
    }

    private static Does wants(Does does, char language) {
        return does.isAnswered()
                .pauses(LISTEN)
                .presses(language)
                .pauses(LISTEN)
                .presses('0')
                .waits()
                .hangsUp();
    }

    private static Does isInDanger(Does does) {
        return does.isAnswered().pauses(LISTEN).presses('9').waits().hangsUp();
    }

    /// They talk; the counsellor hangs up first, and then she does.
    private void talk(String who, Telephone counsellor, Telephone her) {
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number(who));
        part(counsellor, her);
    }

    private static void part(Telephone counsellor, Telephone her) {
        counsellor.goesOn();
        counsellor.isDone();
        her.goesOn();
        her.isDone();
    }

    @ParameterizedTest(name = "key {0} reaches {1}")
    @CsvSource({"1, 101", "2, 102", "3, 103", "4, 101"})
    void eachLanguageReachesACounsellorWhoSpeaksIt(char key, String who) {
        var counsellor = scene.phone(who, CallsOnAsteriskTest::accepts);
        var anna = scene.call("201", does -> wants(does, key));
        talk(who, counsellor, anna);
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
        var anna = scene.call("201", does -> wants(does, '1'));
        talk("102", bojana, anna);
        arta.isDone();
        cela.isDone();
    }

    @Test
    void whoIsCutOffAfterAFewWordsGetsSomebodyElseWithoutAKey() {
        var arta = scene.phone(
                "101",
                does -> does.picksUpAfter(RING)
                        .pauses(THINK)
                        .presses('1')
                        .pauses(THINK)
                        .hangsUp());
        var cela = scene.phone("103", CallsOnAsteriskTest::accepts);
        var anna = scene.call("201", does -> wants(does, '1'));
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.isDone();
        scene.ami().event("LinjaClaim", claim -> number("103").equals(claim.get("Leg")));
        part(cela, anna);
    }

    @Test
    void sosIsACaseEvenIfShePutsTheTelephoneDownAtOnce() {
        var anna = scene.call("201", CallsOnAsteriskTest::isInDanger);
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        anna.goesOn();
        anna.isDone();
        hotline.forward(Duration.ofMinutes(1));
        hotline.phone("101").gets("SOS");
    }

    @Test
    void whoAcceptsAnSosCallHasTheCase() {
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var anna = scene.call("201", CallsOnAsteriskTest::isInDanger);
        scene.ami().event("LinjaClaim");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("arta")));
        part(arta, anna);
    }

    @Test
    void whenSheHangsUpNoTelephoneGoesOnRinging() {
        var arta = scene.phone("101", Does::ringsOn);
        var anna = scene.call("201", does -> wants(does, '1'));
        arta.rings();
        anna.goesOn();
        anna.isDone();
        arta.isDone();
        nothingIsLeft();
    }

    @Test
    void whoHearsThatTheCallerIsGoneIsNotRungBeforeHerTelephoneIsDown() {
        Switchboard board = hotline.server().voice().orElseThrow().calls().board();
        var arta = scene.phone("101", does -> does.picksUpAfter(RING).talks());
        var anna = scene.call("201", does -> wants(does, '1'));
        scene.ami().event("LinjaWhisper");
        anna.goesOn();
        anna.isDone();
        scene.ami().event("LinjaOver");
        Hotline.await("nobody to wait", () -> board.waiting() == 0);
        boolean before = board.busy(hotline.now()) == 1;
        assertThat(before || !scene.ami().events("LinjaLeg").isEmpty())
                .as("busy as long as she hears us")
                .isTrue();
        arta.isDone();
        scene.ami().event("LinjaLeg");
        Hotline.await("her to be free", () -> board.busy(hotline.now()) == 0);
    }

    private void nothingIsLeft() {
        VoiceWiring voice = hotline.server().voice().orElseThrow();
        Hotline.await("no channel to be left", () -> scene.ami().channels() == 0);
        Hotline.await("no call to be left", () -> voice.agi().orElseThrow().busy() == 0);
        assertThat(voice.waiting()).isZero();
    }

    @Test
    void whereverSheIsWhenSheHangsUpNothingIsLeftOfTheCall() {
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var talking = scene.call("201", does -> wants(does, '1'));
        scene.ami().event("LinjaClaim");
        scene.call("202", does -> does.isAnswered().pauses(THINK).hangsUp()).isDone();
        scene.call(
                        "203",
                        does -> does.isAnswered()
                                .pauses(LISTEN)
                                .presses('1')
                                .pauses(THINK)
                                .hangsUp())
                .isDone();
        var waiting = scene.call("204", CallsOnAsteriskTest::isInDanger);
        Hotline.await(
                "her place in the queue",
                () -> hotline.server().voice().orElseThrow().waiting() == 2);
        waiting.goesOn();
        waiting.isDone();
        talking.goesOn();
        talking.isDone();
        arta.goesOn();
        arta.isDone();
        nothingIsLeft();
        assertThat(scene.ami().events("LinjaStatic")).isEmpty();
    }

    @Test
    void aClaimMadeWhileTheManagerInterfaceIsCutIsWrittenWhenItIsBack() {
        var arta = scene.phone(
                "101",
                does -> does.picksUpAfter(RING).waits().presses('1').waits().hangsUp());
        var anna = scene.call("201", does -> wants(does, '1'));
        arta.isPickedUp();
        manager.cut();
        Hotline.await("the cut to be noticed", () -> !asterisk().up());
        arta.goesOn();
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        assertThat(hotline.theCase().holder()).as("nobody could tell").isEmpty();
        manager.mend();
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("arta")));
        part(arta, anna);
        assertThat(scene.ami().events("LinjaStatic")).isEmpty();
    }

    @Test
    void sheIsCalledBackAfterTheCounsellorHasPressedOneAndHerTelephoneShowsNothing() {
        Handset hers = hotline.phone("201");
        Handset counsellor = hotline.phone("101");
        hers.texts("ndihme").gets("regjistrua");
        Case record = hotline.theCase();
        counsellor.texts("1").gets("SOS").gets("eshte i juaji");
        counsellor.texts("safe " + record.code() + " shows nothing").gets("tregon -");
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var anna = scene.phone("201", does -> does.picksUpAfter(RING).talks());
        hers.gets("Porosia")
                .texts("me thirrni")
                .gets("vetem numrin")
                .texts("1")
                .gets("Kur mund")
                .texts("1");
        hers.gets("SMS")
                .texts("2")
                .gets("dikush tjeter")
                .texts("1")
                .gets("provojm")
                .texts("2");
        hers.gets("telefonojm");
        anna.isPickedUp();
        arta.goesOn();
        arta.isDone();
        anna.isDone();
        assertThat(scene.ami().event("LinjaCallback", e -> "dialled".equals(e.get("State"))))
                .containsEntry("DialStatus", "ANSWER");
        Hotline.await(
                "the record",
                () -> hotline.server().ledger().entries(record.id()).stream()
                        .anyMatch(entry -> entry.what() == What.TALKED));
        assertThat(anna.wire()).doesNotContain("sip:" + CallScene.LINE).doesNotContain(number("101"));
        assertThat(arta.wire()).contains(CallScene.LINE).doesNotContain(number("201"));
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
            var anna = scene.call("201", does -> wants(does, '1'));
            assertThat(ami.event("LinjaClaim")).containsEntry("Leg", number("101"));
            part(arta, anna);
            assertThat(ami.events("LinjaStatic")).isEmpty();
        }
    }

    @Test
    void aMessageLeftWhileTheServerWasAwayIsTold() {
        hotline.stop();
        scene.asterisk().told("database put linja-messages 1700000000.7.wav 1700000000");
        hotline.start();
        hotline.phone("101").gets("1700000000.7.wav");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        Hotline.await(
                "the box to be empty",
                () -> scene.asterisk().told("database show linja-messages").contains("0 results"));
    }

    private Said test(String name) {
        return Said.by(hotline.folder().resolve("config"), List.of("staff", "test", name));
    }

    @Test
    void atTheTerminalATestCallTellsWhetherAPersonHeardIt() throws IOException {
        test("arta").refused("voice.yaml names no Asterisk");
        Path file = hotline.folder().resolve("config/voice.yaml");
        Files.writeString(file, Voices.written(agi, manager.port()));
        scene.phone(
                "101",
                does -> does.picksUpAfter(RING).pauses(LISTEN).presses('1').talks());
        test("arta").done().says("arta heard it and pressed 1");
        scene.phone("102", does -> does.refuses("486 Busy Here"));
        test("bojana").refused("it was busy, rang in vain or could not be reached");
        scene.phone("103", does -> does.picksUpAfter(RING).pauses(THINK).hangsUp());
        test("cela").refused("something answered and no key was pressed");
        test("elira").refused("oncall.yaml has this name");
        manager.cut();
        test("arta").refused("Asterisk's manager interface: ");
    }

    @Test
    void withTheServerGoneTheTelephonesThatItLastNamedRing() {
        hotline.server().close();
        var arta = scene.phone("101", CallsOnAsteriskTest::accepts);
        var anna = scene.call("201", does -> does.isAnswered().talks());
        scene.ami().event("LinjaStatic");
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.goesOn();
        arta.isDone();
        anna.isDone();
    }
}
