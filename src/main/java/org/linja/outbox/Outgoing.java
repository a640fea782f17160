package org.linja.outbox;

import java.time.Instant;
import java.util.Optional;
import org.linja.text.Tone;

/// A message waiting to leave. Sealed as a whole where it is stored.
///
/// @param id ours; sorts by time
/// @param to whom
/// @param lane its order
/// @param purpose why
/// @param tone whether any eyes may read it (R01)
/// @param text the whole text
/// @param from our own number it must come from (R03), empty for the carrier's default
/// @param carrier by which carrier she wrote, empty for any
/// @param created when it was written
/// @param caseId the case it belongs to, for its record
/// @param attempts how often it has been tried
public record Outgoing(
        String id,
        Recipient to,
        Lane lane,
        Purpose purpose,
        Tone tone,
        String text,
        String from,
        String carrier,
        Instant created,
        Optional<String> caseId,
        int attempts) {

    /// Its [#toString] shows neither number nor text.
    @Override
    public String toString() {
        return "Outgoing[" + id + ", " + lane + "]";
    }
}
