package org.linja.staff;

/// What differs from the shifts for a while. Names are those of people in the roster.
public sealed interface Amendment {

    /// When.
    Period period();

    /// She is on call besides the others.
    record Add(Period period, String name) implements Amendment {}

    /// She is not on call.
    record Remove(Period period, String name) implements Amendment {}

    /// One is on call in the place of another, wherever that other would have been.
    record Replace(Period period, String name, String by) implements Amendment {}
}
