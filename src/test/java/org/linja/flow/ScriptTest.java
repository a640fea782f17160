package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Segments;
import org.linja.text.TextLint;
import org.linja.text.Texts;
import org.linja.text.Tone;

class ScriptTest {
    private final Problems problems = new Problems();
    private final TextLint lint = TextLint.read(ShippedHotline.CONFIG.resolve("wording.yaml"), problems);

    @Test
    void the_shipped_hotline_is_sound() {
        Script.read(ShippedHotline.SCRIPTS.resolve("hotline"), ShippedHotline.municipalities(), lint, false, problems);

        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings())
                .as("only that texts are drafts")
                .hasSize(4)
                .allMatch(w -> w.contains("drafts"));
    }

    @Test
    void drafts_never_go_into_production() {
        Script.read(ShippedHotline.SCRIPTS.resolve("hotline"), ShippedHotline.municipalities(), lint, true, problems);

        assertThat(problems.lines()).hasSize(4).anyMatch(p -> p.contains("rom.properties") && p.contains("native"));
    }

    @Test
    void whatever_the_menu_says_to_an_unknown_person_is_neutral() {
        Script script = ShippedHotline.script();

        for (String key : script.texts().keys()) {
            boolean forTheWholeMenu = !key.startsWith("sos.");
            for (Language language : Language.values()) {
                Texts.Text text = script.texts().discreet(key, language, java.util.Map.of());
                assertThat(text.tone() == Tone.NEUTRAL || !forTheWholeMenu)
                        .as(key + " in " + language)
                        .isTrue();
            }
        }
        assertThat(script.texts().fitsAnyEyes("sos.received")).isTrue();
        assertThat(script.texts().fitsAnyEyes("sos.taken")).isTrue();
        assertThat(script.texts().fitsAnyEyes("sos.no-staff")).isFalse();
    }

    @Test
    void texts_to_staff_are_plain_letters_in_one_segment() {
        List<Language> languages = List.of(Language.EN, Language.SQ, Language.SR);
        Texts staff = Texts.read(ShippedHotline.SCRIPTS.resolve("staff/texts"), languages, problems);
        lint.check(staff, false, problems);

        assertThat(problems.lines()).isEmpty();
        for (String key : staff.keys()) {
            for (Language language : languages) {
                String words =
                        staff.entry(key, language).orElseThrow().template().toString();
                assertThat(words).as(key).matches("[ -~]+");
                assertThat(Segments.of(words).count()).isOne();
            }
        }
    }

    @Test
    void staff_who_speak_none_of_the_languages_are_told_in_the_first() {
        Texts staff = Texts.read(
                ShippedHotline.SCRIPTS.resolve("staff/texts"),
                List.of(Language.EN, Language.SQ, Language.SR),
                problems);

        assertThat(staff.text("staff.won", Language.ROM, java.util.Map.of("code", "4F7K"))
                        .words())
                .startsWith("4F7K is yours.");
    }
}
