package org.linja.staff;

import java.time.Instant;

/// A stretch of time.
///
/// @param from the first moment in it
/// @param to the first moment after it; not before `from`
public record Period(Instant from, Instant to) {

    /// @throws IllegalArgumentException when it would end before it begins
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends before it begins");
        }
    }

    /// Whether that moment is in it.
    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// Whether the two have a moment in common.
    public boolean meets(Period other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
