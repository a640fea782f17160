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
import org.linja.cases.CaseKind;
import org.linja.simulator.Handset;
import org.linja.simulator.UssdPhone;
import org.linja.testkit.Hotline;
import org.linja.testkit.HurtRedis;

/// What happens to people while Redis is away (R24): the whole server, real SMPP, a real Redis that is paused, killed,
/// or takes no changes.
class StoreAwayStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private Hotline hotline;
    private HurtRedis redis;
    private Handset anna;
    private Handset arta;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        redis = HurtRedis.of(hotline.folder());
        anna = hotline.phone("201");
        arta = hotline.phone("101");
    }

    @AfterEach
    void close() {
        redis.close();
        hotline.close();
    }

    private List<Path> spooled() {
        try (Stream<Path> files = Files.list(hotline.folder().resolve("spool"))) {
            return files.filter(f -> f.toString().endsWith(".spool")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anSosIsAnsweredWhileRedisHangsAndReachesACounsellorWhenItGoesOn() {
        redis.pauses();
        anna.texts("ndihme me rreh burri").gets("porosia u regjistrua");
        assertThat(spooled()).as("what is on the disk").isNotEmpty();
        redis.goesOn();
        arta.gets("SOS " + hotline.theCase().code() + " SQ");
        anna.getsNothing(SHORT);
        arta.texts("1").gets("eshte i juaji");
        anna.gets("Porosia");
        assertThat(wrote(hotline.theCase())).containsExactly("ndihme me rreh burri");
        assertThat(spooled()).isEmpty();
    }

    @Test
    void anSosByUssdIsOnTheDiskBeforeHerPageAndOneCaseWhenRedisGoesOn() {
        UssdPhone screen = hotline.screen("201");
        screen.dials("*123#").shows("1 Shqip").answers("1").shows("2 Psikolog");
        redis.pauses();
        screen.answers("ndihme").ends("porosia u regjistrua", "112");
        assertThat(kept()).as("in the spool when her page is shown").isEqualTo(1);
        redis.goesOn();
        arta.gets("SOS " + hotline.theCase().code());
        Hotline.await("the spool to be empty", () -> kept() == 0);
        anna.getsNothing(SHORT);
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
    }

    @Test
    void whatWasKeptIsInNoFileInClear() throws IOException {
        redis.pauses();
        anna.texts("pomozite, muz me tuce, ulica je mracna").gets("porud");
        for (Path file : spooled()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes)
                    .doesNotContain("44000201")
                    .doesNotContain("mracna")
                    .doesNotContain("55111");
            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        }
        assertThat(spooled()).isNotEmpty();
    }

    @Test
    void severalFromManyPhonesAreAllThereInTheirOrderAndAnsweredOnce() {
        redis.pauses();
        List<Handset> phones =
                Stream.of("211", "212", "213", "214").map(hotline::phone).toList();
        phones.forEach(phone -> phone.texts("SOS"));
        phones.forEach(phone -> phone.gets(""));
        anna.texts("sos kat i dyte").gets("");
        anna.texts("sos dera e pare");
        Hotline.await("the second to be kept", () -> kept() == 6);
        redis.goesOn();
        anna.gets("").getsNothing(SHORT);
        phones.forEach(phone -> phone.getsNothing(Duration.ZERO));
        Hotline.await(
                "five cases", () -> hotline.server().ledger().openCases(10).size() == 5);
        Case hers = hotline.server().ledger().openCases(10).stream()
                .filter(record -> wrote(record).size() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(wrote(hers)).containsExactly("sos kat i dyte", "sos dera e pare");
    }

    private long kept() {
        return hotline.server().spooled();
    }

    private List<String> wrote(Case record) {
        return hotline.server().ledger().entries(record.id()).stream()
                .filter(entry -> entry.what() == CaseEntry.What.WROTE)
                .map(CaseEntry::words)
                .toList();
    }

    @Test
    void thoseOnCallAreToldWhenItLastsAndNotAgainForEveryMessage() {
        Handset bojana = hotline.phone("102");
        redis.pauses();
        anna.texts("SOS").gets("");
        arta.getsNothing(SHORT);
        hotline.forward(Duration.ofSeconds(11));
        arta.gets("1 mesazhe urgjente");
        bojana.gets("1 hitnih poruka");
        hotline.phone("212").texts("SOS").gets("");
        arta.getsNothing(SHORT);
        hotline.forward(Duration.ofMinutes(5));
        arta.gets("2 mesazhe urgjente");
    }

    @Test
    void redisIsKilledWhileSheWrites() {
        redis.pauses();
        anna.texts("SOS").gets("");
        hotline.phone("212").texts("ndihme").gets("");
        redis.dies();
        Hotline.await("two cases", () -> hotline.server().ledger().openCases(10).size() == 2);
        anna.getsNothing(SHORT);
        assertThat(kept()).isZero();
    }

    @Test
    void anOrdinaryTextIsRefusedAndComesAgainAfterwards() {
        redis.refusesChanges();
        anna.texts("SOS").gets("");
        Handset berta = hotline.phone("212").texts("info");
        berta.getsNothing(SHORT);
        assertThat(kept()).isEqualTo(1);
        redis.takesChanges();
        berta.gets("");
        assertThat(hotline.theCase().code()).isNotEmpty();
        anna.getsNothing(SHORT);
    }

    @Test
    void whatAStoppedServerLeftInTheSpoolIsTakenUpByTheNext() {
        redis.refusesChanges();
        anna.texts("SOS").gets("");
        hotline.stop();
        assertThat(spooled()).isNotEmpty();
        hotline.start();
        hotline.theCase();
        anna.getsNothing(SHORT);
        Hotline.await("the spool to be empty", () -> spooled().isEmpty());
    }
}
