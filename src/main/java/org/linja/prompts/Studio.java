package org.linja.prompts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Language;

/// Makes recordings: placeholders by `espeak-ng`, and recordings of people from their files by `sox` or `ffmpeg`.
/// Silence is cut off and the loudness made equal here.
public final class Studio {
    private static final Duration BEFORE = Duration.ofMillis(50);
    private static final Duration AFTER_TTS = Duration.ofMillis(60);
    private static final Duration AFTER_HUMAN = Duration.ofMillis(300);
    private static final String RATE = Integer.toString(Sound.RATE);

    private Studio() {}

    /// Speaks a text, so that a demo can be heard before anybody has recorded it.
    ///
    /// No program speaks Romani. Its placeholders begin with two tones, which say that this is no recording, and
    /// are read by the Serbian voice; they are only there so that the menu can be tried.
    ///
    /// @throws StudioFailed when a program is missing or fails
    public static Sound speak(Language language, String text) {
        Path file = null;
        try {
            file = Files.createTempFile("linja-prompt", ".wav");
            Program.need("espeak-ng")
                    .run(text, List.of("-v", voice(language), "-s", "235", "-w", file.toString(), "--stdin"));
            Sound spoken = read(file).trimmed(BEFORE, AFTER_TTS).levelled();
            return language == Language.ROM ? mark().then(spoken) : spoken;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file can be written", e);
        } finally {
            remove(Optional.ofNullable(file));
        }
    }

    /// Takes somebody's recording in.
    ///
    /// @param file WAV, MP3, OGG, FLAC …
    /// @throws StudioFailed when a program is missing or fails, or when there is nothing to hear
    public static Sound take(Path file) {
        if (!Files.isReadable(file)) {
            throw new StudioFailed(file + " cannot be read");
        }
        Sound sound = opened(file);
        if (sound.silent()) {
            throw new StudioFailed(file + " is silent");
        }
        return sound.trimmed(BEFORE, AFTER_HUMAN).levelled();
    }

    /// The same for a text of calls.
    ///
    /// @throws StudioFailed also when it is longer than a call can bear
    public static Sound take(Path file, String key) {
        Sound sound = take(file);
        Recordings.tooLong(key, sound).ifPresent(why -> {
            throw new StudioFailed(file + ": " + why);
        });
        return sound;
    }

    private static Sound opened(Path file) {
        try {
            return read(file);
        } catch (StudioFailed e) {
            throw new StudioFailed(file + ": " + e.getMessage()
                    + "; is it a recording? For mp3 and the like: apt-get install libsox-fmt-all, or ffmpeg");
        }
    }

    private static String voice(Language language) {
        return switch (language) {
            case SQ -> "sq";
            case SR, ROM -> "sr";
            case EN -> "en-gb";
        };
    }

    private static Sound mark() {
        Duration short_ = Duration.ofMillis(90);
        return Sound.tone(880, short_).then(Sound.tone(660, short_)).then(Sound.tone(0, short_));
    }

    /// `sox` reads what Debian's has libraries for; `ffmpeg` reads the rest.
    private static Sound read(Path file) {
        List<String> words = List.of(
                file.toString(), "-r", RATE, "-c", "1", "-b", "16", "-e", "signed-integer", "-L", "-t", "raw", "-");
        Optional<Program> ffmpeg = Program.find("ffmpeg");
        try {
            return Sound.ofPcm(Program.need("sox").run("", words));
        } catch (StudioFailed e) {
            if (ffmpeg.isEmpty()) {
                throw e;
            }
            return Sound.ofPcm(ffmpeg.get()
                    .run(
                            "",
                            List.of(
                                    "-v",
                                    "error",
                                    "-i",
                                    file.toString(),
                                    "-ar",
                                    RATE,
                                    "-ac",
                                    "1",
                                    "-f",
                                    "s16le",
                                    "-")));
        }
    }

    private static void remove(Optional<Path> file) {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be removed", e);
        }
    }
}
