package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternTest {
    @Test
    void bracketsHoldWhatMayBeAndWhatMustBe() {
        assertThat(Pattern.forms("hvala [vam|ti] (na|za) pomoći"))
                .containsExactlyInAnyOrder(
                        "hvala na pomoci",
                        "hvala za pomoci",
                        "hvala vam na pomoci",
                        "hvala vam za pomoci",
                        "hvala ti na pomoci",
                        "hvala ti za pomoci");
    }

    @Test
    void endingsMayBeInBracketsToo() {
        assertThat(Pattern.forms("pravn(a|u) pomoc[i]"))
                .containsExactlyInAnyOrder("pravna pomoci", "pravna pomoc", "pravnu pomoci", "pravnu pomoc");
    }

    @Test
    void aStarStaysAWordOfItsOwn() {
        assertThat(Pattern.forms("hvala * pomoć")).containsExactly("hvala * pomoc");
    }

    @Test
    void bracketsThatDoNotCloseGiveNothing() {
        assertThat(Pattern.forms("hvala [vam na pomoci")).isEmpty();
        assertThat(Pattern.forms("?!")).isEmpty();
    }
}
