package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {
    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource({
        "pomoc,pomoc,0",
        "pomc,pomoc,1",
        "pommoc,pomoc,1",
        "pomov,pomoc,1",
        "poomc,pomoc,1",
        "ndihem,ndihme,1",
        "pozovite,pomozite,2",
        "regjistrohu,cregjistrohu,1",
        "p?moc,pomoc,0",
        "?omoc,pomoc,0",
        "pomo,pomoc,1"
    })
    void countsMissingAddedReplacedAndSwappedLetters(String typed, String word, int errors) {
        assertThat(Distance.of(typed, word, 2)).isEqualTo(errors);
    }

    @Test
    void moreThanAllowedIsFar() {
        assertThat(Distance.of("naselje", "policija", 2)).isEqualTo(Distance.FAR);
        assertThat(Distance.of("pozovite", "pomozite", 1)).isEqualTo(Distance.FAR);
    }

    @Test
    void theBudgetGrowsWithTheWord() {
        assertThat(Distance.budget(4)).isZero();
        assertThat(Distance.budget(5)).isEqualTo(1);
        assertThat(Distance.budget(7)).isEqualTo(1);
        assertThat(Distance.budget(8)).isEqualTo(2);
    }

    @Test
    void lettersAloneRuleOutWordsThatAreTooFar() {
        assertThat(Distance.apart(Distance.letters("pomoc"), Distance.letters("ndihme"), 2))
                .isTrue();
        assertThat(Distance.apart(Distance.letters("pomoc"), Distance.letters("pomov"), 1))
                .isFalse();
    }
}
