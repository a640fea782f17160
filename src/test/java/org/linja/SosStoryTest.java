package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.simulator.Handset;
import org.linja.testkit.Hotline;

/// What happens to people, told with phones: the whole server, real SMPP, a real Redis. On call are, in this order,
/// Arta (sq, en), Bojana (sr, en) and Cela (rom, sq, sr).
class SosStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private Hotline hotline;
    private Handset anna;
    private Handset arta;
    private Handset bojana;
    private Handset cela;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        anna = hotline.phone("201");
        arta = hotline.phone("101");
        bojana = hotline.phone("102");
        cela = hotline.phone("103");
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void anSosReachesACounsellorAndComesBack() {
        anna.texts("ndihme").gets("porosia u regjistrua");
        arta.gets("SOS " + hotline.theCase().code() + " SQ");
        anna.getsNothing(SHORT);
        arta.texts("1").gets(hotline.theCase().code() + " eshte i juaji", "Asaj iu tha");
        anna.gets("Porosia");
        bojana.getsNothing(SHORT);
        assertThat(hotline.theCase().holder()).contains("arta");
    }

    @Test
    void theAlertHoldsNeitherHerNumberNorHerWords() {
        anna.texts("pomozite, muz me tuce, ulica je mracna").gets("porud");
        String alert = bojana.next().text();
        assertThat(alert).doesNotContain("44000201").doesNotContain("mracna").contains("SR");
    }

    @Test
    void whoeverDoesNotAnswerIsFollowedByTheNextAndAfterTheLastByTheFirst() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS");
        hotline.forward(Duration.ofMinutes(2));
        cela.gets("SOS");
        hotline.forward(Duration.ofMinutes(2));
        bojana.gets("SOS");
        hotline.forward(Duration.ofMinutes(2));
        arta.gets("SOS");
    }

    @Test
    void whoDeclinesIsFollowedAtOnce() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS").texts("2").gets("E kaluat");
        cela.gets("SOS").texts("1 " + hotline.theCase().code()).gets("eshte i juaji");
        arta.gets("e mori dikush tjeter");
        anna.gets("Porosia");
    }

    @Test
    void ofTwoWhoAnswerAtOnceExactlyOneHasIt() {
        for (int round = 0; round < 5; round++) {
            Handset she = hotline.phone("21" + round);
            she.texts("ndihme").gets("regjistrua");
            arta.gets("SOS");
            hotline.forward(Duration.ofMinutes(2));
            cela.gets("SOS");
            String code = hotline.server()
                    .ledger()
                    .longestWaiting()
                    .orElseThrow()
                    .value()
                    .code();
            arta.texts("1 " + code);
            cela.texts("1 " + code);
            she.gets("Porosia").getsNothing(SHORT);
            Hotline.await("both to be told", () -> told(arta, code) >= 1 && told(cela, code) >= 1);
            long won = Stream.of(arta, cela)
                    .flatMap(h -> h.inbox().stream())
                    .filter(m -> m.text().contains(code + " eshte i juaji"))
                    .count();
            assertThat(won).as("who has " + code).isEqualTo(1);
            arta.ignoresTheRest();
            cela.ignoresTheRest();
            hotline.forward(Duration.ofMinutes(1));
        }
    }

    private static long told(Handset who, String code) {
        return who.inbox().stream()
                .map(m -> m.text())
                .filter(t -> t.contains(code + " eshte i juaji") || t.contains(code + " e mori dikush tjeter"))
                .count();
    }

    @Test
    void oneEpisodeIsOneCaseAndItsLaterTextsAreKept() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS");
        hotline.forward(Duration.ofMinutes(5));
        anna.texts("ai po vjen").gets("regjistrua");
        anna.texts("SOS").gets("regjistrua");
        Case record = hotline.theCase();
        assertThat(hotline.server().ledger().entries(record.id()))
                .filteredOn(e -> e.what() == What.WROTE)
                .extracting(CaseEntry::words)
                .containsExactly("ndihme", "ai po vjen", "SOS");
        hotline.forward(Duration.ofMinutes(16));
        anna.texts("ndihme").gets("regjistrua");
        Hotline.await(
                "a second case", () -> hotline.server().ledger().openCases(10).size() == 2);
    }

    @Test
    void whileHerLanguageIsNotKnownTheAnswerIsInAllOfThem() {
        anna.texts("SOS").gets("porosia u regjistrua", "porudzbina", "mangipe", "your order");
    }

    @Test
    void anSosIsHeardInEveryState() {
        anna.texts("pershendetje").gets("1 Shqip").texts("1").gets("1 ");
        anna.texts("pomoc!!").gets("regjistrua");
        Handset stopped = hotline.phone("202");
        stopped.texts("STOP").next();
        stopped.texts("ndihmë").gets("regjistrua");
        Handset both = hotline.phone("203");
        both.texts("STOP ndihme").gets("regjistrua");
        Handset foreign = hotline.phoneOf("4915200000001");
        foreign.texts("help me").gets("order");
        Hotline.await(
                "four cases", () -> hotline.server().ledger().openCases(10).size() == 4);
    }

    @Test
    void stopIsSilentForWhoeverHasHadACase() {
        anna.texts("ndihme").gets("regjistrua").texts("NDAL").getsNothing(SHORT);
        Handset other = hotline.phone("202");
        other.texts("1").gets("Shqip").texts("STOP").gets("FILLO").getsNothing(SHORT);
    }

    @Test
    void theQuietExitSendsNothingAndTellsWhoeverHasHerCase() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS").texts("1").gets("eshte i juaji");
        anna.gets("Porosia").texts("X").getsNothing(SHORT);
        arta.gets("doli ne heshtje");
    }

    @Test
    void afterTheReplyWindowSheIsNotWrittenToAndTheCounsellorKnows() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS");
        hotline.forward(Duration.ofMinutes(11));
        arta.texts("1 " + hotline.theCase().code());
        Hotline.await("the claim", () -> hotline.theCase().state() == CaseState.ACCEPTED);
        anna.getsNothing(SHORT);
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .extracting(CaseEntry::what)
                .contains(What.NOT_TOLD);
    }

    @Test
    void whatNobodyCanReadIsKeptAndStillAnswered() {
        hotline.smsc().send(anna.number(), Hotline.LINE, new byte[] {(byte) 0xde, (byte) 0xad, 0x00, (byte) 0xbe}, 4);
        anna.gets("1 Shqip");
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .filteredOn(e -> e.what() == What.UNREADABLE)
                .extracting(CaseEntry::words)
                .containsExactly("dead00be");
    }

    @Test
    void aRestartLosesNothingThatWaits() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS");
        hotline.restart();
        hotline.forward(Duration.ofMinutes(2));
        cela.gets("SOS").texts("1").gets("eshte i juaji");
        anna.gets("Porosia");
    }

    @Test
    void aFloodBecomesADigest() {
        for (int i = 0; i < 20; i++) {
            hotline.phone("3" + (i < 10 ? "0" : "") + i).texts("ndihme").gets("regjistrua");
        }
        for (int i = 0; i < 6; i++) {
            arta.gets("SOS");
        }
        arta.getsNothing(SHORT);
        hotline.forward(Duration.ofSeconds(61));
        arta.gets("20 raste urgjente");
        arta.texts("1").gets("eshte i juaji");
    }

    @Test
    void noNumberStandsInClearInWhatIsStored() throws IOException {
        anna.texts("ndihme, jam te 38344000777").gets("regjistrua");
        arta.gets("SOS").texts("1").gets("eshte i juaji");
        anna.gets("Porosia");
        try (Stream<Path> files = Files.walk(hotline.folder())) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("redis-server"))
                    .toList();
            assertThat(all)
                    .anyMatch(f -> f.toString().contains("aof") || f.toString().contains("appendonly"));
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("44000201")
                        .doesNotContain("44000101")
                        .doesNotContain("44000777")
                        .doesNotContain("ndihme");
            }
        }
    }
}
