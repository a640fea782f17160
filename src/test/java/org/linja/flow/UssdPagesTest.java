package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linja.contact.Language;
import org.linja.flow.UssdPages.Line;
import org.linja.text.Gsm7;
import org.linja.text.PageLimit;

/// A USSD string is at most 160 octets (3GPP TS 24.080 Annex A): 182 septets, or 80 characters of UCS-2.
class UssdPagesTest {
    private static final String MORE = "98 Më shumë";
    private static final String BACK = "0 Kthehu";
    private static final String LETTERS =
            "abcdefghij ëçčćšžđǎĎ ЉњабвгШ {}[]€^~|\\ 0123456789 .,- \uD83D\uDE00 你好\u0301 ABC ñ";

    @Test
    void what_fits_is_one_page_without_keys() {
        assertThat(pages(PageLimit.USUAL, false, text("Question?"), option("1 Po"), option("2 Jo")))
                .containsExactly("Question?\n1 Po\n2 Jo");
    }

    @Test
    void the_way_back_stands_on_the_first_page_only_when_there_is_one() {
        assertThat(pages(PageLimit.USUAL, true, text("Question?"))).containsExactly("Question?\n0 Kthehu");
    }

    @Test
    void what_does_not_fit_goes_on_behind_the_key_for_more() {
        PageLimit narrow = new PageLimit(60, PageLimit.Letters.TRANSLITERATED);
        assertThat(pages(
                        narrow,
                        false,
                        text("Zgjidhni një shërbim:"),
                        option("1 Mjek në shtëpi"),
                        option("2 Psikolog"),
                        option("3 Ndihmë juridike")))
                .containsExactly(
                        "Zgjidhni nje sherbim:\n1 Mjek ne shtepi\n98 Me shume",
                        "2 Psikolog\n3 Ndihme juridike\n0 Kthehu");
    }

    @Test
    void a_long_text_breaks_between_words_and_a_long_option_is_cut() {
        PageLimit narrow = new PageLimit(60, PageLimit.Letters.TRANSLITERATED);
        List<String> pages = pages(narrow, false, text("word ".repeat(30).strip()), option("1 " + "x".repeat(100)));
        assertThat(pages).hasSizeGreaterThan(3).allMatch(narrow::holds);
        assertThat(pages.getFirst()).isEqualTo("word word word word word word word word\n98 Me shume");
        assertThat(pages.getLast()).startsWith("1 xxx").contains("..\n0 Kthehu");
    }

    @Test
    void cyrillic_is_shown_only_where_letters_are_kept() {
        PageLimit kept = new PageLimit(160, PageLimit.Letters.KEPT);
        assertThat(pages(PageLimit.USUAL, false, text("Здраво"))).containsExactly("Zdravo");
        assertThat(pages(kept, false, text("Здраво"))).containsExactly("Здраво");
        assertThat(pages(kept, false, text("Ш".repeat(81)))).hasSize(2);
        assertThat(pages(kept, false, text("ш".repeat(80)))).hasSize(1);
    }

    @RepeatedTest(20)
    void no_page_exceeds_its_limit_and_every_option_is_whole_on_some_page(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            PageLimit limit = new PageLimit(
                    PageLimit.FEWEST + random.nextInt(PageLimit.MOST_SEPTETS - PageLimit.FEWEST + 1),
                    random.nextBoolean() ? PageLimit.Letters.TRANSLITERATED : PageLimit.Letters.KEPT);
            List<Line> lines = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                lines.add(new Line(words(random, 1 + random.nextInt(300)), false));
            }
            int options = random.nextInt(10);
            for (int n = 1; n <= options; n++) {
                lines.add(new Line(
                        n + " " + words(random, 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 25)), true));
            }
            Language language = Language.values()[random.nextInt(4)];
            UssdPages cut = new UssdPages(limit, language, MORE, BACK);
            List<String> pages = cut.of(lines, random.nextBoolean());
            assertSound(pages, limit, options, cut, lines);
        }
    }

    private static void assertSound(List<String> pages, PageLimit limit, int options, UssdPages cut, List<Line> lines) {
        assertThat(pages).isNotEmpty();
        for (int page = 0; page < pages.size(); page++) {
            String words = pages.get(page);
            assertThat(limit.holds(words)).as("page %s", page).isTrue();
            assertThat(limit.letters() == PageLimit.Letters.KEPT || Gsm7.fits(words))
                    .isTrue();
            assertThat(words.contains(cut.more())).isEqualTo(page < pages.size() - 1);
            assertThat(page == 0 || words.endsWith(cut.back())).isTrue();
        }
        List<String> shown = pages.stream().flatMap(String::lines).toList();
        for (int n = 1; n <= options; n++) {
            String number = n + " ";
            assertThat(shown.stream().filter(line -> line.startsWith(number)))
                    .as("option %s", n)
                    .isNotEmpty();
        }
        for (Line line : lines) {
            if (line.whole() && line.words().length() < 15 && Gsm7.fits(line.words())) {
                assertThat(shown).contains(line.words());
            }
        }
    }

    private static String words(Random random, int length) {
        StringBuilder words = new StringBuilder(length);
        while (words.length() < length) {
            int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
            words.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
        }
        return words.toString();
    }

    private static List<String> pages(PageLimit limit, boolean back, Line... lines) {
        return new UssdPages(limit, Language.SQ, MORE, BACK).of(List.of(lines), back);
    }

    private static Line text(String words) {
        return new Line(words, false);
    }

    private static Line option(String words) {
        return new Line(words, true);
    }
}
