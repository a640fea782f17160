package org.linja.outbox;

/// The order in which messages leave. A lower lane always goes first, and lane 0 has a reserved share of every window
/// and rate.
public enum Lane {
    /// The answer to an SOS and the alert that follows it.
    SOS(0),
    /// Everything else to counsellors.
    STAFF(1),
    /// Answers to ordinary messages.
    REPLY(2),
    /// What a case sends on its own.
    NOTICE(5),
    /// Awareness broadcasts: never sent twice.
    BROADCAST(9);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    /// 0 (first) to 9 (last); stands in keys.
    public int number() {
        return number;
    }

    /// Whether a message of which nobody knows if it left is sent again: twice beats never, except for a broadcast.
    public boolean resendsUnknown() {
        return this != BROADCAST;
    }
}
