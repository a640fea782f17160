package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.counsel.CallbackStore;
import org.linja.ledger.Ledger.Versioned;

/// Calls back that fall due, and the vault for whoever places them.
public final class RedisCallbacks implements CallbackStore {
    private static final Script<List<byte[]>> TAKE = Script.list("due_take");

    private final RedisLink link;
    private final Partitions partitions;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisCallbacks(RedisLink link, Partitions partitions, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.codec = new Codec(seal);
    }

    @Override
    public List<Versioned<Case>> takeDue(Instant now, Duration lease, int max) {
        List<Versioned<Case>> due = new ArrayList<>();
        for (int p = 0; p < partitions.count() && due.size() < max; p++) {
            List<byte[]> row = link.run(
                    TAKE,
                    new String[] {Keys.calls(p)},
                    Keys.bytes(Partitions.tag(p)),
                    Keys.bytes(now),
                    Keys.bytes(now.plus(lease)),
                    Keys.bytes(max - due.size()));
            for (int i = 0; i < row.size(); i += 3) {
                due.add(new Versioned<>(codec.record(row.get(i + 2)), Long.parseLong(Keys.text(row.get(i + 1)))));
            }
        }
        return due;
    }

    @Override
    public Optional<Msisdn> numberOf(ContactId id) {
        return link.awaitFound("hget", link.commands().hget(Keys.person(id.partition(), id.word()), "n"))
                .map(codec::number);
    }
}
