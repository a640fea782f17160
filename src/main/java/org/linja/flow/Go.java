package org.linja.flow;

import org.linja.config.Place;

/// Where a flow goes on: the name of a step, `back`, or nowhere.
///
/// @param step a step's name, [#BACK], or empty: the conversation ends
/// @param place where it is written, for problems
public record Go(String step, Place place) {
    /// The question before this one; at the first question, the start.
    public static final String BACK = "back";

    /// Whether the conversation ends here.
    public boolean ends() {
        return step.isEmpty();
    }

    /// Whether this is the way to the question before.
    public boolean back() {
        return step.equals(BACK);
    }
}
