package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.contact.Language;

class LexiconTest {
    private static final List<String> SERVICES_SR =
            List.of("Lekar kod kuće", "Psiholog", "Pravna pomoć", "Siguran smeštaj", "Pozovite me", "Izlaz");
    private static final List<String> SERVICES_SQ =
            List.of("Mjek në shtëpi", "Psikolog", "Ndihmë juridike", "Strehim i sigurt", "Më telefononi", "Dil");

    private static final Lexicon LEXICON = Shipped.lexicon();

    private static Reading read(String text) {
        return LEXICON.read(text, List.of(), Set.of());
    }

    private static Intent command(String text) {
        return read(text) instanceof Reading.Command said ? said.intent() : Intent.SOS;
    }

    // --- SOS, however it is written

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ndihmë",
                "ndihm?",
                "nd?hm?",
                "NDIHMË!!!",
                "ndihmëëëë",
                "S.O.S",
                "s o s",
                "s-o-s",
                "S O S!",
                "SOSSS",
                "s0s",
                "p0m0ć",
                "5OS",
                "помоћ",
                "ПОМОЋ",
                "pоmоć",
                "pomoch",
                "pomotj",
                "pomoq",
                "u pomo?",
                "pomooooc",
                "azhutipe",
                "ndihmeme",
                "pomocmi",
                "sospomoc",
                "helpme",
                "helpmeplease",
                "n d i h m e",
                "po moc",
                "🆘",
                "ＨＥＬＰ",
                "he\u200Blp",
                "“help”",
                "hepl",
                "halp",
                "bije me",
                "muz me tuce",
                "m'rreh",
                "m? rreh"
            })
    void anSosIsReadHoweverItIsWritten(String text) {
        assertThat(LEXICON.urgent(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Përshëndetje, ju lutem ndihmë",
                "pomoc ja sam u kuci sa decom",
                "hello this is ana help he is here",
                "burri po me rreh shpejt",
                "molim vas hitno",
                "mangav azutipe akana"
            })
    void extraWordsDoNotHideAnSos(String text) {
        assertThat(LEXICON.urgent(text)).isTrue();
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({
        "naselje,nasilje",
        "ponoć,pomoć",
        "bitno,hitno",
        "polica,policia",
        "politika,polici",
        "ndihem mirë,ndihme",
        "u sos,sos",
        "mu sos kredia,sos",
        "19.2.,192",
        "11.2.,112",
        "19.2. u 10h,192",
        "1.192 din,192",
        "Shpëtim Krasniqi,shpëtim",
        "Unë quhem Shpëtim,shpëtim",
        "Hvala na pomoći,pomoć",
        "Faleminderit për ndihmën,ndihmë",
        "Thanks for your help,help",
        "Pravna pomoć,pomoć",
        "Ndihmë juridike,ndihmë",
        "Prva pomoć,pomoć",
        "mali dar za tebe,dar",
        "paguaj te arka,arka",
        "So?,sos",
        "dy prej sosh,sos",
        "pozovite me,pomozite",
        "ponovite,pomozite",
        "nije hitno,hitno",
        "soba 112,112",
        "044 000 192,192"
    })
    void aNearWordIsNoSos(String text, String sos) {
        assertThat(LEXICON.urgent(text)).isFalse();
        assertThat(LEXICON.urgent(sos)).isTrue();
    }

    @Test
    void shortWordsForgiveNoTypingErrorButTheListedOnes() {
        assertThat(LEXICON.urgent("hepl")).isTrue();
        assertThat(LEXICON.urgent("held")).isFalse();
        assertThat(LEXICON.urgent("son")).isFalse();
        assertThat(LEXICON.urgent("nine")).isFalse();
    }

    @Test
    void aPhraseOfLittleWordsForgivesOneErrorAndNoKnownWord() {
        assertThat(LEXICON.urgent("si man darr, sy man dar")).isTrue();
        assertThat(LEXICON.urgent("me sy man dor")).isFalse();
        assertThat(LEXICON.urgent("tu si man daj")).isFalse();
    }

    @Test
    void aLetterOfTheOtherScriptIsTakenForWhatItLooksLike() {
        assertThat(LEXICON.urgent("роmос")).isTrue();
        assertThat(LEXICON.urgent("помoћ")).isTrue();
    }

    @Test
    void aWordThatIsOrdinaryInsideASentenceIsAnSosAlone() {
        assertThat(LEXICON.urgent("ndihem")).isTrue();
        assertThat(LEXICON.urgent("sot ndihem më mirë")).isFalse();
        assertThat(LEXICON.urgent("shpëtim")).isTrue();
        assertThat(LEXICON.urgent("shpëtim ju lutem")).isTrue();
        assertThat(LEXICON.urgent("Shpëtim a je në punë")).isFalse();
    }

    @Test
    void aLongerCryIsNotSilencedByTheHarmlessWordsInIt() {
        assertThat(LEXICON.urgent("Treba mi medicinska pomoć")).isTrue();
        assertThat(LEXICON.urgent("hvala na pomoći. pomoć! on je tu")).isTrue();
    }

    @Test
    void tierOneActsNowAndTierTwoIsFearViolenceAndPolice() {
        assertThat(read("ndihmë")).isEqualTo(new Reading.Sos(1, true, Set.of(Language.SQ)));
        assertThat(read("bojim se")).isEqualTo(new Reading.Sos(2, true, Set.of(Language.SR)));
        assertThat(read("scared")).isEqualTo(new Reading.Sos(2, true, Set.of(Language.EN)));
        assertThat(((Reading.Sos) read("nasilje, zovite policiju, ubiće me")).tier())
                .isEqualTo(1);
    }

    @Test
    void aMisspeltCryIsNotExact() {
        assertThat(((Reading.Sos) read("pomocc molim vas")).exact()).isTrue();
        assertThat(((Reading.Sos) read("pomov molim vas")).exact()).isFalse();
    }

    @Test
    void sosItselfSaysNothingOfTheLanguage() {
        assertThat(((Reading.Sos) read("SOS")).hints()).containsExactlyInAnyOrder(Language.values());
    }

    // --- The order of belief

    @Test
    void anOpenLabelBeatsTheBareSosWordItHolds() {
        assertThat(LEXICON.read("Pravna pomoć", SERVICES_SR, Set.of())).isEqualTo(new Reading.Answer(2));
        assertThat(LEXICON.read("PRAVNA POMOC", SERVICES_SR, Set.of())).isEqualTo(new Reading.Answer(2));
        assertThat(LEXICON.read("правна помоћ", SERVICES_SR, Set.of())).isEqualTo(new Reading.Answer(2));
        assertThat(LEXICON.read("Pravna pomo?", SERVICES_SR, Set.of())).isEqualTo(new Reading.Answer(2));
        assertThat(LEXICON.read("ndihm? juridike", SERVICES_SQ, Set.of())).isEqualTo(new Reading.Answer(2));
    }

    @Test
    void anOpenLabelBeatsAMisspeltSos() {
        assertThat(LEXICON.read("Pomoci", List.of("Pomoći"), Set.of())).isEqualTo(new Reading.Answer(0));
        assertThat(LEXICON.read("Izlaz", SERVICES_SR, Set.of())).isEqualTo(new Reading.Answer(5));
    }

    @Test
    void anExactSosBeatsEverything() {
        assertThat(LEXICON.read("pomoć", List.of("Pomoć"), EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Sos.class);
        assertThat(LEXICON.read("pomoć", SERVICES_SR, EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Sos.class);
        assertThat(LEXICON.read("zovite policiju", SERVICES_SR, EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Sos.class);
    }

    @Test
    void anotherKeywordBeatsAMisspeltSos() {
        assertThat(command("pozovite me")).isEqualTo(Intent.CALLBACK);
        assertThat(command("позовите ме")).isEqualTo(Intent.CALLBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop ndihmë",
                "ndihmë stop",
                "NDAL ndihm",
                "dosta! pomoc",
                "stop stop pomozte",
                "ndal, po me rreh"
            })
    void sosAndStopInOneTextIsSos(String text) {
        assertThat(LEXICON.urgent(text)).isTrue();
    }

    // --- STOP and START

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop.",
                "Ndal!",
                "ndal mesazhet",
                "stop poruke",
                "odjava",
                "çregjistrohu",
                "cregjistrohu",
                "?regjistrohu",
                "qregjistrohu",
                "cregjistrohuu",
                "ačhav",
                "opt-out",
                "Unsubscribe",
                "please stop",
                "mos me shkruaj ma",
                "ne salji mi vise",
                "edhe mos me dergo mesazhe ju lutem",
                "boll",
                "mjaft!",
                "dosta"
            })
    void stopIsAloneOrFirstOrALooseWording(String text) {
        assertThat(command(text)).isEqualTo(Intent.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boll mire jam",
                "mjaft mirë kaluam",
                "dosta mi je zime",
                "ne mogu stani da dodjem",
                "we will stop by at nine"
            })
    void stopWordsInsideASentenceAreNoStop(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void startIsExactOnly() {
        assertThat(command("START")).isEqualTo(Intent.START);
        assertThat(command("regjistrohu")).isEqualTo(Intent.START);
        assertThat(read("regjistrohuu")).isInstanceOf(Reading.Nothing.class);
        assertThat(read("regjistrohy")).isInstanceOf(Reading.Nothing.class);
        assertThat(read("strat")).isInstanceOf(Reading.Nothing.class);
        assertThat(command("?regjistrohu")).isEqualTo(Intent.STOP);
    }

    // --- The other intents

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "info,INFO",
        "Informata ju lutem,INFO",
        "informcije,INFO",
        "pitanje o kursu,INFO",
        "Call me tomorrow,CALLBACK",
        "më telefononi nesër,CALLBACK",
        "akharen man,CALLBACK",
        "shqip ju lutem,LANG",
        "Romani čhib,LANG",
        "fshi te dhenat,DELETE",
        "obrisi podatke,DELETE",
        "x,EXIT",
        "dalje,EXIT"
    })
    void otherIntentsAreTheWholeTextOrItsFirstWords(String text, Intent intent) {
        assertThat(command(text)).isEqualTo(intent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x y",
                "x hvala",
                "meni treba termin",
                "al nemam vremena",
                "en kod",
                "start poruke vec danas",
                "nuk e di a vjen info",
                "vratite mi moj broj zovite"
            })
    void otherIntentsDoNotFireInsideASentence(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void yesAndNoCountOnlyWhileAQuestionIsOpen() {
        assertThat(LEXICON.read("po", List.of(), EnumSet.allOf(Language.class)))
                .isEqualTo(new Reading.Command(Intent.YES, Set.of(Language.SQ)));
        assertThat(LEXICON.read("da, hvala", List.of(), EnumSet.allOf(Language.class)))
                .isEqualTo(new Reading.Command(Intent.YES, Set.of(Language.SR)));
        assertThat(LEXICON.read("ne", List.of(), EnumSet.allOf(Language.class)))
                .isEqualTo(new Reading.Command(Intent.NO, Set.of(Language.SR)));
        assertThat(read("po")).isEqualTo(new Reading.Nothing(Set.of(Language.SQ)));
        assertThat(LEXICON.read("da li radite", List.of(), EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Nothing.class);
        assertThat(LEXICON.read("po me rreh", List.of(), EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Sos.class);
        assertThat(LEXICON.read("ne mogu da pričam", List.of(), EnumSet.allOf(Language.class)))
                .isInstanceOf(Reading.Sos.class);
    }

    @Test
    void aTextWithoutWordsSaysNothing() {
        for (String text : new String[] {"", " ", "?", "...", ":)", "\u200B"}) {
            assertThat(LEXICON.read(text, SERVICES_SR, EnumSet.allOf(Language.class)))
                    .isEqualTo(new Reading.Nothing(Set.of()));
        }
    }

    static Stream<String> hugeTexts() {
        return Stream.of(
                "meju".repeat(5_000),
                "me ".repeat(5_000),
                "?".repeat(5_000),
                "a?".repeat(5_000),
                "s o s ".repeat(2_000),
                "a".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void aHugeTextIsReadInOneBreath(String text) {
        assertThat(read(text)).isNotNull();
    }

    @Test
    void yes_and_no_count_only_in_her_language() {
        assertThat(LEXICON.read("po", List.of(), Set.of(Language.SR))).isInstanceOf(Reading.Nothing.class);
        assertThat(LEXICON.read("ne", List.of(), Set.of(Language.SQ))).isInstanceOf(Reading.Nothing.class);
        assertThat(LEXICON.read("da", List.of(), Set.of(Language.SR))).isInstanceOf(Reading.Command.class);
        assertThat(LEXICON.read("ok", List.of(), Set.of(Language.SR))).isInstanceOf(Reading.Command.class);
    }
}
