package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.linja.cases.Case;
import org.linja.cases.CaseId;

/// Looks after the ladder from outside, and remembers which alarms were given. Owned here, kept by the store with
/// scripts of its own. All methods block.
public interface Vigil {

    /// A cry for help that nobody has accepted and that nothing looks at.
    ///
    /// @param overdue it has a due-time, but that is long over; else it had none
    record Unattended(CaseId id, boolean overdue) {}

    /// Cries for help that nobody has accepted and that have no due-time, or one that was over before `late`. Those
    /// without one are due again, now.
    List<Unattended> unattended(Instant late, Instant now);

    /// Cases that are not closed and that nobody waits for, of which an urgent and open one would have been lost.
    List<CaseId> notWaiting();

    /// Puts a lost one back: it waits again, and is due now.
    ///
    /// @param version in which it was found open
    /// @return false when it has changed since
    boolean restore(Case lost, long version, Instant now);

    /// Begins an alarm that is given once.
    ///
    /// @return false when it was given, or another node is about to; whoever does not finish within `lease` is
    ///     followed by another
    boolean begin(String alarm, Duration lease);

    /// The alarm is in the outbox; it is not given again for that long.
    void given(String alarm, Duration silence);
}
