package org.linja.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linja.cases.Case;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;

/// What to do now for a case nobody has accepted: pure, no I/O, no clock.
///
/// @param alert whom to alert
/// @param next when to look again
/// @param roundOver everybody has been alerted once and nobody has accepted: she may be told, and it starts again
public record Plan(Counsellor alert, Instant next, boolean roundOver) {

    /// The next rung. Those who speak her language come first, then all others: language widens, it never excludes.
    /// After the last person it starts again with the first: a case is never given up.
    public static Plan of(Policy policy, Case record, Roster roster, Instant now) {
        List<Counsellor> order = order(record, roster);
        int rung = record.step();
        return new Plan(order.get(rung % order.size()), now.plus(policy.nextAfter()), rung == order.size());
    }

    private static List<Counsellor> order(Case record, Roster roster) {
        List<Counsellor> order = new ArrayList<>();
        record.language()
                .ifPresent(hers ->
                        roster.people().stream().filter(p -> p.speaks(hers)).forEach(order::add));
        roster.people().stream().filter(p -> !order.contains(p)).forEach(order::add);
        return order;
    }
}
