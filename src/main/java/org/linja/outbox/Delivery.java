package org.linja.outbox;

/// What the network says of a message it took (SMPP 3.4 §5.2.28).
public enum Delivery {
    /// Still on its way.
    ENROUTE,
    /// On the handset.
    DELIVERED,
    /// Its validity ended before it could be delivered.
    EXPIRED,
    /// Given up: undeliverable, rejected or deleted.
    FAILED,
    /// The network does not know.
    UNKNOWN;

    /// Whether nothing more is to come.
    public boolean ended() {
        return this != ENROUTE;
    }
}
