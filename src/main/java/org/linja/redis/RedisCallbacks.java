package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.counsel.CallbackStore;
import org.linja.ledger.Ledger.Versioned;

/// Calls back that fall due, and the vault for whoever places them.
public final class RedisCallbacks implements CallbackStore {
    private final RedisLink link;
    private final DueRecords due;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisCallbacks(RedisLink link, Partitions partitions, Seal seal) {
        this.link = link;
        this.due = new DueRecords(link, partitions, Keys::calls, p -> Keys.record(p, ""));
        this.codec = new Codec(seal);
    }

    @Override
    public List<Versioned<Case>> takeDue(Instant now, Duration lease, int max) {
        return due.take(now, lease, max).stream()
                .map(taken -> new Versioned<>(codec.record(taken.sealed()), taken.version()))
                .toList();
    }

    @Override
    public Optional<Msisdn> numberOf(ContactId id) {
        return link.awaitFound("hget", link.commands().hget(Keys.person(id.partition(), id.word()), "n"))
                .map(codec::number);
    }
}
