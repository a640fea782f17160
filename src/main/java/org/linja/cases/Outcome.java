package org.linja.cases;

/// How a case ended, as its counsellor says. The number is the key to press after `3`.
public enum Outcome {
    /// She was helped.
    HELPED(1),
    /// She was passed on to another organisation, with her consent.
    REFERRED(2),
    /// The police were told (R29).
    POLICE(3),
    /// She could not be reached.
    UNREACHED(4),
    /// There was no need, or a mistake.
    NO_NEED(5);

    private final int key;

    Outcome(int key) {
        this.key = key;
    }

    /// The key to press.
    public int key() {
        return key;
    }
}
