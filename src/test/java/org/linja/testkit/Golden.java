package org.linja.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Golden transcripts: each is played, and must come out as it is written. `-Dupdate=true` writes what happens now into
/// the files, for review.
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    private Golden() {}

    /// How a transcript is played.
    public interface Play {
        /// @return the same with what happens now
        List<String> of(List<String> written) throws Exception;
    }

    /// A test for each transcript whose name ends so.
    public static Stream<DynamicTest> tests(String ending, Play play) throws IOException {
        List<Path> files = files(ending);
        assertThat(files).as("transcripts " + ending).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    List<String> written = Files.readAllLines(file);
                    List<String> played = play.of(written);
                    if (Boolean.getBoolean("update")) {
                        Files.write(file, played);
                    } else {
                        assertThat(played).isEqualTo(written);
                    }
                }));
    }

    /// The transcripts whose names end so, by name.
    public static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
