package org.linja.outbox;

import java.util.Optional;

/// Knows whether anybody still waits: asked right before a message of [Purpose#WAITING] is handed to a carrier. Blocks;
/// a store that cannot be reached throws.
@FunctionalInterface
public interface StillWaiting {

    /// @param caseId the case, or empty for any
    boolean holds(Optional<String> caseId);
}
