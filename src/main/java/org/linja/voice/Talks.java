package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.staff.Availability;

/// Who is in a conversation: told to all nodes, so that the ladder asks others first.
public final class Talks {
    /// After a crash nobody tells that it is over; then it counts no longer than this.
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Availability availability;
    private final Set<String> talking = ConcurrentHashMap.newKeySet();

    /// Kept there.
    public Talks(Availability availability) {
        this.availability = availability;
    }

    /// That counsellor talks from now on. Blocks.
    void begin(String name, Instant now) {
        if (talking.add(name)) {
            availability.busy(name, now.plus(LONGEST));
        }
    }

    /// Her conversation is over. Blocks.
    ///
    /// @return whether there was one
    boolean end(String name) {
        boolean was = talking.remove(name);
        if (was) {
            availability.free(name);
        }
        return was;
    }
}
