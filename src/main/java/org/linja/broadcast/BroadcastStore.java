package org.linja.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where broadcasts are kept. All methods block; a store that cannot be reached throws.
public interface BroadcastStore {

    /// A broadcast and the version it had when it was read.
    record Versioned(Broadcast value, long version) {}

    /// What a server has to know several times a second.
    ///
    /// @param live broadcasts with something to do, by id
    /// @param receiptsFor runs whose receipts may still come
    /// @param killed whether nothing but SOS may leave (R48)
    record Watch(Map<String, Broadcast.State> live, Set<String> receiptsFor, boolean killed) {}

    /// Finds one; small and capital letters are the same.
    Optional<Versioned> find(String id);

    /// All, the newest first.
    List<Broadcast> all();

    /// Writes one, unless it has changed since it was read.
    ///
    /// @param version as read; 0 for a new one
    /// @return whether it was written
    boolean write(Broadcast broadcast, long version, Instant now);

    /// See [Watch].
    Watch watch(Instant now);

    /// Who has stopped everything but SOS, and when; empty while nobody has.
    Optional<String> killed();

    /// Stops everything but SOS, or lets it go on.
    ///
    /// @param by empty to let it go on
    void kill(Optional<String> by);

    /// Takes the right to fix the recipients of a broadcast, for a minute; asked again by the same server, for
    /// another.
    ///
    /// @return false when another server has it
    boolean lease(String id, String node);
}
