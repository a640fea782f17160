package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.config.Problems;
import org.linja.contact.Language;

class LanguageGuessTest {
    private static LanguageGuess guess;

    @BeforeAll
    static void read() {
        Problems problems = new Problems();
        guess = LanguageGuess.read(Shipped.LANGUAGES, problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            Kur hapet klinika në Gjilan sot       | SQ
            une jam ne shpi dhe nuk muj me dal    | SQ
            Kada radi klinika i gde se nalazi     | SR
            муж ме туче сваки дан                 | SR
            Mangav te džav ko doktori akana       | ROM
            me sem khere, av sigo                 | ROM
            When does the clinic open today       | EN
            """)
    void markerWordsTellTheLanguage(String text, Language language) {
        assertThat(guess.of(text)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "po", "da", "mire jam", "помоћ", "thank you", "Ok 5 10 15", "?!"})
    void fewerThanThreeWordsSayNothing(String text) {
        assertThat(guess.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Merhaba, bugun klinik acik mi, yardim lazim",
                "Prizren Peja Gjilan",
                "Milica Arta Sebastijan",
                "Ich brauche bitte einen Termin"
            })
    void otherLanguagesAndNamesSayNothing(String text) {
        assertThat(guess.of(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aTextOfOneLanguageIsHardlyEverTakenForAnother(Language language) {
        List<String> texts = Shipped.lines("ordinary-" + language.code() + ".txt");
        List<String> wrong = texts.stream()
                .filter(text -> guess.of(text).filter(l -> l != language).isPresent())
                .toList();
        assertThat(wrong).hasSizeLessThanOrEqualTo(texts.size() / 100);
        assertThat(texts.stream().filter(text -> guess.of(text).isPresent()).count())
                .isGreaterThan(texts.size() / 4);
    }

    @Test
    void wordsThatLanguagesShareDecideNothing() {
        assertThat(guess.of("po ne na da me")).isEmpty();
    }
}
