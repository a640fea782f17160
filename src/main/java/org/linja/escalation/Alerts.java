package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Counts what each counsellor is sent, so that a flood becomes a digest. Owned here, kept by the store. All methods
/// block.
public interface Alerts {

    /// Asks for `wanted` alerts to that person.
    ///
    /// @return how many may go now, 0 to `wanted`; for the rest a digest falls due when the minute is over
    int admit(String name, int wanted, int perMinute, Instant now);

    /// Takes the people whose digest is due, for `lease`.
    List<String> takeDigests(Instant now, Duration lease);

    /// The digest to that person is in the outbox.
    void digestWritten(String name);
}
