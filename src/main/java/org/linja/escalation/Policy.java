package org.linja.escalation;

import java.time.Duration;
import org.linja.config.Doc;

/// How the ladder is climbed.
///
/// @param nextAfter how long a counsellor has to answer before the next one is alerted (R26)
/// @param alertsPerMinute how many alerts one person gets in a minute; the rest are told in one digest
public record Policy(Duration nextAfter, int alertsPerMinute) {

    /// Reads the `ladder` mapping; a missing key takes its default: two minutes, six a minute.
    public static Policy read(Doc doc) {
        Duration nextAfter = doc.at("next-after").duration(Duration.ofMinutes(2));
        if (nextAfter.compareTo(Duration.ofSeconds(5)) < 0) {
            doc.problems().add(doc.at("next-after").place(), "shorter than 5s: nobody can answer that fast");
        }
        return new Policy(nextAfter, doc.at("alerts-per-minute").integer(1, 60, 6));
    }
}
