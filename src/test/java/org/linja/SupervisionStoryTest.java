package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseKind;
import org.linja.simulator.Handset;
import org.linja.simulator.UssdPhone;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.Hotline;

/// What only a coordinator may do, at the terminal: Drita blocks whoever writes and calls from Anna's phone, which
/// never keeps a cry for help from being heard (R33), and sees the number, with a reason (R20). Arta is a counsellor.
class SupervisionStoryTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String TOKEN = "a-token-for-tests";
    private static final String PEOPLE = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en] }
              - { name: drita, number: +383 44 000 104, languages: [sq, sr], role: coordinator }
            """;

    private Hotline hotline;
    private Handset anna;
    private Handset arta;
    private String code = "";

    @BeforeEach
    void anSosThatArtaHasTaken() {
        hotline = Hotline.open(PEOPLE, settings -> settings.by(Voices.withAgi(TOKEN)));
        anna = hotline.phone("201");
        arta = hotline.phone("101");
        code = hotline.taken(anna, arta);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private Said linja(String... words) {
        return Said.by(hotline.folder().resolve("config"), List.of(words));
    }

    @Test
    void whoIsBlockedIsNotHeardForADayButACryForHelpAlwaysIs() {
        assertThat(linja("case", "block", code, "--as", "drita").code()).isZero();
        anna.texts("info").getsNothing(SHORT);
        anna.texts("me thirrni").getsNothing(SHORT);
        arta.getsNothing(SHORT);
        hotline.restart();
        anna.texts("hahaha").getsNothing(SHORT);
        anna.texts("ndihme ju lutem").gets("regjistrua");
        arta.gets(code + ": ndihme ju lutem");
        anna.texts("ai eshte ne dhomen tjeter");
        arta.gets(code + ": ai eshte ne dhomen tjeter");
        hotline.forward(Duration.ofMinutes(16));
        anna.texts("hahaha").getsNothing(SHORT);
        arta.texts("3 " + code).gets("u mbyll");

        int agi = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        AgiCaller calm = AgiCaller.calls(agi, TOKEN, "38344000201");
        calm.hears("sq/press.1").presses("0").hears("sq/goodbye").isSilent();
        assertThat(calm.endsDone()).isTrue();
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        AgiCaller asks = AgiCaller.calls(agi, TOKEN, "38344000201");
        asks.hears("sq/press.1").presses("1").hears("sq/main").presses("8");
        asks.hears("sq/consent").presses("1").hears("sq/goodbye").isSilent();
        assertThat(asks.endsDone()).isTrue();
        UssdPhone screen = hotline.screen("201");
        screen.dials("*123#").shows("8 Me telefononi").answers("8").shows("vetem numrin");
        screen.answers("1").ends("Faleminderit.");
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        AgiCaller urgent = AgiCaller.calls(agi, TOKEN, "38344000201");
        urgent.hears("sq/press.1")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent()
                .isRungFor("101");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        urgent.leavesMusicBy("2").hears("sq/safe-time").presses("1");
        urgent.hears("sq/sms-ok").hangsUp();
        Hotline.await(
                "the call back that she was promised",
                () -> hotline.server().ledger().entries(hotline.theCase().id()).stream()
                        .anyMatch(line -> line.words().equals("callback")));

        hotline.forward(Duration.ofHours(25));
        arta.ignoresTheRest();
        anna.texts("info").gets("Dergoni");
    }

    @Test
    void whoIsBlockedIsHeardAtOnceByTheKeyForHelpInUssd() {
        arta.texts("3 " + code).gets("u mbyll");
        linja("case", "block", code, "--as", "drita");
        UssdPhone screen = hotline.screen("201");
        screen.dials("*123#").shows("8 Me telefononi").answers("9").ends("regjistrua");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        arta.gets("SOS " + hotline.theCase().code());
    }

    @Test
    void aBlockIsEndedAndEndsNoRightOfHers() {
        assertThat(linja("case", "block", code, "--hours", "720", "--as", "drita")
                        .code())
                .isZero();
        anna.texts("STOP").getsNothing(SHORT);
        assertThat(hotline.server().ledger().know(anna.number()).person().stopped())
                .isTrue();
        assertThat(linja("case", "unblock", code.toLowerCase(Locale.ROOT), "--as", "drita")
                        .code())
                .isZero();
        anna.texts("START").next();
        anna.texts("po vij");
        Hotline.await(
                "her words", () -> arta.inbox().stream().anyMatch(m -> m.text().contains(": po vij")));
        assertThat(hotline.server().counsel().audit().newest(9).lines())
                .extracting(AuditLine::act)
                .containsSubsequence(Act.BLOCKED, Act.UNBLOCKED);
    }

    @Test
    void onlyACoordinatorSeesANumberAndThatSheDidIsKept() {
        Said shown = linja("case", "number", code, "--reason", "the ambulance needs it", "--as", "drita");
        assertThat(shown).isEqualTo(new Said(0, "+38344000201\n"));
        assertThat(hotline.server().counsel().audit().newest(1).lines())
                .allSatisfy(line -> assertThat(line.act()).isEqualTo(Act.REVEALED_NUMBER))
                .allSatisfy(line -> assertThat(line.who()).isEqualTo("drita"));
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .anySatisfy(line -> assertThat(line.words()).contains("the ambulance needs it"));

        assertThat(linja("case", "number", code, "--reason", "I want to", "--as", "arta"))
                .isEqualTo(new Said(1, "linja: only somebody with 'role: coordinator' in oncall.yaml may do that\n"));
        assertThat(linja("case", "block", code, "--as", "arta").code()).isEqualTo(1);
        assertThat(linja("case", "block", "XXXX", "--as", "drita").words()).contains("no open case has this code");
        assertThat(linja("case", "block", code, "--hours", "721", "--as", "drita"))
                .isEqualTo(new Said(2, "linja: --hours is 1 to 720\n"));
        assertThat(linja("case", "number", code, "--reason", " ", "--as", "drita")
                        .code())
                .isEqualTo(2);
    }
}
