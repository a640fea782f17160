package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Where inbound messages are kept until their turn is written. All methods block; a store that cannot be reached
/// throws.
public interface Inbox {

    /// Stores the message, taken by this node for `lease`; zero leaves it to whoever takes it next.
    ///
    /// @param urgent it holds an SOS word: taken before all others
    void store(Inbound inbound, boolean urgent, Instant now, Duration lease);

    /// Takes up to `max` messages nobody is working on, urgent ones first, for `lease`.
    List<Inbound> take(Instant now, Duration lease, int max);
}
