package org.linja.text;

import java.util.List;
import java.util.Set;

/// All that the keyword files say.
///
/// @param courtesies folded words of pleading that say nothing by themselves: please, now
/// @param greetings folded words of greeting and thanks
record Keywords(List<Keyword> forms, Set<String> courtesies, Set<String> greetings, List<Harmless> harmless) {
    Keywords {
        forms = List.copyOf(forms);
        courtesies = Set.copyOf(courtesies);
        greetings = Set.copyOf(greetings);
        harmless = List.copyOf(harmless);
    }
}
