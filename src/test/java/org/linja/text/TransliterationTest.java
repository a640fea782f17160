package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.text.Transliteration.Policy.ALWAYS;
import static org.linja.text.Transliteration.Policy.NEVER;
import static org.linja.text.Transliteration.Policy.WHEN_CHEAPER;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linja.contact.Language;

class TransliterationTest {
    /// The drafts of all messages with the form they take on the wire: key, language, text, GSM-7 form, its length.
    static Stream<Arguments> drafts() {
        try (InputStream file = Objects.requireNonNull(TransliterationTest.class.getResourceAsStream("gsm7.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.replace("\\n", "\n").split("\t"))
                    .map(row -> Arguments.of(row[0], row[1], row[2], row[3], Integer.parseInt(row[4])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("drafts")
    void every_draft_takes_its_form(String key, String code, String text, String gsm7, int length) {
        Language language = Language.of(code.substring(0, code.length() > 3 ? 2 : code.length()))
                .orElseThrow();
        // The drafts fill these places with names of 13 and 2 letters before they count.
        String filled = gsm7.replace("{s}", "x".repeat(13)).replace("{h}", "xx");

        assertThat(Transliteration.apply(text, language, ALWAYS)).isEqualTo(gsm7);
        assertThat(Transliteration.apply(text, ALWAYS)).isEqualTo(gsm7);
        assertThat(Gsm7.fits(gsm7)).isTrue();
        assertThat(Gsm7.septets(filled)).isEqualTo(length).isLessThanOrEqualTo(160);
    }

    @Test
    void there_are_drafts_to_test() {
        assertThat(drafts()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SQ, Çka është për të bërë?, Çka eshte per te bere?", // Ç is in the alphabet, ç is not
                "SQ, ÇËSHTJE çështje, ÇESHTJE ceshtje",
                "SR, čaša ćup žaba džep ČAŠA, casa cup zaba dzep CASA",
                "SR, Đakovica, Djakovica",
                "SR, ĐAKOVICA, DJAKOVICA",
                "SR, đ Đ, dj Dj",
                "SR, SMEĐ, SMEDJ",
                "SR, Љубав њен ЉУБАВ Његош џеп Џ, Ljubav njen LJUBAV Njegos dzep Dz",
                "SR, ǆ ǅ Ǆ ǉ ǈ ǋ, dz Dz DZ lj Lj Nj",
                "ROM, ćhavo śukar ʒanav maripen tuθe čhib, chavo sukar dzanav maripen tute chib",
                "ROM, romanǐ, romani",
                "EN, naïve café Łódź, naive café Lodz",
                "EN, “yes” ‘no’ „ja“ «da» it’s, `\"yes\" 'no' \"ja\" \"da\" it's`",
                "EN, 8–12 — now…, 8-12 - now...",
                "EN, a\u00a0b\u2009c\u202fd\te, a b c d e",
                "EN, a\u200bb\u00adc\ufeffd, abcd",
                "EN, e\u0308 c\u030c, e c", // marks written apart
                "EN, ﬁne ＡＢＣ１２ ™ №, fine ABC12 TM No",
                "EN, € [x] ~ Ä ß ñ, € [x] ~ Ä ß ñ"
            })
    void letters_become_what_people_type(Language language, String text, String typed) {
        assertThat(Transliteration.apply(text, language, ALWAYS)).isEqualTo(typed);
        assertThat(Gsm7.fits(typed)).isTrue();
    }

    @Test
    void a_number_is_never_made_another_number() {
        assertThat(Transliteration.apply("2½ 10²", ALWAYS)).isEqualTo("2½ 10²");
    }

    @Test
    void never_means_never() {
        String text = "ë".repeat(200);

        assertThat(Transliteration.apply(text, Language.SQ, NEVER)).isEqualTo(text);
        assertThat(Transliteration.apply(text, NEVER)).isEqualTo(text);
    }

    @Test
    void when_cheaper_touches_nothing_that_costs_the_same() {
        assertThat(Transliteration.apply("ë".repeat(70), Language.SQ, WHEN_CHEAPER))
                .isEqualTo("ë".repeat(70));
        assertThat(Transliteration.apply("ë".repeat(71), Language.SQ, WHEN_CHEAPER))
                .isEqualTo("e".repeat(71));
        // 70 letters in one segment, 140 septets in one: nothing saved
        assertThat(Transliteration.apply("đ".repeat(70), Language.SR, WHEN_CHEAPER))
                .isEqualTo("đ".repeat(70));
        // 134 letters in two segments, 268 septets in two: nothing saved
        assertThat(Transliteration.apply("đ".repeat(134), Language.SR, WHEN_CHEAPER))
                .isEqualTo("đ".repeat(134));
        assertThat(Transliteration.apply("đ".repeat(135), Language.SR, WHEN_CHEAPER))
                .isEqualTo("dj".repeat(135));
    }

    @Test
    void when_cheaper_keeps_what_cannot_reach_the_alphabet_whole() {
        String emoji = "Pošaljite " + "š".repeat(100) + " 😀";
        String arabic = "س".repeat(100) + "š";

        assertThat(Transliteration.apply(emoji, Language.SR, WHEN_CHEAPER)).isEqualTo(emoji);
        assertThat(Transliteration.apply(arabic, WHEN_CHEAPER)).isEqualTo(arabic);
    }

    @Test
    void always_writes_what_it_can_and_loses_nothing_else() {
        assertThat(Transliteration.apply("š 😀 س ❤\ufe0f 👩\u200d🚒 ё", Language.SR, ALWAYS))
                .isEqualTo("s 😀 س ❤\ufe0f 👩\u200d🚒 e");
    }

    @Test
    void what_fits_is_never_touched() {
        String text = "Ç£ÄÖ€{}\n";

        for (Transliteration.Policy policy : Transliteration.Policy.values()) {
            assertThat(Transliteration.apply(text, Language.SQ, policy)).isSameAs(text);
        }
    }
}
