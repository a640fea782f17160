package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gsm7Test {
    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /// Places in the tables of 3GPP TS 23.038, checked by hand: corners, every group of letters, each end of a row.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "@, 00",
                "£, 01",
                "$, 02",
                "¥, 03",
                "è, 04",
                "é, 05",
                "ù, 06",
                "ì, 07",
                "ò, 08",
                "Ç, 09",
                "Ø, 0b",
                "ø, 0c",
                "Å, 0e",
                "å, 0f",
                "Δ, 10",
                "_, 11",
                "Φ, 12",
                "Γ, 13",
                "Λ, 14",
                "Ω, 15",
                "Π, 16",
                "Ψ, 17",
                "Σ, 18",
                "Θ, 19",
                "Ξ, 1a",
                "Æ, 1c",
                "æ, 1d",
                "ß, 1e",
                "É, 1f",
                "` `, 20",
                "!, 21",
                "#, 23",
                "¤, 24",
                "', 27",
                "/, 2f",
                "0, 30",
                "9, 39",
                "?, 3f",
                "¡, 40",
                "A, 41",
                "O, 4f",
                "P, 50",
                "Z, 5a",
                "Ä, 5b",
                "Ö, 5c",
                "Ñ, 5d",
                "Ü, 5e",
                "§, 5f",
                "¿, 60",
                "a, 61",
                "o, 6f",
                "p, 70",
                "z, 7a",
                "ä, 7b",
                "ö, 7c",
                "ñ, 7d",
                "ü, 7e",
                "à, 7f",
                "^, 1b14",
                "{, 1b28",
                "}, 1b29",
                "\\, 1b2f",
                "[, 1b3c",
                "~, 1b3d",
                "], 1b3e",
                "|, 1b40",
                "€, 1b65"
            })
    void each_character_has_its_code(String character, String code) {
        assertThat(hex(Gsm7.encode(character))).isEqualTo(code);
        assertThat(Gsm7.decode(octets(code))).isEqualTo(character);
        assertThat(Gsm7.septets(character)).isEqualTo(code.length() / 2);
    }

    @Test
    void line_ends_and_the_page_break_have_theirs() {
        assertThat(hex(Gsm7.encode("\n\r\f"))).isEqualTo("0a0d1b0a");
    }

    @Test
    void the_alphabet_has_127_characters_and_the_extension_table_10() {
        long one = IntStream.range(0, 0x10000)
                .filter(c -> Gsm7.septets((char) c) == 1)
                .count();
        long two = IntStream.range(0, 0x10000)
                .filter(c -> Gsm7.septets((char) c) == 2)
                .count();

        assertThat(one).isEqualTo(127);
        assertThat(two).isEqualTo(10);
    }

    @Test
    void ascii_fits_but_for_the_backtick_and_control_characters() {
        for (char c = ' '; c < 0x7f; c++) {
            assertThat(Gsm7.fits(String.valueOf(c))).as("%c", c).isEqualTo(c != '`');
        }
        assertThat(Gsm7.fits("\t")).isFalse();
        assertThat(Gsm7.fits("\u001b")).isFalse();
        assertThat(Gsm7.fits("")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ë", "ç", "č", "ć", "š", "ž", "đ", "Đ", "ж", "’", "…", "😀", "₠", "\uffff"})
    void what_has_no_code_does_not_fit(String text) {
        assertThat(Gsm7.fits("a" + text)).isFalse();
        assertThatThrownBy(() -> Gsm7.encode("my secret " + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("character 10 is not in the GSM 7 bit default alphabet");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1b41, A", // not in the extension table: the default character of that code
                "1b00, @",
                "1b1b41, ` A`", // an escape before another one shows a space
                "411b, `A `", // at the end too
                "1be9, ` é`", // and before what is no septet
                "eb74, ët", // octets above 7F as ISO 8859-1
                "``, ``"
            })
    void whatever_comes_shows_something(String hex, String shown) {
        assertThat(Gsm7.decode(octets(hex))).isEqualTo(shown);
    }

    @Test
    void any_text_that_fits_comes_back_as_it_was() {
        Random random = new Random(7);
        String alphabet = IntStream.range(0, 0x10000)
                .filter(c -> Gsm7.septets((char) c) > 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(200), 0, alphabet.length())
                    .collect(StringBuilder::new, (b, i) -> b.append(alphabet.charAt(i)), StringBuilder::append)
                    .toString();
            byte[] septets = Gsm7.encode(text);

            assertThat(Gsm7.decode(septets)).isEqualTo(text);
            assertThat(septets).hasSize(Gsm7.septets(text));
        }
    }

    @Test
    void any_octets_can_be_shown() {
        Random random = new Random(8);
        for (int round = 0; round < 5_000; round++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);

            assertThat(Gsm7.decode(octets)).doesNotContain("\u001b").hasSizeLessThanOrEqualTo(octets.length);
        }
        assertThat(Gsm7.decode("Shpetoni".getBytes(StandardCharsets.US_ASCII))).isEqualTo("Shpetoni");
    }
}
