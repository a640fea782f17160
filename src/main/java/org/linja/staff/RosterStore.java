package org.linja.staff;

import java.util.List;
import java.util.Optional;

/// What differs from the shifts and was not written in the configuration but said while the server runs. Owned here,
/// kept by the store, the same for all nodes. All methods block.
public interface RosterStore {

    /// An override and the code by which it is taken back.
    record Noted(String code, Amendment amendment) {}

    /// All overrides, the oldest period first.
    List<Noted> overrides();

    /// Notes an override.
    ///
    /// @return false when the code is in use
    boolean note(Noted override);

    /// Takes an override back.
    ///
    /// @return false when there is none of that code
    boolean drop(String code);

    /// All swaps, whatever their state.
    List<Swap> swaps();

    /// Moves a swap on, if it still stands as it was read.
    ///
    /// @param before as it was read; empty for a new one
    /// @return false when it has moved, or the code is in use
    boolean move(Optional<Swap> before, Swap after);
}
