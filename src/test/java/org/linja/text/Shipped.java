package org.linja.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.linja.config.Problems;

/// The configuration that is shipped, and the lists of texts that it is measured against.
final class Shipped {
    static final Path KEYWORDS = Path.of("config/keywords");
    static final Path LANGUAGES = Path.of("config/languages.yaml");
    private static final Path LISTS = Path.of("src/test/resources/lexicon");

    private Shipped() {}

    static Lexicon lexicon() {
        Problems problems = new Problems();
        Lexicon lexicon = Lexicon.read(KEYWORDS, problems);
        problems.throwIfAny();
        return lexicon;
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(LISTS.resolve(file)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
