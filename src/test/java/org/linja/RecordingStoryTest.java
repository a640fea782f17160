package org.linja;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.tapes.Tape;
import org.linja.tapes.Tapes;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.Hotline;

/// A talk is recorded only when everything says so: the configuration, Asterisk's own, and her key (R19). Told with the
/// Asterisk side of FastAGI and the files that Asterisk would write; with a real one: [RecordingOnAsteriskTest].
class RecordingStoryTest {
    private static final String TOKEN = "a-token-for-tests";
    private static final Map<String, String> SET_UP =
            Map.of("LINJA_RECORDINGS", "yes", "LINJA_RECORDINGS_REFERENCE", "DPIA-2026-03");
    private static final String PEOPLE = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en] }
              - { name: drita, number: +383 44 000 104, languages: [sq, sr], role: coordinator }
            """;
    private static final byte[] SOUND = new byte[20_000];

    static {
        Arrays.fill(SOUND, (byte) 0xb5);
    }

    @TempDir
    private Path folder;

    private Hotline hotline;

    @BeforeEach
    void open() {
        hotline = Hotline.open(PEOPLE, settings -> settings.by(Voices.recording(Voices.withAgi(TOKEN), folder)));
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private AgiCaller calls(Map<String, String> asterisk) {
        int port = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        return AgiCaller.calls(port, TOKEN, "38344000201", asterisk);
    }

    private AgiCaller wantsSomebody() {
        return calls(SET_UP)
                .hears("sq/press.1")
                .presses("1")
                .hears("sq/main")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent();
    }

    private AgiCaller agrees() {
        return wantsSomebody()
                .hears("sq/voice.record")
                .presses("1")
                .hears("sq/voice.record-on")
                .isSilent()
                .isRungFor("101");
    }

    private static Tape tape(AgiCaller anna) {
        return Tape.named(anna.variable("LINJA_TAPE")).orElseThrow();
    }

    /// Asterisk has written it, and was silent for long enough; the server looks when it starts.
    private Path clear(Tape tape, byte[] sound) throws IOException {
        Path file = Files.write(folder.resolve(tape.name() + ".alaw"), sound);
        Files.setLastModifiedTime(file, FileTime.from(hotline.now().minus(Duration.ofMinutes(11))));
        return file;
    }

    private Tape recorded() throws IOException {
        AgiCaller anna = agrees();
        Tape tape = tape(anna);
        anna.talkedWith("101").hears("sq/voice.again").hangsUp();
        Path clear = clear(tape, SOUND);
        hotline.restart();
        Hotline.await("the tape to be taken up", () -> !Files.exists(clear));
        return tape;
    }

    private List<CaseEntry> consents() {
        return hotline.server().ledger().entries(hotline.theCase().id()).stream()
                .filter(line -> line.what() == What.AGREED_TO_RECORDING)
                .toList();
    }

    private List<Tape> kept() {
        return hotline.server().tapes().tapes();
    }

    @Test
    void whoeverPressesOneIsRecordedInThisCallAndItIsWrittenDown() {
        AgiCaller anna = agrees();
        assertThat(tape(anna).about()).isEqualTo(hotline.theCase().id());
        assertThat(consents()).extracting(CaseEntry::words).containsExactly("DPIA-2026-03");
        Tape first = tape(anna);
        anna.talkedWith("101").hears("sq/voice.again").presses("1").isRungFor("104");
        assertThat(tape(anna)).as("each talk has its own").isNotEqualTo(first);
        anna.hangsUp();
        assertThat(consents()).as("asked once").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "*", ""})
    void anyOtherKeyOrNoneIsNoConsent(String key) {
        AgiCaller anna = wantsSomebody().hears("sq/voice.record");
        AgiCaller answered = key.isEmpty() ? anna.isSilent() : anna.presses(key);
        answered.isRungFor("101");
        assertThat(anna.variable("LINJA_TAPE")).isEmpty();
        assertThat(consents()).isEmpty();
        anna.hangsUp();
    }

    @Test
    void noQuestionStandsBeforeHelpInDanger() {
        AgiCaller anna = calls(SET_UP)
                .hears("sq/press.1")
                .presses("1")
                .hears("sq/main")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent()
                .isRungFor("101");
        assertThat(anna.variable("LINJA_TAPE")).isEmpty();
        anna.hangsUp();
    }

    @Test
    void anSosEndsTheRecordingThatSheHadAgreedTo() {
        AgiCaller anna = agrees();
        assertThat(anna.variable("LINJA_TAPE")).isNotEmpty();
        anna.leavesMusicBy("9").isRungFor("104");
        assertThat(anna.variable("LINJA_TAPE")).isEmpty();
        anna.hangsUp();
    }

    @Test
    void whoWithdrewInOneTalkIsNotRecordedInTheNext() {
        AgiCaller anna = agrees().withVariable("LINJA_UNTAPED", "1");
        anna.talkedWith("101").hears("sq/voice.again").presses("1").isRungFor("104");
        assertThat(anna.variable("LINJA_TAPE")).isEmpty();
        anna.hangsUp();
    }

    @Test
    void whoHasChosenNoLanguageIsNotAskedInOneSheMayNotKnow() {
        AgiCaller anna = calls(SET_UP)
                .hears("sq/press.1")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        anna.hangsUp();
    }

    @Test
    void whereAsteriskIsNotSetUpForItNobodyIsAsked() {
        AgiCaller anna = calls(Map.of())
                .hears("sq/press.1")
                .presses("1")
                .hears("sq/main")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        assertThat(anna.variable("LINJA_TAPE")).isEmpty();
        anna.hangsUp();
    }

    @Test
    void aTapeIsSealedAndOnlyACoordinatorHearsItWithAReason() throws IOException {
        Tape tape = recorded();
        assertThat(kept()).containsExactly(tape);
        Path sealed = hotline.folder().resolve("tapes").resolve(tape.name() + ".tape");
        assertThat(Files.readString(sealed, ISO_8859_1)).doesNotContain(new String(SOUND, 0, 16, ISO_8859_1));
        String code = hotline.theCase().code();
        linja("tapes", "list").done().says(tape.name()).says(code).says("1 tape");
        Path wav = hotline.folder().resolve("heard.wav");
        linja("tapes", "hear", tape.name(), wav.toString(), "--as", "arta", "--reason", "curious")
                .refused("role: coordinator");
        assertThat(wav).doesNotExist();
        linja("tapes", "hear", tape.name(), wav.toString(), "--as", "drita", "--reason", "supervision")
                .done()
                .says("2 s");
        assertThat(played(wav)).isEqualTo(SOUND);
        assertThat(Files.getPosixFilePermissions(wav)).hasSize(2);
        assertThat(acts(code)).contains(Act.HEARD_RECORDING);
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .extracting(CaseEntry::words)
                .contains("recording heard: supervision");
        linja("tapes", "remove", tape.name(), "--as", "arta", "--reason", "tidy")
                .refused("role: coordinator");
        linja("tapes", "remove", tape.name(), "--as", "drita", "--reason", "heard")
                .done();
        assertThat(kept()).isEmpty();
        assertThat(acts(code)).contains(Act.REMOVED_RECORDING);
        linja("tapes", "remove", tape.name(), "--as", "drita", "--reason", "again")
                .refused("no tape has this name");
        linja("tapes", "list").done().says("no tape");
    }

    private static byte[] played(Path wav) throws IOException {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(wav.toFile())) {
            assertThat(sound.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.ALAW);
            assertThat(sound.getFormat().getSampleRate()).isEqualTo(8000);
            return sound.readAllBytes();
        } catch (UnsupportedAudioFileException e) {
            throw new AssertionError(e);
        }
    }

    private List<Act> acts(String code) {
        return hotline.server().counsel().audit().newest(50).lines().stream()
                .filter(line -> line.code().equals(code))
                .map(AuditLine::act)
                .toList();
    }

    private Said linja(String... words) {
        return Said.by(hotline.folder().resolve("config"), List.of(words));
    }

    @Test
    void whatAsteriskStillWritesIsLeftAlone() throws IOException {
        AgiCaller anna = agrees();
        Path clear = clear(tape(anna), SOUND);
        Files.setLastModifiedTime(clear, FileTime.from(hotline.now()));
        hotline.restart();
        hotline.phone("201").texts("info").gets("1");
        assertThat(clear).exists();
        assertThat(kept()).isEmpty();
    }

    @Test
    void soundWithoutAConsentInTheRecordIsNotKept() throws IOException {
        AgiCaller anna = wantsSomebody().hears("sq/voice.record").isSilent().isRungFor("101");
        anna.hangsUp();
        Path clear = clear(Tape.begins(hotline.theCase().id(), Instant.now()), SOUND);
        hotline.restart();
        Hotline.await("the clear to be gone", () -> !Files.exists(clear));
        assertThat(kept()).isEmpty();
    }

    @Test
    void whoIsForgottenHasNoTapeAnyMore() throws IOException {
        recorded();
        hotline.phone("201").texts("fshij").gets("fshi");
        hotline.restart();
        Hotline.await("the tape to be gone", () -> kept().isEmpty());
    }

    @Test
    void recordingThatIsTurnedOffStillForgets() throws IOException {
        recorded();
        Wiring server = hotline.server();
        InstantSource later = () -> hotline.now().plus(Duration.ofDays(31));
        try (Tapes _ = new Tapes(Optional.empty(), server.tapes(), server.ledger(), later)) {
            Hotline.await("the tape to be gone", () -> kept().isEmpty());
        }
    }

    @Test
    void afterItsTimeATapeIsGone() throws IOException {
        Tape tape = recorded();
        hotline.stop();
        hotline.travelTo(tape.begun().plus(Duration.ofDays(30)).minusSeconds(60));
        hotline.start();
        assertThat(kept()).containsExactly(tape);
        hotline.stop();
        hotline.travelTo(tape.begun().plus(Duration.ofDays(30)).plusSeconds(60));
        hotline.start();
        Hotline.await("the tape to be gone", () -> kept().isEmpty());
    }
}
