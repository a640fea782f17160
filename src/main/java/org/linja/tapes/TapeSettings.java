package org.linja.tapes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.linja.config.Doc;

/// The `recording` mapping of `config/voice.yaml`. Where there is none, as shipped, nothing is ever recorded (R19).
///
/// @param reference names the data protection assessment that covers it
/// @param folder where Asterisk writes what is being recorded: on this machine, in memory
/// @param keep after that a tape is removed, whatever becomes of its case
public record TapeSettings(String reference, Path folder, Duration keep) {
    /// What `keep` is when nothing is said.
    static final Duration MONTH = Duration.ofDays(30);

    /// Reads the mapping.
    public static Optional<TapeSettings> read(Doc doc) {
        if (!doc.present()) {
            return Optional.empty();
        }
        Doc reference = doc.at("reference");
        String named = reference.string("");
        if (named.isBlank()) {
            reference
                    .problems()
                    .add(
                            reference.place(),
                            "talks are recorded only under a data protection assessment: name it here, such as"
                                    + " DPIA-2026-03, or take 'recording' out");
        }
        Duration keep = doc.at("keep").duration(Duration.ofHours(1), Duration.ofDays(365), MONTH);
        return Optional.of(new TapeSettings(named, folder(doc.at("folder")), keep));
    }

    private static Path folder(Doc doc) {
        Path folder = Path.of(doc.string());
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            doc.problems()
                    .add(
                            doc.place(),
                            "no folder that Linja may write to: it is the one named by LINJA_RECORDINGDIR in Asterisk's"
                                    + " site/globals.conf");
        } else if (!inMemory(folder)) {
            doc.problems()
                    .warn(
                            doc.place(),
                            "this folder is on a disk: what is being recorded lies there unsealed; mount a tmpfs");
        }
        return folder;
    }

    private static boolean inMemory(Path folder) {
        try {
            return Files.getFileStore(folder).type().equals("tmpfs");
        } catch (IOException unknown) {
            return false;
        }
    }
}
