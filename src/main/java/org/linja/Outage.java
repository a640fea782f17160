package org.linja;

import java.time.Duration;
import org.linja.config.Doc;

/// What is done for an SOS when Redis fails.
///
/// @param spoolBytes how much of the disk urgent messages may take while the store is away (R24)
/// @param replicaWait how long an SOS waits for a replica, where there is one
public record Outage(long spoolBytes, Duration replicaWait) {
    private static final int MEGABYTE = 1 << 20;

    /// Reads `spool-megabytes` and `replica-wait` of `linja.yaml`; by default 64 MB and half a second.
    static Outage read(Doc main) {
        return new Outage(
                (long) main.at("spool-megabytes").integer(1, 100_000, 64) * MEGABYTE,
                main.at("replica-wait").duration(Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMillis(500)));
    }
}
