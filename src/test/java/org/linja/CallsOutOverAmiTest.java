package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.escalation.Duty;
import org.linja.simulator.Handset;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.AmiFake;
import org.linja.testkit.Hotline;

/// Calls that we make: the ladder rings counsellors up, they are connected with her, and missed calls. The whole
/// server, real SMPP, and Asterisk's manager interface as it is on the wire.
class CallsOutOverAmiTest {
    /// What is due is looked at once a second.
    private static final Duration CALLS_LOOKED_AT = Duration.ofMillis(1_500);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String TOKEN = "a-token-for-tests";
    private static final String ALERT = "linja-alert";
    private static final String BACK = "linja-callback";
    private static final String PEOPLE = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en] }
              - { name: bojana, number: +383 44 000 102, languages: [sr, en] }
              - { name: cela, number: +383 44 000 103, languages: [rom, sq] }
              - { name: drita, number: +383 44 000 104, languages: [sq], role: coordinator }
            ladder:
              alerts-per-minute: 60
              cases:
                - { targets: [language], strategy: one-by-one, method: call, wait: 10m }
                - { targets: [anyone], strategy: all, method: call, wait: 10m }
            """;

    private final AmiFake ami = new AmiFake();
    private final Hotline hotline = Hotline.open(PEOPLE, settings -> settings.by(Voices.of(TOKEN, ami.port())));

    @AfterEach
    void close() {
        hotline.close();
        ami.close();
    }

    private Handset phone(String lastThree) {
        return hotline.phone(lastThree);
    }

    private Map<String, List<String>> rings(String context, int call, String lastThree) {
        Hotline.await(
                "call " + call + " to " + lastThree, () -> ami.calls(context).size() == call);
        Map<String, List<String>> made = ami.calls(context).get(call - 1);
        assertThat(made.get("Channel")).containsExactly("Local/38344000" + lastThree + "@linja-out/n");
        return made;
    }

    private void happens(String event, String code, String lastThree, String... more) {
        List<String> lines = new java.util.ArrayList<>(
                List.of("Event: UserEvent", "UserEvent: " + event, "Case: " + code, "Leg: 38344000" + lastThree));
        lines.addAll(List.of(more));
        ami.says(lines.toArray(String[]::new));
    }

    private List<What> record() {
        return hotline.server().ledger().entries(hotline.theCase().id()).stream()
                .map(CaseEntry::what)
                .toList();
    }

    @Test
    void theLadderRingsOneAfterAnotherAndABusyTelephoneStopsNothing() {
        phone("201").texts("ndihme").gets("regjistrua");
        String code = hotline.theCase().code();
        phone("101").gets("SOS " + code);
        ami.fails(rings(ALERT, 1, "101"), "BUSY");
        phone("103").gets("SOS " + code);
        rings(ALERT, 2, "103");
        happens("LinjaAlert", code, "103", "State: declined");
        happens("LinjaCaseOver", code, "103", "Cause: 16", "DialStatus: ");
        phone("103").gets("E kaluat");
        phone("102").gets("SOS " + code);
        ami.fails(rings(ALERT, 3, "102"), "CHANUNAVAIL");
        phone("101").getsNothing(SHORT);
        assertThat(record()).as("the round is over in its time, not sooner").containsOnlyOnce(What.DECLINED);
        hotline.forward(Duration.ofMinutes(11));
        rings(ALERT, 4, "101");
        happens("LinjaAlert", code, "101", "State: accepted");
        phone("101").gets("SOS " + code).gets(code + " eshte i juaji");
        assertThat(hotline.theCase().holder()).contains("arta");
        hotline.forward(Duration.ofMinutes(11));
        phone("103").gets("e mori dikush tjeter").getsNothing(SHORT);
        assertThat(ami.calls(ALERT)).hasSize(4);
    }

    /// @param context `linja-alert` or `linja-callback`
    private void isHungUp(String context, String code, String lastThree) {
        String channel = context + "-" + code + "-38344000" + lastThree;
        Hotline.await(
                "the ringing to be ended",
                () -> ami.asked("Hangup").stream()
                        .map(Map::toString)
                        .anyMatch(a -> a.contains("Channel=[" + channel + "]") && a.contains("Cause=[26]")));
    }

    private boolean isToldThatItIsTaken(String context, String code, String lastThree) {
        String channel = context + "-" + code + "-38344000" + lastThree;
        return ami.asked("Setvar").stream()
                .map(Map::toString)
                .anyMatch(a -> a.contains("Channel=[" + channel + "]") && a.contains("LINJA_TAKEN"));
    }

    @Test
    void aTelephoneStopsRingingForAnSosThatSomebodyElseHasAcceptedByText() {
        phone("201").texts("ndihme").gets("regjistrua");
        String code = hotline.theCase().code();
        phone("101").gets("SOS " + code);
        Map<String, List<String>> arta = rings(ALERT, 1, "101");
        phone("103").texts("1 " + code).gets("eshte i juaji");
        isHungUp(ALERT, code, "101");
        ami.ends(arta);
        phone("101").gets("e mori dikush tjeter").getsNothing(SHORT);
        assertThat(ami.calls(ALERT)).hasSize(1);
        phone("202").texts("ndihme").gets("regjistrua");
        phone("101").gets("SOS");
        rings(ALERT, 2, "101");
    }

    @Test
    void herOwnTelephoneStopsRingingForAnSosThatSheHasAcceptedByText() {
        phone("201").texts("ndihme").gets("regjistrua");
        String code = hotline.theCase().code();
        phone("101").gets("SOS " + code);
        rings(ALERT, 1, "101");
        phone("101").texts("1").gets("eshte i juaji");
        isHungUp(ALERT, code, "101");
        assertThat(isToldThatItIsTaken(ALERT, code, "101")).isFalse();
    }

    @Test
    void whoHasPickedUpForACallBackThatSomebodyElseTookByTextIsToldAndNotCutOff() {
        hotline.forwardTo(LocalTime.of(9, 0));
        String code = asksForTheEvening(phone("201"), "2");
        hotline.forwardTo(LocalTime.of(17, 1));
        phone("101").gets("THIRRJE " + code);
        ami.answers(rings(BACK, 1, "101"));
        phone("103").texts("1 " + code).gets("eshte i juaji");
        Hotline.await("the dialplan to be told", () -> isToldThatItIsTaken(BACK, code, "101"));
        happens("LinjaCallback", code, "101", "State: lost");
        happens("LinjaCaseOver", code, "101", "Cause: 16", "DialStatus: ");
        Hotline.await("her try to be given back", () -> record().contains(What.NOT_RUNG));
        assertThat(ami.asked("Hangup")).isEmpty();
        assertThat(hotline.theCase().holder()).contains("cela");
    }

    @Test
    void aCallBackThatStillRingsEndsWhenSomebodyElseTakesItButNotWhenSheDoesHerself() {
        String code = isToBeCalledAndArtaDoesNotAnswer();
        rings(BACK, 2, "103");
        phone("103").texts("1 " + code).gets("eshte i juaji");
        phone("101").gets("e mori dikush tjeter").getsNothing(CALLS_LOOKED_AT);
        assertThat(ami.asked("Hangup")).as("she wants to be connected").isEmpty();
        phone("103").texts("2 " + code).gets("nuk eshte me i juaji");
        phone("102").texts("1 " + code).gets("je vas");
        isHungUp(BACK, code, "103");
    }

    @Test
    void whatRingsWhenTheServerIsRestartedRingsAllTheSame() {
        hotline.stop();
        ami.cuts();
        hotline.start();
        phone("201").texts("ndihme").gets("regjistrua");
        String code = hotline.theCase().code();
        rings(ALERT, 1, "101");
        hotline.restart();
        happens("LinjaAlert", code, "101", "State: escalated");
        phone("103").gets("SOS " + code);
        hotline.stop();
        hotline.forward(Duration.ofMinutes(11));
        hotline.start();
        Hotline.await(
                "Bojana's telephone",
                () -> ami.calls(ALERT).stream().anyMatch(call -> call.toString().contains("44000102@")));
        happens("LinjaAlert", code, "102", "State: accepted");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("bojana")));
    }

    /// @param again whether a second try is allowed: `1` yes, `2` no
    private String asksForTheEvening(Handset anna, String again) {
        anna.texts("me thirrni")
                .gets("vetem numrin")
                .texts("1")
                .gets("Kur mund")
                .texts("4");
        anna.gets("SMS")
                .texts("2")
                .gets("dikush tjeter")
                .texts("3")
                .gets("provojm")
                .texts(again);
        anna.gets("telefonojm");
        return hotline.theCase().code();
    }

    /// In the evening; Cela is the next.
    private String isToBeCalledAndArtaDoesNotAnswer() {
        hotline.forwardTo(LocalTime.of(9, 0));
        String code = asksForTheEvening(phone("201"), "2");
        hotline.forwardTo(LocalTime.of(17, 1));
        phone("101").gets("THIRRJE " + code);
        ami.fails(rings(BACK, 1, "101"), "NOANSWER");
        phone("103").gets("THIRRJE " + code);
        return code;
    }

    @Test
    void aCallBackRingsOneAfterAnotherUntilSomebodyTakesItAndThenHer() {
        String code = isToBeCalledAndArtaDoesNotAnswer();
        Map<String, List<String>> second = rings(BACK, 2, "103");
        assertThat(second.get("Variable")).contains("LINJA_HER=38344000201", "LINJA_SHOW=line");
        happens("LinjaCallback", code, "103", "State: accepted");
        phone("103").gets(code + " eshte i juaji");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("cela")));
        happens("LinjaCallback", code, "103", "State: dialled", "DialStatus: NOANSWER");
        happens("LinjaCaseOver", code, "103", "Cause: 16", "DialStatus: NOANSWER");
        Hotline.await("what became of it", () -> record().contains(What.NOT_REACHED));
        hotline.forward(Duration.ofMinutes(30));
        phone("101").gets("e mori dikush tjeter").getsNothing(SHORT);
        phone("102").getsNothing(SHORT);
        assertThat(ami.calls(BACK)).as("she allowed one").hasSize(2);
    }

    private boolean isBusy(String name) {
        Duty duty = hotline.server().onCall().duty();
        return hotline.server().roster().byName(name).filter(duty::busy).isPresent();
    }

    @Test
    void herPhoneRingsAsOftenAsSheAllowedAlsoOverRestarts() {
        hotline.forwardTo(LocalTime.of(9, 0));
        String code = asksForTheEvening(phone("201"), "1");
        phone("101").texts("1 " + code).gets("ajo do te thirret");
        hotline.restart();
        hotline.forwardTo(LocalTime.of(17, 1));
        for (int tries = 1; tries <= 3; tries++) {
            rings(BACK, tries, "101");
            hotline.restart();
            happens("LinjaCallback", code, "101", "State: accepted");
            happens("LinjaCallback", code, "101", "State: dialled", "DialStatus: NOANSWER");
            happens("LinjaCaseOver", code, "101", "Cause: 16", "DialStatus: NOANSWER");
            int soFar = tries;
            Hotline.await(
                    "try " + tries,
                    () -> record().stream().filter(What.NOT_REACHED::equals).count() == soFar);
            Hotline.await("her telephone to be free", () -> !isBusy("arta"));
            hotline.restart();
            hotline.forward(Duration.ofMinutes(11));
        }
        Handset arta = phone("101").texts("8 " + code);
        Hotline.await(
                "the answer", () -> arta.inbox().stream().anyMatch(m -> m.text().contains("aq here sa lejoi")));
        arta.ignoresTheRest();
        hotline.forward(Duration.ofHours(24));
        arta.getsNothing(CALLS_LOOKED_AT);
        assertThat(ami.calls(BACK)).hasSize(3);
    }

    @Test
    void whileAnSosWaitsNoTelephoneIsTakenUpByACallBack() {
        hotline.forwardTo(LocalTime.of(9, 0));
        String code = asksForTheEvening(phone("201"), "2");
        hotline.forwardTo(LocalTime.of(16, 59));
        phone("202").texts("ndihme").gets("regjistrua");
        rings(ALERT, 1, "101");
        hotline.forward(Duration.ofMinutes(2));
        phone("101").gets("SOS").getsNothing(CALLS_LOOKED_AT);
        assertThat(ami.calls(BACK)).isEmpty();
        phone("103").texts("1").gets("eshte i juaji");
        hotline.forward(Duration.ofSeconds(21));
        phone("101").gets("e mori dikush tjeter");
        Hotline.await("the call back", () -> ami.calls(BACK).size() == 1);
        assertThat(ami.calls(BACK).getFirst().get("Variable")).contains("__LINJA_CASE=" + code);
    }

    @Test
    void whoAsksToBeCalledOverTheTelephoneIsCalledAtHerTime() {
        hotline.forwardTo(LocalTime.of(13, 0));
        int agi = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        AgiCaller anna = AgiCaller.calls(agi, TOKEN, "38344000201");
        anna.hears("sq/press.1").presses("1").hears("sq/main").presses("0");
        anna.hears("sq/voice.connecting").isSilent().isRungFor("101").leavesMusicBy("2");
        anna.hears("sq/consent").presses("1").hears("sq/safe-time").presses("2");
        anna.hears("sq/sms-ok").presses("2").hears("sq/if-other").presses("2");
        anna.hears("sq/redial").presses("2").hears("sq/will-call").isSilent();
        assertThat(anna.endsDone()).isTrue();
        phone("101").getsNothing(SHORT);
        hotline.restart();
        hotline.forwardTo(LocalTime.of(8, 1));
        phone("101").gets("THIRRJE " + hotline.theCase().code(), "numer i gabuar");
        Map<String, List<String>> call = rings(BACK, 1, "101");
        assertThat(call.get("Variable")).contains("LINJA_HER=38344000201", "__LINJA_LANG=sq");
        phone("201").getsNothing(SHORT);
    }

    @Test
    void aCounsellorIsConnectedWithHerAndATryThatNeverRangHerIsNotCounted() {
        hotline.forwardTo(LocalTime.of(9, 0));
        Handset anna = phone("201");
        Handset arta = phone("101");
        String code = asksForTheEvening(anna, "2");
        arta.texts("1 " + code).gets("ajo do te thirret");
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE", "jeni nga klinika");
        Map<String, List<String>> first = rings(BACK, 1, "101");
        assertThat(first.get("Variable"))
                .contains("LINJA_HER=38344000201", "LINJA_SHOW=line", "LINJA_RING=20", "__LINJA_LANG=sq");
        ami.fails(first, "NOANSWER");
        arta.gets("nuk u lidhet").texts("8 " + code).gets("bie i pari");
        rings(BACK, 2, "101");
        happens("LinjaCallback", code, "101", "State: accepted");
        Hotline.await(
                "her to be busy",
                () -> !hotline.server().onCall().availability().standings().isEmpty());
        happens("LinjaCallback", code, "101", "State: dialled", "DialStatus: ANSWER");
        happens("LinjaCaseOver", code, "101", "Cause: 16", "DialStatus: ANSWER");
        Hotline.await(
                "her to be free",
                () -> hotline.server().onCall().availability().standings().isEmpty());
        assertThat(record()).contains(What.NOT_RUNG).containsOnlyOnce(What.TALKED);
        arta.texts("8 " + code).gets("aq here sa lejoi");
        anna.getsNothing(SHORT);
        assertThat(hotline.theCase().state()).isEqualTo(CaseState.ACCEPTED);
    }

    @Test
    void aNumberThatIsCalledBackIsNeverAnsweredAndAnyOtherMissedCallIsASilentNote() {
        int agi = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        AgiCaller flash = AgiCaller.calls(agi, TOKEN, "38344000201", "38344000900");
        assertThat(flash.endsDone()).isTrue();
        assertThat(flash.commands()).noneMatch(line -> line.contains("Answer"));
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALLBACK);
        hotline.forward(Duration.ofSeconds(61));
        phone("101").gets("THIRRJE " + hotline.theCase().code());
        AgiCaller other = AgiCaller.calls(agi, TOKEN, "38344000202");
        other.hears("sq/press.1").hangsUp();
        Hotline.await(
                "a note",
                () -> hotline.server().ledger().openCases(10).stream().anyMatch(c -> c.kind() == CaseKind.MISSED_CALL));
        phone("101").getsNothing(SHORT);
        phone("202").getsNothing(SHORT);
    }
}
