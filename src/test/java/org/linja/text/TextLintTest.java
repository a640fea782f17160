package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.config.Problems;
import org.linja.contact.Language;

class TextLintTest {
    private final TextLint lint = new TextLint(List.of("Labyrinth", "UN Women"), List.of("192", "0800 11112"));
    private final Problems problems = new Problems();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Viktimë e DHUNËS",
                "nasilje",
                "насиље у породици",
                "Strehim",
                "Siguran smeštaj",
                "Banim i sigurt",
                "S.O.S",
                "Policia",
                "zovi 192",
                "Test HIV",
                "hepatitis C",
                "droga",
                "by Labyrinth",
                "un women",
                "safe shelter"
            })
    void a_revealing_word_is_found_in_any_language_case_and_script(String words) {
        assertThat(lint.revealing(words)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Faleminderit, porosia u regjistrua.", "Hvala, porudžbina je zabeležena.", "A woman", "19.2."})
    void other_words_reveal_nothing(String words) {
        assertThat(lint.revealing(words)).isEmpty();
    }

    @Test
    void a_neutral_text_that_reveals_something_is_a_problem_an_explicit_one_is_not() {
        check("#: neutral reviewed\na = Police\n#: explicit reviewed\nb = Police 192");

        assertThat(problems.lines())
                .singleElement()
                .asString()
                .contains(":2:1: a: 'police' reveals what this is about");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://x.example",
                "see www.example.org",
                "linja.org",
                "write to a@b.example",
                "Rruga Nënë Tereza 5",
                "ulica Kralja Petra",
                "12 Main Street now",
                "call 044 000 101",
                "call +383 44 000 101"
            })
    void links_addresses_and_private_numbers_are_in_no_text(String words) {
        check("#: explicit reviewed\na = " + words);

        assertThat(problems.lines()).hasSize(1);
    }

    @Test
    void public_lines_may_be_named() {
        check("#: explicit reviewed\na = Call 192 or 0800 11112. Room 7. 24/7");

        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void a_text_longer_than_one_segment_is_a_warning() {
        check("#: neutral reviewed\na = " + "x".repeat(160) + "\n#: neutral reviewed\nb = " + "ë".repeat(161)
                + "\n#: neutral reviewed\nc = " + "x".repeat(183));

        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings())
                .hasSize(3)
                .anyMatch(w -> w.contains(":4:1: b: 161 characters in GSM7 take 2 SMS segments"))
                .anyMatch(w -> w.contains(":6:1: c: 183 characters, a USSD page holds 182: two pages"));
    }

    @Test
    void drafts_are_a_warning_and_in_production_a_problem() {
        Texts texts = check("#: neutral\na = x\n#: neutral reviewed\nb = y");
        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings()).singleElement().asString().contains("1 text is a draft: a");

        lint.check(texts, true, problems);
        assertThat(problems.lines()).singleElement().asString().contains("1 text is a draft");
    }

    private Texts check(String english) {
        try {
            Files.writeString(folder.resolve("en.properties"), english);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Texts texts = Texts.read(folder, List.of(Language.EN), problems);
        lint.check(texts, false, problems);
        return texts;
    }
}
