package org.linja.redis;

import org.linja.staff.Desk;

/// Reads what is known of members of staff; it is written by `commit.lua`.
public final class RedisDesk implements Desk {
    private final RedisLink link;
    private final Codec codec;

    /// Over one link.
    public RedisDesk(RedisLink link, Seal seal) {
        this.link = link;
        this.codec = new Codec(seal);
    }

    @Override
    public State of(String name) {
        return link.awaitFound("hget", link.commands().hget(Keys.desks(), name))
                .map(codec::desk)
                .orElse(State.FRESH);
    }
}
