package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.asterisk.Asterisk;
import org.linja.cases.Case;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.contact.SafeContact.Another;
import org.linja.contact.SafeContact.CallerId;
import org.linja.staff.Counsellor;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.AmiFake;
import org.linja.testkit.Hotline;
import org.linja.voice.Switchboard;

/// What Asterisk's manager interface is told and tells, over its own line protocol, with the whole server behind it.
class CallsOverAmiTest {
    private final AmiFake ami = new AmiFake();
    private Hotline hotline;

    @BeforeEach
    void open() {
        hotline = Hotline.open(settings -> settings.by(Voices.of("a-token-for-tests", ami.port())));
        Hotline.await("the login", () -> asterisk().up());
    }

    @AfterEach
    void close() {
        hotline.close();
        ami.close();
    }

    private Asterisk asterisk() {
        return hotline.server().voice().orElseThrow().asterisk().orElseThrow();
    }

    private Counsellor who(String name) {
        return hotline.server().roster().byName(name).orElseThrow();
    }

    private Case sos() {
        hotline.phone("201").texts("ndihme").gets("regjistrua");
        hotline.phone("101").gets("SOS");
        return hotline.theCase();
    }

    private void happens(String event, String code, String lastThree, String more) {
        ami.says("Event: UserEvent", "UserEvent: " + event, "Case: " + code, "Leg: 38344000" + lastThree, more);
    }

    @Test
    void asteriskIsToldThatWeLiveAndWhomToRingWithoutUs() {
        long beat = Long.parseLong(ami.variable("LINJA_BEAT"));
        assertThat(beat).isCloseTo(hotline.now().getEpochSecond(), org.assertj.core.data.Offset.offset(30L));
        assertThat(ami.variable("DB(linja/oncall-1)")).isEqualTo("38344000101");
        assertThat(ami.variable("DB(linja/oncall-3)")).isEqualTo("38344000103");
        assertThat(ami.variable("DB(linja/speaks-38344000102)")).isEqualTo("sr");
        ami.forgets();
        Hotline.await("the next beat", () -> !ami.variable("LINJA_BEAT").isEmpty());
        assertThat(ami.variable("DB(linja/oncall-1)"))
                .as("told once, not at every beat")
                .isEmpty();
    }

    @Test
    void aCutConnectionIsMadeAgainAndAsteriskToldEverythingAnew() {
        ami.forgets().cuts();
        Hotline.await("another login", () -> ami.variable("DB(linja/oncall-1)").equals("38344000101"));
        Hotline.await(
                "the beat, which comes last", () -> !ami.variable("LINJA_BEAT").isEmpty());
    }

    @Test
    void aConnectionThatFallsSilentIsGivenUpAndMadeAgain() {
        int before = ami.connections();
        ami.fallsSilent(true);
        Hotline.await("the silence to be noticed", () -> !asterisk().up());
        ami.fallsSilent(false);
        Hotline.await("another login", () -> asterisk().up());
        assertThat(ami.connections()).isGreaterThan(before);
    }

    @Test
    void anAlertByTelephoneNamesTheCaseAndNothingOfHers() {
        Case record = sos();
        assertThat(asterisk().alert(who("arta"), record)).isTrue();
        var call = ami.originated("linja-alert").orElseThrow();
        assertThat(call.get("Channel")).containsExactly("Local/38344000101@linja-out/n");
        assertThat(call.get("Variable"))
                .contains("__LINJA_CASE=" + record.code(), "__LINJA_URGENCY=sos", "__LINJA_SAY=sq");
        assertThat(call.toString()).doesNotContain("44000201");
    }

    @Test
    void oneAcceptsByKeyTwoDeclinesAndFiveRingsAllOthers() {
        Case record = sos();
        happens("LinjaAlert", record.code(), "101", "State: declined");
        hotline.phone("101").gets("E kaluat");
        hotline.phone("103").gets("SOS");
        happens("LinjaAlert", record.code(), "103", "State: escalated");
        Hotline.await(
                "the others to be called", () -> ami.originated("linja-alert").isPresent());
        happens("LinjaAlert", record.code(), "102", "State: silent");
        assertThat(hotline.theCase().state()).isEqualTo(CaseState.OPEN);
        happens("LinjaAlert", record.code(), "102", "State: accepted");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(java.util.Optional.of("bojana")));
    }

    @Test
    void aCallBackRingsHerAfterTheCounsellorAndShowsWhatSheChose() {
        Case record = sos();
        boolean called = asterisk()
                .callBack(
                        who("arta"),
                        record,
                        new Msisdn("38344000201"),
                        java.util.Optional.of(Language.SQ),
                        SafeContact.careful()
                                .calls()
                                .showing(CallerId.WITHHELD)
                                .whenAnotherAnswers(Another.WRONG_NUMBER, java.util.Optional.empty()),
                        java.time.Duration.ofSeconds(20));
        assertThat(called).isTrue();
        List<String> variables = ami.originated("linja-callback").orElseThrow().get("Variable");
        assertThat(variables)
                .contains(
                        "LINJA_HER=38344000201",
                        "LINJA_SHOW=withheld",
                        "LINJA_OTHER=wrong-number",
                        "LINJA_RING=20",
                        "__LINJA_LANG=sq");
        happens("LinjaCallback", record.code(), "101", "State: accepted");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(java.util.Optional.of("arta")));
    }

    private AgiCaller wantsACounsellor(String lastThree) {
        VoiceWiring voice = hotline.server().voice().orElseThrow();
        AgiCaller caller =
                AgiCaller.calls(voice.agi().orElseThrow().port(), "a-token-for-tests", "38344000" + lastThree);
        caller.hears("sq/press.1").presses("1").hears("sq/main").presses("0");
        return caller.hears("sq/voice.connecting").isSilent();
    }

    private void happens(String event, AgiCaller call, String lastThree) {
        ami.says("Event: UserEvent", "UserEvent: " + event, "Call: " + call.id(), "Leg: 38344000" + lastThree);
    }

    private void areBusy(int counsellors) {
        Switchboard board = hotline.server().voice().orElseThrow().calls().board();
        Hotline.await(
                counsellors + " to be busy and nobody to wait",
                () -> board.waiting() == 0 && board.busy(hotline.now()) == counsellors);
    }

    @Test
    void aTelephoneThatWasPickedUpForACallerWhoIsGoneIsNotRungUntilItIsDown() {
        AgiCaller anna = wantsACounsellor("201").isRungFor("101");
        happens("LinjaWhisper", anna, "101");
        anna.hangsUp();
        areBusy(1);
        AgiCaller bora = wantsACounsellor("202").isRungFor("103");
        bora.hangsUp();
        areBusy(1);
        happens("LinjaLeg", anna, "101");
        areBusy(0);
        wantsACounsellor("203").isRungFor("101").hangsUp();
    }

    @Test
    void aClaimMadeWhileNobodyListenedIsFoundAfterTheNextLogin() {
        Case record = sos();
        ami.channel(
                "Channel: PJSIP/trunk-00000007",
                "ChannelStateDesc: Up",
                "BridgeID: 6a1",
                "Variable: LINJA_CALL=1700000000.1",
                "Variable: LINJA_LEG=38344000101",
                "Variable: LINJA_CASE=" + record.code());
        ami.cuts();
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(java.util.Optional.of("arta")));
    }

    @Test
    void aClaimIsWrittenOnceHoweverOftenItIsTold() {
        Case record = sos();
        for (int i = 0; i < 3; i++) {
            ami.says(
                    "Event: UserEvent",
                    "UserEvent: LinjaClaim",
                    "Call: 1700000000.99",
                    "Leg: 38344000103",
                    "ChanVariable: LINJA_CASE=" + record.code());
        }
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(java.util.Optional.of("cela")));
        hotline.phone("101").gets("e mori dikush tjeter").getsNothing(java.time.Duration.ofMillis(700));
    }

    @Test
    void aMessageInTheBoxIsACaseOnceHoweverOftenItIsThere() {
        ami.message("1700000000.7.wav").cuts();
        hotline.phone("101").gets("1700000000.7.wav");
        hotline.phone("101").gets("SOS " + hotline.theCase().code());
        hotline.phone("102").gets("1700000000.7.wav");
        ami.says("Event: UserEvent", "UserEvent: LinjaMessage", "Call: 1700000000.7", "File: 1700000000.7.wav");
        Hotline.await("the dialplan to be told each time", () -> told("1700000000.7.wav") == 2);
        hotline.phone("102").getsNothing(java.time.Duration.ofMillis(500));
        assertThat(hotline.theCase().kind()).isEqualTo(org.linja.cases.CaseKind.SOS);
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .extracting(org.linja.cases.CaseEntry::words)
                .contains("message 1700000000.7.wav");
    }

    private long told(String file) {
        return ami.calls("linja-keep").stream()
                .map(java.util.Map::toString)
                .filter(call -> call.contains("Local/told@linja-keep/n") && call.contains("__LINJA_NAME=" + file))
                .count();
    }

    @Test
    void aUserThatMayNotDialOutIsOfNoUseAndIsToldSo() {
        Case record = sos();
        ami.allowing("Ping", "Setvar", "Status").cuts();
        Hotline.await("the refusal", () -> !asterisk().up());
        assertThat(asterisk().alert(who("arta"), record)).isFalse();
        ami.allowing("Ping", "Setvar", "Status", "Originate");
        Hotline.await("the login", () -> asterisk().up());
        assertThat(asterisk().alert(who("arta"), record)).isTrue();
    }
}
