package org.linja.staff;

import java.time.Instant;
import java.util.Map;

/// Who is on a break or on a call. Owned here, kept by the store, the same for all nodes. All methods block.
public interface Availability {

    /// Everybody of whom there is something to say, by name; whoever is missing is [Standing#FREE].
    Map<String, Standing> standings();

    /// She is on a break until then.
    void onBreak(String name, Instant until);

    /// She is back.
    void back(String name);

    /// She is on a call; it counts until then unless it is said again.
    void busy(String name, Instant until);

    /// Her call is over.
    void free(String name);
}
