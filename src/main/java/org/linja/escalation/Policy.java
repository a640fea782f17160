package org.linja.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linja.config.Doc;

/// How cries for help climb.
///
/// @param cases the ladder of a case
/// @param calls the ladder of somebody who is on the line; empty: the short form of `voice.yaml` says it
/// @param alertsPerMinute how many alerts one person gets in a minute; the rest go to others, or into one digest
/// @param gapAlarms how long before a time without anybody on call the coordinator is told
public record Policy(Ladder cases, Optional<Ladder> calls, int alertsPerMinute, List<Duration> gapAlarms) {
    private static final List<Duration> GAP_ALARMS =
            List.of(Duration.ofHours(72), Duration.ofHours(24), Duration.ofHours(2));

    /// Reads the `ladder` mapping; what is missing takes its default. `next-after: 2m` is the short form of
    /// `cases`.
    public static Policy read(Doc doc) {
        Doc shortForm = doc.at("next-after");
        Doc cases = doc.at("cases");
        if (shortForm.present() && cases.present()) {
            doc.problems().add(shortForm.place(), "'next-after' is the short form of 'cases'; write one of them");
        }
        Duration wait = shortForm.duration(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(2));
        return new Policy(
                Ladder.read(cases, shortForm.present() ? Ladder.every(wait) : Ladder.FOR_CASES),
                Ladder.readCalls(doc.at("calls")),
                doc.at("alerts-per-minute").integer(1, 60, 6),
                gapAlarms(doc.at("gap-alarms")));
    }

    private static List<Duration> gapAlarms(Doc doc) {
        return doc.present() ? doc.list().stream().map(Doc::duration).toList() : GAP_ALARMS;
    }

    /// Whether a rung of a case wants somebody rung up.
    public boolean rings() {
        return cases.calls();
    }
}
