package org.linja.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.flow.Recording;
import org.linja.http.Answer;
import org.linja.http.Request;
import org.linja.prompts.Recorded;
import org.linja.prompts.Recordings;
import org.linja.prompts.Sound;

/// The recordings as the page gets them: what stands in a manifest and the music, and no other file.
public final class PromptShelf {
    private static final String PATH = "/demo/prompt/";
    private static final String MUSIC = "hold";

    private final Recordings recordings;
    private final Sound music;

    private PromptShelf(Recordings recordings, Sound music) {
        this.recordings = recordings;
        this.music = music;
    }

    /// Reads the manifests.
    ///
    /// @param folder such as `ivr-scripts/prompts`
    /// @throws org.linja.config.ConfigurationException when a manifest cannot be read as such
    public static PromptShelf open(Path folder) {
        Problems problems = new Problems();
        Recordings recordings = Recordings.read(folder, problems);
        problems.throwIfAny();
        Path music = folder.resolve(MUSIC + Recordings.ENDING);
        try {
            return new PromptShelf(
                    recordings,
                    Files.exists(music)
                            ? Sound.ofAlaw(Files.readAllBytes(music))
                            : Sound.tone(0, Duration.ofSeconds(5)));
        } catch (IOException e) {
            throw new UncheckedIOException(music + " cannot be read", e);
        }
    }

    Played of(Recording recording) {
        Optional<Language> language = recording.language();
        if (language.isEmpty()) {
            return recording.name().equals(MUSIC)
                    ? Played.of(recording, PATH + MUSIC, "", music)
                    : Played.missing(recording);
        }
        String key = recording.name();
        String url = PATH + language.get().code() + "/" + key;
        return recordings
                .entry(language.get(), key)
                .flatMap(entry -> recordings
                        .sound(language.get(), key)
                        .map(sound -> Played.of(recording, url, entry.text(), sound)))
                .orElseGet(() -> Played.missing(recording));
    }

    /// What is heard while telephones ring.
    Played music() {
        return of(Recording.wordless(MUSIC));
    }

    /// A recording as WAV, by language and key; 404 for whatever stands in no manifest.
    Answer spoken(Request request) {
        String key = request.parameter("key");
        return Language.of(request.parameter("language"))
                .flatMap(language -> recordings.entry(language, key))
                .map(Recorded::key)
                .flatMap(known -> recordings.sound(
                        Language.of(request.parameter("language")).orElseThrow(), known))
                .map(PromptShelf::wav)
                .orElseGet(() -> Answer.problem(404, "no manifest has such a recording"));
    }

    /// The music as WAV.
    Answer musicFile() {
        return wav(music);
    }

    private static Answer wav(Sound sound) {
        return new Answer(200, "audio/wav", sound.wav(), Map.of());
    }
}
