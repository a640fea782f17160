package org.linja.staff;

import java.time.Instant;
import java.util.Optional;

/// What somebody on call is doing just now. Both ends are set when it begins, so that a forgotten `back` or a lost call
/// never takes anybody off duty for good.
///
/// @param breakUntil she is on a break until then
/// @param busyUntil she is on a call, until then unless it is renewed
public record Standing(Optional<Instant> breakUntil, Optional<Instant> busyUntil) {
    /// At hand.
    public static final Standing FREE = new Standing(Optional.empty(), Optional.empty());

    /// Whether she is on a break at that moment.
    public boolean onBreak(Instant at) {
        return breakUntil.filter(at::isBefore).isPresent();
    }

    /// Whether she is on a call at that moment: she is not rung for another case.
    public boolean busy(Instant at) {
        return busyUntil.filter(at::isBefore).isPresent();
    }
}
