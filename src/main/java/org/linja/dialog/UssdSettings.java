package org.linja.dialog;

import java.time.Duration;
import org.linja.config.Doc;

/// The `ussd` mapping of `config/linja.yaml`.
///
/// @param idle after how long without an answer a session is given up, where the network does not tell
/// @param resume how long after a network's timeout a session may go on, when she allows it; zero: never
/// @param patience how long an answer may take before she is shown the emergency numbers instead: shorter than what
///     networks wait
/// @param atOnce how many steps are answered at the same time
public record UssdSettings(Duration idle, Duration resume, Duration patience, int atOnce) {

    /// Reads the mapping; problems go to the document's.
    public static UssdSettings read(Doc doc) {
        Duration most = Duration.ofMinutes(30);
        return new UssdSettings(
                doc.at("idle").duration(Duration.ofSeconds(10), most, Duration.ofMinutes(3)),
                doc.at("resume").duration(Duration.ZERO, most, Duration.ofMinutes(3)),
                doc.at("patience").duration(Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMillis(2500)),
                doc.at("at-once").integer(1, 100_000, 4_000));
    }
}
