package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.flow.UssdConversation.Place;
import org.linja.text.Gsm7;
import org.linja.text.LanguageGuess;
import org.linja.text.Lexicon;
import org.linja.text.PageLimit;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Random menus in all languages, nested, some with labels far too long for any page, walked with a phone's keys alone:
/// whatever the limit, no page exceeds it, and every option is seen and can be chosen.
class UssdFlowPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MENUS = 12;
    private static final int MOST_PAGES = 60;
    private static final List<String> ALPHABETS = List.of(
            "abcdefghijklmnopqrstuvwxyz   ",
            "abcëçrtuisho ëçË   ",
            "čćšžđaeiorstnm ČĆŠŽĐ   ",
            "абвгдђежзијклљмнњопрстћуфхцчџш   ",
            "a^|~[]€\uD83D\uDE00ñ 你好 b   ");

    @TempDir
    private Path folder;

    @RepeatedTest(25)
    void every_option_of_every_menu_is_seen_and_leads_where_it_should(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        Flow flow = flow(random);
        UssdConversation conversation = conversation(new Script(flow, texts(flow, random)));
        for (Language language : Language.values()) {
            PageLimit limit = limit(random);
            Session begin = conversation.fresh(Map.of(Session.LANGUAGE, language.code()));
            Place first = conversation.begin(begin, limit, false, NOW).place();
            walk(conversation, flow, first, limit, language);
        }
    }

    /// Goes every way there is; the menus of these flows lead forward only.
    private static void walk(
            UssdConversation conversation, Flow flow, Place place, PageLimit limit, Language language) {
        List<Place> pages = turned(conversation, place, limit);
        if (place.session().step().isEmpty()) {
            return;
        }
        Step.Menu menu = (Step.Menu) flow.find(place.session().step()).orElseThrow();
        for (int number = 1; number <= menu.options().size(); number++) {
            Place seen = showing(pages, number);
            Go wanted = menu.after(menu.options().get(number - 1));
            Place chosen = conversation
                    .reply(seen, Integer.toString(number), Tone.NEUTRAL, limit, NOW)
                    .place();
            assertThat(chosen.session().step())
                    .as("%s of %s in %s", number, menu.name(), language)
                    .isEqualTo(wanted.step().startsWith("m") ? wanted.step() : "");
            walk(conversation, flow, chosen, limit, language);
        }
    }

    /// All pages of one answer, by the key for more; then back by the key for back, as they came.
    private static List<Place> turned(UssdConversation conversation, Place place, PageLimit limit) {
        List<Place> pages = new ArrayList<>(List.of(place));
        assertThat(place.pages()).hasSizeLessThan(MOST_PAGES);
        while (pages.size() < place.pages().size()) {
            assertThat(pages.getLast().page()).contains(UssdRendering.MORE + " ");
            pages.add(conversation
                    .reply(pages.getLast(), UssdRendering.MORE, Tone.NEUTRAL, limit, NOW)
                    .place());
        }
        for (Place page : pages) {
            assertThat(limit.holds(page.page())).isTrue();
            assertThat(limit.letters() == PageLimit.Letters.KEPT || Gsm7.fits(page.page()))
                    .isTrue();
        }
        for (int at = pages.size() - 1; at > 0; at--) {
            assertThat(conversation
                            .reply(pages.get(at), "0", Tone.NEUTRAL, limit, NOW)
                            .place()
                            .page())
                    .isEqualTo(pages.get(at - 1).page());
        }
        return pages;
    }

    /// The one page with that option, whole or cut with the mark of it, and with the option of that number alone.
    private static Place showing(List<Place> pages, int number) {
        List<Place> found = pages.stream()
                .filter(place -> place.page().lines().anyMatch(line -> line.startsWith(number + " =")))
                .toList();
        assertThat(found).as("pages with option %s", number).hasSize(1);
        return found.getFirst();
    }

    private static PageLimit limit(Random random) {
        int units = PageLimit.FEWEST + random.nextInt(PageLimit.MOST_SEPTETS - PageLimit.FEWEST + 1);
        return new PageLimit(units, PageLimit.Letters.values()[random.nextInt(2)]);
    }

    /// A tree of menus, each option of which leads to a menu further on or to the end.
    private Flow flow(Random random) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                flow: random
                start: m0
                anywhere:
                  sos:  { intent: sos, key: 9, go: sos }
                  back: { key: 0, go: back }
                steps:
                """);
        int menus = 1;
        for (int menu = 0; menu < menus; menu++) {
            int options = 1 + random.nextInt(8);
            List<String> names = new ArrayList<>();
            List<String> ways = new ArrayList<>();
            for (int option = 0; option < options; option++) {
                String name = "o" + menu + "-" + option;
                names.add(name);
                if (menus < MENUS && random.nextInt(3) == 0) {
                    ways.add(name + ": m" + menus++);
                }
            }
            yaml.append("  m" + menu + ": { menu: [" + String.join(", ", names) + "], when: { "
                    + String.join(", ", ways) + " }, next: bye }\n");
        }
        yaml.append("  bye: { say: bye }\n  sos: { open: { case: sos, with: [] }, say: sos.received }\n");
        Problems problems = new Problems();
        Flow flow = FlowReader.read(Files.writeString(folder.resolve("flow.yaml"), yaml), problems);
        FlowCheck.check(flow, problems);
        problems.throwIfAny();
        return flow;
    }

    private Texts texts(Flow flow, Random random) throws IOException {
        for (Language language : Language.values()) {
            Map<String, String> texts = new TreeMap<>();
            for (String key : List.of("bye", "sos.received", "wrong-input", "label.more-names")) {
                texts.put(key, words(random, 300));
            }
            for (String key : UssdRendering.TEXTS) {
                texts.put(key, "K" + words(random, 30));
            }
            for (Step step : flow.steps().values()) {
                if (step instanceof Step.Menu menu) {
                    texts.put(menu.name(), words(random, 300));
                    // The mark tells an option from a text that happens to begin with its number.
                    menu.options()
                            .forEach(option -> texts.put(
                                    "label." + option, "=" + words(random, random.nextInt(6) == 0 ? 250 : 20)));
                }
            }
            StringBuilder file = new StringBuilder();
            texts.forEach((key, words) -> file.append("# random\n#: neutral draft\n" + key + " = " + words + "\n\n"));
            Files.writeString(folder.resolve(language.code() + ".properties"), file);
        }
        Problems problems = new Problems();
        Texts texts = Texts.read(folder, List.of(Language.values()), problems);
        problems.throwIfAny();
        return texts;
    }

    private static String words(Random random, int longest) {
        String letters = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
        int length = 1 + random.nextInt(longest);
        StringBuilder words = new StringBuilder(letters.substring(0, 1));
        while (words.length() < length) {
            int at = random.nextInt(letters.codePointCount(0, letters.length()));
            words.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
        }
        return words.toString().strip();
    }

    private static UssdConversation conversation(Script script) {
        Problems problems = new Problems();
        Lexicon lexicon = Lexicon.read(ShippedHotline.CONFIG.resolve("keywords"), problems);
        LanguageGuess guess = LanguageGuess.read(ShippedHotline.CONFIG.resolve("languages.yaml"), problems);
        problems.throwIfAny();
        Municipalities names = ShippedHotline.municipalities();
        return new UssdConversation(new Conversation(script, names, lexicon, guess, Language.SQ), script, names);
    }
}
