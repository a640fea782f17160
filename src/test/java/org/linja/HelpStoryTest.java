package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.simulator.Handset;
import org.linja.staff.Audit;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.testkit.Hotline;

/// What happens between her and her counsellor once a case has been accepted, told with phones: the whole server, real
/// SMPP, a real Redis. On call are Arta (sq, en), Bojana (sr, en) and Cela (rom, sq, sr).
class HelpStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private Hotline hotline;
    private Handset anna;
    private Handset arta;
    private Handset bojana;
    private String code = "";

    @BeforeEach
    void anSosThatArtaHasTaken() {
        hotline = Hotline.open();
        anna = hotline.phone("201");
        arta = hotline.phone("101");
        bojana = hotline.phone("102");
        code = hotline.taken(anna, arta);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private List<CaseEntry> entries() {
        return hotline.server().ledger().entries(hotline.theCase().id());
    }

    @Test
    void theyWriteToEachOtherAndNeitherSeesTheOthersNumber() {
        anna.texts("ai eshte ne dhomen tjeter");
        String relayed = arta.next().text();
        assertThat(relayed).isEqualTo(code + ": ai eshte ne dhomen tjeter").doesNotContain("44000201");
        arta.texts(code + " A mund te shkruani?");
        assertThat(anna.next().text()).isEqualTo("A mund te shkruani?");
        anna.texts("po");
        arta.gets(code + ": po").texts(code + " po");
        assertThat(anna.next().text()).isEqualTo("po");
        assertThat(hotline.theCase().holder()).contains("arta");
        assertThat(entries())
                .filteredOn(e -> e.what() == What.WROTE || e.what() == What.SAID)
                .extracting(CaseEntry::words)
                .containsExactly("ndihme", "ai eshte ne dhomen tjeter", "A mund te shkruani?", "po", "po");
    }

    @Test
    void theConversationOutlivesTheEpisodeAndARestart() {
        hotline.forward(Duration.ofHours(2));
        hotline.restart();
        anna.texts("jam vetem tani");
        arta.gets(code + ": jam vetem tani").texts(code + " Ju degjoj");
        anna.gets("Ju degjoj");
    }

    @Test
    void wordsThatNameTheHelpAndLinksDoNotLeave() {
        arta.texts(code + " Policia eshte rruges").gets("nuk u dergua", "Tregon");
        arta.texts(code + " shihni www.linja.org").gets("nuk u dergua", "linqe");
        arta.texts(code + " telefononi 044000777").gets("nuk u dergua", "linqe");
        anna.getsNothing(SHORT);
        assertThat(entries()).extracting(CaseEntry::what).doesNotContain(What.SAID);
        arta.texts("safe " + code + " open po").gets("hapur +");
        arta.texts(code + " Policia eshte afer");
        anna.gets("Policia eshte afer");
    }

    @Test
    void afterTheReplyWindowOnlyHerOwnHoursOpenIt() {
        hotline.forward(Duration.ofMinutes(11));
        arta.texts(code + " A jeni mire?").gets("nuk u dergua", "Koha per pergjigje");
        arta.texts("kontakti " + code + " sms po").gets("SMS +", "oret -");
        arta.texts(code + " A jeni mire?").gets("nuk u dergua");
        arta.texts("kontakti " + code + " oret 0-24").gets("oret 00:00-00:00");
        arta.texts(code + " A jeni mire?");
        anna.gets("A jeni mire?");
    }

    @Test
    void theQuietExitEndsItUntilSheWritesAgain() {
        anna.texts("X");
        arta.gets(code, "doli ne heshtje").texts(code + " Jeni aty?").gets("nuk u dergua", "heshtje");
        anna.getsNothing(SHORT);
        anna.texts("u ktheva");
        arta.gets(code + ": u ktheva").texts(code + " Mire");
        anna.gets("Mire");
    }

    @Test
    void stopInHerOwnWordsIsObeyedInSilenceAndTold() {
        anna.texts("mos me shkruaj").getsNothing(SHORT);
        arta.gets(code, "nuk do me mesazhe").texts(code + " Mire").gets("nuk u dergua");
        assertThat(entries()).extracting(CaseEntry::what).contains(What.LOOSE_STOP);
    }

    @Test
    void looseWordsOfSomeoneWithoutACaseAreForAHumanToLookAt() {
        Handset other = hotline.phone("205");
        other.texts("info").next();
        other.texts("mos me shkruaj");
        Hotline.await(
                "a note for staff",
                () -> hotline.server().ledger().openCases(10).stream().anyMatch(c -> c.kind() == CaseKind.CHECK));
    }

    @Test
    void theAgreedWordProvesHerAfterALongSilence() {
        arta.texts("safe " + code + " word trendafil").gets("fjalet +-");
        arta.texts("safe " + code + " open po").gets("hapur +");
        hotline.forward(Duration.ofHours(30));
        anna.texts("jam ketu").gets("Dergoni");
        arta.gets(code + ": jam ketu").texts(code + " Policia ju pret").gets("nuk u dergua", "Tregon");
        anna.texts("trendafil");
        arta.gets("dha fjalen").gets(code + ": trendafil");
        arta.texts(code + " Policia ju pret");
        anna.gets("Policia ju pret");
    }

    @Test
    void theDuressWordIsAnsweredAsIfNothingWereAndStaffAreTold() {
        arta.texts("safe " + code + " duress limon").gets("fjalet -+");
        anna.texts("a keni limon sot").gets("porosia u regjistrua");
        arta.gets("FJALA E DETYRIMIT");
        assertThat(entries()).extracting(CaseEntry::what).contains(What.DURESS);
    }

    @Test
    void onlyWhoeverHasTheCaseWritesToHerOrReadsHerContact() {
        bojana.texts(code + " Zdravo").gets("je preuzeo neko drugi");
        bojana.texts("safe " + code).gets("je preuzeo neko drugi");
        bojana.texts("3 " + code).gets("je preuzeo neko drugi");
        anna.getsNothing(SHORT);
    }

    @Test
    void wrongAndStaleCodesGetAHelpfulAnswer() {
        char last = code.charAt(3);
        char other = Character.isDigit(last) ? (last == '4' ? '6' : '4') : last == 'X' ? 'W' : 'X';
        String wrong = code.substring(0, 3) + other;
        arta.texts("3 " + wrong).gets(wrong, code);
        arta.texts("3 " + code + " 1").gets("u mbyll");
        arta.texts("1 " + code).gets("Nuk ka rast te hapur " + code);
        arta.texts("po").gets("Nuk keni rast");
        arta.texts("lsdkfj sdlkfj").gets("1 dhe kodi");
        arta.texts("0").gets("8 me lidh");
    }

    @Test
    void aCounsellorMayPassHerCaseOn() {
        arta.texts("4 " + code).gets("nuk eshte me i juaji");
        Handset cela = hotline.phone("103");
        cela.gets("SOS " + code).texts("1 " + code).gets("eshte i juaji");
        assertThat(hotline.theCase().holder()).contains("cela");
    }

    @Test
    void whoDoesNotWantHerTextsOnHerPhoneIsOnlyToldOfThem() {
        arta.texts("sms jo").gets("nuk vijne me");
        anna.texts("nje fjale e fshehte");
        String told = arta.next().text();
        assertThat(told).contains(code, "ajo ka shkruar").doesNotContain("fshehte");
        arta.texts("sms po").gets("vijne ne kete telefon");
        anna.texts("tjeter");
        arta.gets(code + ": tjeter");
    }

    @Test
    void aBreakIsToldAndEnded() {
        arta.texts("5 30").gets("ne pauze deri ne");
        bojana.texts("7").gets("Dezurni: ", "arta (->");
        Handset beni = hotline.phone("206");
        beni.texts("ndihme").gets("regjistrua");
        Handset cela = hotline.phone("103");
        cela.gets("SOS");
        arta.getsNothing(SHORT);
        arta.texts("6").gets("Jeni kthyer");
    }

    @Test
    void thePoliceNeedHerConsentOrTwoPeople() {
        arta.texts("3 " + code + " 3").gets("vetem me pelqimin");
        arta.texts("rrezik " + code + " ai ka thike").gets("person i dyte");
        bojana.gets("saglasna " + code);
        arta.texts("pajtohem " + code).gets("dikush tjeter");
        bojana.texts("saglasna " + code).gets("zabelezeno");
        arta.gets("vendosen dy veta").texts("3 " + code + " 3").gets("u mbyll");
        assertThat(acts()).containsSubsequence(Act.ASKED_OVERRIDE, Act.GRANTED_OVERRIDE, Act.CLOSED);
    }

    @Test
    void withHerConsentOneIsEnough() {
        arta.texts("pelqim " + code + " policia").gets("u shenua");
        arta.texts("3 " + code + " 3").gets("u mbyll");
    }

    @Test
    void aChildIsNotedAndAThirdPartyIsNeverSoughtOut() {
        arta.texts("femije " + code).gets("eshte per nje femije");
        arta.texts("femije " + code + " kujdestari jo").gets("u shenua");
        arta.texts("per tjeter " + code).gets("Mos e kontaktoni");
        arta.texts("safe " + code + " number 044000777").gets("nuk kerkohet kurre");
        Case record = hotline.theCase();
        assertThat(record.child()).isTrue();
        assertThat(record.thirdParty()).isTrue();
        assertThat(record.field(CaseField.GUARDIAN)).contains("no");
    }

    @Test
    void someoneUnderEighteenIsToldTheLimitsAndAlertsAtOnce() {
        Handset child = hotline.phone("207");
        child.texts("info").gets("Dergoni");
        child.texts("7").gets("Jam nen 18").texts("7").gets("cdo gje", "se shpejti");
        Hotline.await(
                "a child's case",
                () -> hotline.server().ledger().openCases(10).stream()
                        .anyMatch(c -> c.kind() == CaseKind.CHILD && c.child() && c.state() == CaseState.OPEN));
        arta.gets("SOS");
    }

    @Test
    void everythingStaffDidStandsInTheAudit() {
        arta.texts(code + " Jam ketu");
        anna.gets("Jam ketu");
        arta.texts("safe " + code + " sms po").gets("SMS +");
        arta.texts(code + " www.linja.org").gets("nuk u dergua");
        arta.texts("3 " + code + " 1").gets("u mbyll");
        assertThat(acts())
                .containsExactly(Act.ACCEPTED, Act.WROTE, Act.CHANGED_SAFE_CONTACT, Act.HELD_BACK, Act.CLOSED);
        Audit.Log log = hotline.server().counsel().audit().newest(3);
        assertThat(log.unbroken()).isTrue();
        assertThat(log.lines()).hasSize(3).allMatch(line -> line.who().equals("arta"));
        assertThat(log.lines()).extracting(AuditLine::code).containsOnly(code);
    }

    private List<Act> acts() {
        return hotline.server().counsel().audit().newest(50).lines().stream()
                .map(AuditLine::act)
                .toList();
    }
}
