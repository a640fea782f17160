package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Problems;
import org.linja.contact.Channel;
import org.linja.contact.Language;

class TextsTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void a_text_is_found_in_her_language_with_its_values() {
        Texts texts = read("#: neutral\ntime = At {hour}\\nsharp", "#: neutral reviewed\ntime = Në orën {hour}");

        assertThat(problems.lines()).isEmpty();
        assertThat(texts.text("time", Language.EN, Map.of("hour", "9")))
                .isEqualTo(new Texts.Text("At 9\nsharp", Tone.NEUTRAL, Texts.Status.DRAFT));
        assertThat(texts.text("time", Language.SQ, Map.of("hour", "9")))
                .isEqualTo(new Texts.Text("Në orën 9", Tone.NEUTRAL, Texts.Status.REVIEWED));
        assertThat(texts.text("time", Language.EN, Map.of()).words()).isEqualTo("At \nsharp");
    }

    @Test
    void a_text_for_a_channel_wins_there() {
        Texts texts = read("#: neutral\na = all\n#: neutral\na.voice = heard", "");

        assertThat(texts.text("a", Language.EN, Channel.VOICE, Map.of()).words())
                .isEqualTo("heard");
        assertThat(texts.text("a", Language.EN, Channel.USSD, Map.of()).words()).isEqualTo("all");
        assertThat(texts.text("a", Language.EN, Map.of()).words()).isEqualTo("all");
    }

    @Test
    void the_discreet_twin_stands_in_for_an_explicit_text() {
        Texts texts = read("""
                #: explicit
                a = danger
                #: neutral
                a.discreet = thanks
                #: neutral
                b = hello
                #: explicit
                c = danger
                """, "");

        assertThat(texts.discreet("a", Language.EN, Map.of()).words()).isEqualTo("thanks");
        assertThat(texts.discreet("b", Language.EN, Map.of()).words()).isEqualTo("hello");
        assertThat(texts.discreet("c", Language.EN, Map.of()).tone())
                .as("still explicit: the gate keeps it")
                .isEqualTo(Tone.EXPLICIT);
        assertThat(texts.fitsAnyEyes("a")).isTrue();
        assertThat(texts.fitsAnyEyes("c")).isFalse();
    }

    @Test
    void marks_at_the_top_hold_for_the_whole_file() {
        Texts texts = read("# All read.\n#: reviewed native-review\n\n#: neutral\na = x\n#: neutral draft\nb = y", "");

        assertThat(texts.entry("a", Language.EN).orElseThrow().status()).isEqualTo(Texts.Status.REVIEWED);
        assertThat(texts.entry("a", Language.EN).orElseThrow().nativeReview()).isTrue();
        assertThat(texts.entry("b", Language.EN).orElseThrow().status()).isEqualTo(Texts.Status.DRAFT);
    }

    @Test
    void keys_that_one_language_lacks_are_told() {
        read("#: neutral\ngoodbye = bye\n#: neutral\nhello = hi", "#: neutral\ngodbye = x\n#: neutral\nhello = y");

        assertThat(problems.lines())
                .containsExactly(
                        en() + ":1:1: is missing godbye (" + sq() + ":2:1); did you mean 'goodbye'?",
                        sq() + ":1:1: is missing goodbye (" + en() + ":2:1); did you mean 'godbye'?");
    }

    @Test
    void places_and_tones_must_be_the_same_in_all_languages() {
        read("#: neutral\na = {x} and {y}\n#: neutral\nb = b", "#: neutral\na = {y}\n#: explicit\nb = b");

        assertThat(problems.lines())
                .containsExactly(
                        sq() + ":2:1: a: has the places [y], but [x, y] in " + en() + ":2:1",
                        sq() + ":4:1: b: its tone differs from " + en() + ":4:1");
    }

    @Test
    void every_text_is_marked_with_its_tone_and_unknown_marks_are_told() {
        read("a = x\n#: neutral explicit\nb = y\n#: nuetral neutral\nc = z", "");

        assertThat(problems.lines())
                .anyMatch(p -> p.startsWith(en() + ":1:1: a: mark it '#: neutral' or '#: explicit'"))
                .anyMatch(p -> p.startsWith(en() + ":3:1: b: mark it"))
                .anyMatch(
                        p -> p.startsWith(en() + ":5:1: 'nuetral' is no mark") && p.endsWith("did you mean 'neutral'?"))
                .hasSize(3);
    }

    @Test
    void what_is_not_written_as_it_should_be_is_told_with_its_line_and_column() {
        read("""
                #: neutral
                a = x \\q y
                #: neutral
                b = \\u12x4
                no value
                #: neutral
                a = again
                #: neutral
                c = {open
                #: neutral
                d = {not a name}
                #: neutral
                e = end\\""", "");

        assertThat(problems.lines())
                .anyMatch(p -> p.startsWith(en() + ":2:7: '\\q' is no escape"))
                .anyMatch(p -> p.startsWith(en() + ":4:5: the escape u needs four hexadecimal digits"))
                .anyMatch(p -> p.startsWith(en() + ":5:1: has no '='"))
                .anyMatch(p -> p.startsWith(en() + ":7:1: a is given twice, first in line 2"))
                .anyMatch(p -> p.startsWith(en() + ":9:1: c: a brace without its pair or name"))
                .anyMatch(p -> p.startsWith(en() + ":11:1: d: a brace without its pair or name"))
                .anyMatch(p -> p.startsWith(en() + ":13:8: the last line ends in '\\'"))
                .hasSize(7);
    }

    @Test
    void the_form_is_that_of_properties() {
        Texts texts = read(
                "\uFEFF#: neutral\n  a\\ b : one \\\n     two\\t\\u00eb\\\\ \\: # no comment\n! a note\n#: neutral\nc=\n",
                "");

        assertThat(problems.lines()).isEmpty();
        assertThat(texts.text("a b", Language.EN, Map.of()).words()).isEqualTo("one two\të\\ : # no comment");
        assertThat(texts.text("c", Language.EN, Map.of()).words()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_or_not_utf8_is_told() throws IOException {
        Files.write(folder.resolve("en.properties"), new byte[] {'a', '=', (byte) 0xEB});
        Texts.read(folder, List.of(Language.EN, Language.SR), problems);

        assertThat(problems.lines())
                .contains(en() + ":1:1: is not UTF-8; save it as UTF-8")
                .anyMatch(p -> p.contains("sr.properties:1:1: cannot be read"));
    }

    @Test
    void asking_for_a_text_that_is_not_there_is_a_bug() {
        Texts texts = read("#: neutral\na = x", "");

        assertThat(texts.has("a")).isTrue();
        assertThat(texts.has("b")).isFalse();
        assertThatThrownBy(() -> texts.text("b", Language.EN, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no text 'b'");
    }

    @Test
    void a_text_hides_its_words() {
        assertThat(new Texts.Text("secret", Tone.NEUTRAL, Texts.Status.DRAFT).toString())
                .doesNotContain("secret");
    }

    /// Reads two languages, or only English when the other is empty.
    private Texts read(String english, String albanian) {
        try {
            Files.writeString(folder.resolve("en.properties"), english);
            Files.writeString(folder.resolve("sq.properties"), albanian);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Language> languages = albanian.isEmpty() ? List.of(Language.EN) : List.of(Language.EN, Language.SQ);
        return Texts.read(folder, languages, problems);
    }

    private String en() {
        return folder.resolve("en.properties").toString();
    }

    private String sq() {
        return folder.resolve("sq.properties").toString();
    }
}
