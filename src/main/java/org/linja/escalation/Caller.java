package org.linja.escalation;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.linja.cases.CaseId;
import org.linja.contact.Language;
import org.linja.staff.Counsellor;

/// Rings counsellors up about cases. Owned here, implemented by a room that can call. What she does with the keys goes
/// the way of every answer of a counsellor; here only the ringing is told.
///
/// A call never comes alone: the same alert goes out by SMS, so nothing is lost when a call is.
public interface Caller {

    /// How the ringing ended.
    enum Outcome {
        /// She took the call.
        ANSWERED,
        /// It rang for as long as it may.
        NO_ANSWER,
        /// She is on another call, or pressed it away.
        BUSY,
        /// The number does not exist, is switched off or out of reach, or the line failed.
        UNREACHABLE
    }

    /// What one call is about.
    ///
    /// @param id the case
    /// @param code as people name it
    /// @param language hers, where known
    /// @param stillWaiting whether nobody has accepted the case; blocks; to be asked right before it rings
    /// @param done told exactly once, from any thread
    record Ring(
            CaseId id,
            String code,
            Optional<Language> language,
            BooleanSupplier stillWaiting,
            Consumer<Outcome> done) {}

    /// Begins to ring and returns at once.
    ///
    /// @return false when there is no line: nothing rings, and `done` is not called
    boolean ring(Counsellor who, Ring ring);

    /// No voice is wired: every call is left to its SMS.
    Caller NONE = (who, ring) -> false;
}
