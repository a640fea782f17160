package org.linja.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.prompts.Recorded.Source;
import org.linja.testkit.Peers;

class RecordingsTest {
    private static final Sound SOUND = Sound.tone(440, Duration.ofMillis(500));

    @TempDir
    private Path folder = Path.of("");

    private static Recorded entry(String key, String text, Source source, boolean placeholder, String reviewer) {
        return new Recorded(key, Language.ROM, "Arli", text, 2, source, placeholder, reviewer);
    }

    private Problems checked(boolean production, Map<String, String> wanted) {
        Problems problems = new Problems();
        Recordings.read(folder, problems).check(Map.of(Language.ROM, wanted), production, problems);
        return problems;
    }

    private void keep(Recorded entry) {
        keep(entry, SOUND);
    }

    private void keep(Recorded entry, Sound sound) {
        Recordings recordings = Recordings.read(folder, new Problems());
        recordings.keep(entry, sound);
        recordings.save(Language.ROM);
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        Recorded human = entry("label.legal-aid", "Advokato, 'kana' mangen", Source.HUMAN, false, "D.");
        keep(human);
        Recordings again = Recordings.read(folder, new Problems());
        assertThat(again.entry(Language.ROM, "label.legal-aid")).contains(human);
        assertThat(again.sound(Language.ROM, "label.legal-aid").orElseThrow().length())
                .isEqualTo(SOUND.length());
        assertThat(folder.resolve("rom/label-legal-aid.alaw")).exists();
    }

    @Test
    void whatIsTooLongForTheWatchdogOfCallsIsAProblemUnlessTheDialplanSaysItAlone() {
        keep(entry("main", "Lačho dive", Source.HUMAN, false, "D."), Sound.tone(440, Duration.ofMillis(8100)));
        assertThat(checked(false, Map.of("main", "Lačho dive")).lines())
                .singleElement()
                .asString()
                .contains("main: longer than 8 seconds");
        keep(entry("main", "Lačho dive", Source.HUMAN, false, "D."), Sound.tone(440, Duration.ofSeconds(8)));
        assertThat(checked(false, Map.of("main", "Lačho dive")).any()).isFalse();
        keep(entry("static.message", "Vaker", Source.HUMAN, false, "D."), Sound.tone(440, Duration.ofSeconds(20)));
        assertThat(checked(false, Map.of("main", "Lačho dive", "static.message", "Vaker"))
                        .any())
                .isFalse();
    }

    @Test
    void aMissingPromptIsAProblemAndAnOldOneAWarning() {
        keep(entry("main", "Lačho dive", Source.HUMAN, false, "D."));
        assertThat(checked(false, Map.of("more", "Aver")).lines())
                .singleElement()
                .asString()
                .contains("more has no recording")
                .contains("./linja prompts make");
        Problems old = checked(false, Map.of("main", "Lačhi rat"));
        assertThat(old.any()).isFalse();
        assertThat(old.warnings()).singleElement().asString().contains("main: the text has changed");
        assertThat(checked(true, Map.of("main", "Lačhi rat")).any()).isTrue();
    }

    @Test
    void productionTakesNoPlaceholderAndNothingThatNobodyHasHeard() {
        keep(entry("main", "Lačho dive", Source.TTS, true, ""));
        assertThat(checked(false, Map.of("main", "Lačho dive")).any()).isFalse();
        assertThat(checked(true, Map.of("main", "Lačho dive")).lines())
                .singleElement()
                .asString()
                .contains("main is a placeholder")
                .contains("manifest.yaml:3:");
        keep(entry("main", "Lačho dive", Source.HUMAN, false, ""));
        assertThat(checked(true, Map.of("main", "Lačho dive")).lines())
                .singleElement()
                .asString()
                .contains("nobody has reviewed it");
        keep(entry("main", "Lačho dive", Source.HUMAN, false, "D."));
        assertThat(checked(true, Map.of("main", "Lačho dive")).any()).isFalse();
    }

    @Test
    void aProgramsVoiceCannotPassForAPersons() {
        keep(entry("main", "Lačho dive", Source.TTS, false, "D."));
        assertThat(checked(false, Map.of("main", "Lačho dive")).lines())
                .singleElement()
                .asString()
                .contains("always a placeholder");
    }

    @Test
    void somebodysRecordingIsTakenInTrimmedAndLevelled() throws IOException {
        Peers.need("sox", "apt-get install sox");
        Path wav = folder.resolve("main.wav");
        Files.write(
                wav,
                Sound.tone(0, Duration.ofSeconds(1))
                        .then(Sound.tone(440, Duration.ofSeconds(1)))
                        .then(Sound.tone(0, Duration.ofSeconds(1)))
                        .wav());
        assertThat(Studio.take(wav).length()).isBetween(Duration.ofMillis(1300), Duration.ofMillis(1400));
        Path silent = folder.resolve("silent.wav");
        Files.write(silent, Sound.tone(0, Duration.ofSeconds(1)).wav());
        assertThatThrownBy(() -> Studio.take(silent))
                .isInstanceOf(StudioFailed.class)
                .hasMessageContaining("is silent");
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
        assertThatThrownBy(() -> Studio.take(text))
                .isInstanceOf(StudioFailed.class)
                .hasMessageContaining("text.wav")
                .hasMessageContaining("libsox-fmt-all");
    }

    @Test
    void whatIsLongerThanACallCanBearIsNotTakenIn() throws IOException {
        Peers.need("sox", "apt-get install sox");
        Path wav = folder.resolve("main.wav");
        Files.write(wav, Sound.tone(440, Duration.ofSeconds(9)).wav());
        assertThatThrownBy(() -> Studio.take(wav, "main"))
                .isInstanceOf(StudioFailed.class)
                .hasMessageContaining("main.wav: main: longer than 8 seconds");
        assertThat(Studio.take(wav, "static.emergency").length()).isGreaterThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ogg", "mp3"})
    void whatATelephoneRecordsIsTakenInToo(String ending) throws Exception {
        Path sox = Peers.need("sox", "apt-get install sox libsox-fmt-all");
        Path wav = folder.resolve("main.wav");
        Files.write(wav, Sound.tone(440, Duration.ofSeconds(2)).wav());
        Path other = folder.resolve("main." + ending);
        Process made = new ProcessBuilder(sox.toString(), wav.toString(), "-r", "44100", other.toString()).start();
        assertThat(made.waitFor()).as("apt-get install libsox-fmt-all").isZero();
        assertThat(Studio.take(other).length()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2300));
    }

    @Test
    void placeholdersAreSpokenAndRomaniBeginsWithAMark() {
        Peers.need("espeak-ng", "apt-get install espeak-ng");
        Peers.need("sox", "apt-get install sox");
        Sound albanian = Studio.speak(Language.SQ, "Psikolog");
        Sound romani = Studio.speak(Language.ROM, "Psihologo");
        assertThat(albanian.silent()).isFalse();
        assertThat(albanian.length()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(romani.length()).isGreaterThan(Duration.ofMillis(570));
    }
}
