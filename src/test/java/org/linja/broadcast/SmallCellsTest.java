package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// No number from which somebody could be known, not even by subtracting (R44).
class SmallCellsTest {
    @Test
    void smallNumbersAreHidden() {
        assertThat(SmallCells.shown(Map.of("a", 2L, "b", 3L, "c", 40L)))
                .containsEntry("a", "<5")
                .containsEntry("b", "<5")
                .containsEntry("c", "40");
    }

    @Test
    void aSingleHiddenOneTakesTheNextSmallestWithIt() {
        assertThat(SmallCells.shown(Map.of("a", 2L, "b", 30L, "c", 40L)))
                .containsEntry("a", "<5")
                .containsEntry("b", "–")
                .containsEntry("c", "40");
    }

    @Test
    void whatTellsNothingIsShown() {
        assertThat(SmallCells.shown(Map.of("a", 0L, "b", 5L)))
                .containsEntry("a", "0")
                .containsEntry("b", "5");
    }
}
