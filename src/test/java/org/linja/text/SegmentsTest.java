package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linja.text.Segments.Encoding.GSM7;
import static org.linja.text.Segments.Encoding.UCS2;
import static org.linja.text.Segments.Reference.BITS_16;
import static org.linja.text.Segments.Reference.BITS_8;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    private static List<Integer> lengths(Segments segments) {
        return segments.parts().stream().map(String::length).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0, 1, GSM7",
        "a, 1, 1, GSM7",
        "a, 160, 1, GSM7",
        "a, 161, 2, GSM7",
        "a, 306, 2, GSM7",
        "a, 307, 3, GSM7",
        "a, 39015, 255, GSM7",
        "€, 80, 1, GSM7", // two septets each
        "€, 81, 2, GSM7",
        "€, 152, 2, GSM7", // 76 to a part: the 153rd septet stays free
        "€, 153, 3, GSM7",
        "ë, 1, 1, UCS2",
        "ë, 70, 1, UCS2",
        "ë, 71, 2, UCS2",
        "ë, 134, 2, UCS2",
        "ë, 135, 3, UCS2",
        "ë, 17085, 255, UCS2",
        "😀, 35, 1, UCS2", // two units each
        "😀, 36, 2, UCS2",
        "😀, 66, 2, UCS2", // 33 to a part: the 67th unit stays free
        "😀, 67, 3, UCS2"
    })
    void as_many_segments_as_the_standard_says(String character, int times, int segments, Segments.Encoding encoding) {
        Segments cut = Segments.of(character.repeat(times));

        assertThat(cut.count()).isEqualTo(segments);
        assertThat(cut.encoding()).isEqualTo(encoding);
        assertThat(String.join("", cut.parts())).isEqualTo(character.repeat(times));
    }

    @Test
    void an_empty_text_is_one_empty_segment() {
        assertThat(Segments.of("")).isEqualTo(new Segments(GSM7, List.of(""), 0));
    }

    @Test
    void a_16_bit_reference_takes_one_septet_or_one_unit_more() {
        assertThat(lengths(Segments.of("a".repeat(305), BITS_16))).containsExactly(152, 152, 1);
        assertThat(lengths(Segments.of("ë".repeat(133), BITS_16))).containsExactly(66, 66, 1);
        assertThat(lengths(Segments.of("a".repeat(160), BITS_16))).containsExactly(160);
        assertThat(lengths(Segments.of("ë".repeat(70), BITS_16))).containsExactly(70);
    }

    @Test
    void one_letter_outside_the_alphabet_makes_all_of_it_ucs2() {
        Segments cut = Segments.of("a".repeat(100) + "ë");

        assertThat(cut.encoding()).isEqualTo(UCS2);
        assertThat(cut.units()).isEqualTo(101);
        assertThat(lengths(cut)).containsExactly(67, 34);
    }

    @Test
    void an_escape_pair_is_not_split() {
        Segments cut = Segments.of("a".repeat(152) + "€" + "b".repeat(20));

        assertThat(lengths(cut)).containsExactly(152, 21);
        assertThat(cut.units()).isEqualTo(174);
    }

    @Test
    void a_surrogate_pair_is_not_split() {
        assertThat(lengths(Segments.of("ë".repeat(66) + "😀" + "ë".repeat(10)))).containsExactly(66, 12);
    }

    @ParameterizedTest
    @CsvSource({
        "e\u0308", // a letter and its mark
        "x\u0308\u0301", // two marks
        "👍🏽", // a thumb and its skin
        "👩\u200d🚒", // joined into one figure
        "❤\ufe0f" // a sign and its variant
    })
    void what_is_seen_as_one_is_kept_together(String seen) {
        String text = "ë".repeat(66) + seen + "ë".repeat(30);

        assertThat(Segments.of(text).parts()).containsExactly("ë".repeat(66), seen + "ë".repeat(30));
    }

    @Test
    void marks_without_end_are_cut_all_the_same() {
        Segments cut = Segments.of("e" + "\u0308".repeat(200));

        assertThat(lengths(cut)).containsExactly(67, 67, 67);
        // U+1D165, a mark of two units, with nothing to stand on
        assertThat(lengths(Segments.of("\ud834\udd65".repeat(50)))).containsExactly(66, 34);
    }

    @Test
    void more_than_255_segments_are_refused_without_telling_the_text() {
        assertThatThrownBy(() -> Segments.of("a".repeat(39_016)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text of 39016 characters needs more than 255 segments");
        assertThatThrownBy(() -> Segments.of("ë".repeat(17_086))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_does_not_show_the_text() {
        assertThat(Segments.of("help me")).hasToString("GSM7, 7 units in 1 parts");
    }

    @Test
    void the_parts_are_the_text_and_none_is_too_long() {
        Random random = new Random(9);
        String[] pieces = {"a", "€", "[", "ë", "😀", "e\u0308", "\u200d", "\ud83d", "\ude00", "\ufe0f", "🏽", "\n", "ш"
        };
        for (int round = 0; round < 5_000; round++) {
            int variety = 1 + random.nextInt(pieces.length);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(600); i > 0; i--) {
                text.append(pieces[random.nextInt(variety)]);
            }
            var reference = random.nextBoolean() ? BITS_8 : BITS_16;
            Segments cut = Segments.of(text.toString(), reference);

            assertThat(String.join("", cut.parts())).isEqualTo(text.toString());
            assertThat(cut.parts()).isNotEmpty();
            int room = room(cut, reference);
            for (String part : cut.parts()) {
                int units = cut.encoding() == GSM7 ? Gsm7.septets(part) : part.length();
                assertThat(units).isLessThanOrEqualTo(room).isGreaterThanOrEqualTo(text.isEmpty() ? 0 : 1);
            }
            for (int i = 1; i < cut.count(); i++) {
                assertThat(Character.isSurrogatePair(
                                cut.parts()
                                        .get(i - 1)
                                        .charAt(cut.parts().get(i - 1).length() - 1),
                                cut.parts().get(i).charAt(0)))
                        .isFalse();
            }
        }
    }

    private static int room(Segments cut, Segments.Reference reference) {
        int header = reference == BITS_8 ? 0 : 1;
        if (cut.encoding() == GSM7) {
            return cut.count() == 1 ? 160 : 153 - header;
        }
        return cut.count() == 1 ? 70 : 67 - header;
    }
}
