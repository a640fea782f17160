package org.linja.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.linja.staff.Availability;
import org.linja.staff.Standing;

/// Who is on a break or on a call: two hashes of names and ends in milliseconds. They have no time to live, for there
/// is one field at most for each person in the roster.
public final class RedisAvailability implements Availability {
    private final RedisLink link;

    /// Over one link.
    public RedisAvailability(RedisLink link) {
        this.link = link;
    }

    @Override
    public Map<String, Standing> standings() {
        Map<String, Standing> standings = new HashMap<>();
        all(Keys.breaks())
                .forEach((name, end) -> standings.put(name, new Standing(Optional.of(end), Optional.empty())));
        all(Keys.busy())
                .forEach((name, end) -> standings.merge(
                        name,
                        new Standing(Optional.empty(), Optional.of(end)),
                        (old, busy) -> new Standing(old.breakUntil(), busy.busyUntil())));
        return standings;
    }

    private Map<String, Instant> all(String key) {
        Map<String, Instant> ends = new HashMap<>();
        link.await("hgetall", link.commands().hgetall(key))
                .forEach((name, end) -> ends.put(name, Instant.ofEpochMilli(Long.parseLong(Keys.text(end)))));
        return ends;
    }

    @Override
    public void onBreak(String name, Instant until) {
        link.await("hset", link.commands().hset(Keys.breaks(), name, Keys.bytes(until)));
    }

    @Override
    public void back(String name) {
        link.await("hdel", link.commands().hdel(Keys.breaks(), name));
    }

    @Override
    public void busy(String name, Instant until) {
        link.await("hset", link.commands().hset(Keys.busy(), name, Keys.bytes(until)));
    }

    @Override
    public void free(String name) {
        link.await("hdel", link.commands().hdel(Keys.busy(), name));
    }
}
