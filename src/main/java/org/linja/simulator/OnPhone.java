package org.linja.simulator;

import java.util.List;
import java.util.Map;

/// What a telephone on the page is doing.
sealed interface OnPhone {

    /// Recordings are played to it, and keys are taken.
    ///
    /// @param number of the question, by which the page says that it was heard to its end
    record Hears(long number, List<Played> sounds) implements OnPhone {}

    /// Telephones ring for it, and music plays.
    record Waits(List<Played> sounds) implements OnPhone {}

    /// It rings: 1 accepts, 2 declines.
    ///
    /// @param sounds what is whispered: urgency, language, keys; never a number (R20)
    record Rung(List<Played> sounds) implements OnPhone {}

    /// Two people talk.
    record Talks() implements OnPhone {}

    /// The call is over.
    record Over() implements OnPhone {}

    /// As the page reads it.
    default Map<String, Object> json() {
        return switch (this) {
            case Hears(long number, List<Played> sounds) -> told("hears", number, sounds);
            case Waits(List<Played> sounds) -> told("waits", 0, sounds);
            case Rung(List<Played> sounds) -> told("rung", 0, sounds);
            case Talks() -> told("talks", 0, List.of());
            case Over() -> told("over", 0, List.of());
        };
    }

    private static Map<String, Object> told(String state, long number, List<Played> sounds) {
        return Map.of(
                "state",
                state,
                "number",
                number,
                "sounds",
                sounds.stream().map(Played::json).toList());
    }
}
