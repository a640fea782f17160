package org.linja.smpp;

import java.time.Instant;

/// How a carrier's link is doing, for health pages. Holds no number and no text.
///
/// @param carrier its name
/// @param bound binds that are up
/// @param binds binds that should be
/// @param underWay segments sent and not yet answered, or about to be sent
/// @param window segments that may be unanswered at once, over all binds that are up
/// @param throttled how often the network asked for patience since the start
/// @param unknown segments since the start of which nobody knows whether they left
/// @param late answers since the start that came after we stopped waiting
/// @param partsHeld parts of long messages that wait for the rest
/// @param partial messages since the start that were handed over with parts missing
/// @param unanswerable messages since the start from senders that are no number
/// @param receiptsWithoutId receipts since the start that named no message
/// @param lastActivity when something was last heard on any bind
/// @param problem why a bind is not up, or was not last time; empty when there never was one
public record LinkStatus(
        String carrier,
        int bound,
        int binds,
        int underWay,
        int window,
        long throttled,
        long unknown,
        long late,
        int partsHeld,
        long partial,
        long unanswerable,
        long receiptsWithoutId,
        Instant lastActivity,
        String problem) {}
