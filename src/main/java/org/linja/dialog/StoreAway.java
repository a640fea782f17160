package org.linja.dialog;

/// The store is known to be away: the network shall send an ordinary message again.
final class StoreAway extends RuntimeException {
    StoreAway() {
        super("the store is away", null, false, false);
    }
}
