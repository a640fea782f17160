package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linja.dialog.Inbound;
import org.linja.dialog.Inbox;

/// Inbound messages, each in the partition of its sender.
public final class RedisInbox implements Inbox {
    private static final Script<Boolean> STORE = Script.yes("inbox_store");
    private static final Script<List<byte[]>> TAKE = Script.list("inbox_take");

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisInbox(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
        this.codec = new Codec(seal);
    }

    @Override
    public void store(Inbound inbound, boolean urgent, Instant now, Duration lease) {
        int partition = partitions.of(fingerprints.of(inbound.from()));
        link.run(
                STORE,
                new String[] {Keys.inbound(partition), Keys.inboundQueue(partition, urgent)},
                Keys.bytes(inbound.id()),
                codec.write(inbound),
                Keys.bytes(now.plus(lease)));
    }

    @Override
    public List<Inbound> take(Instant now, Duration lease, int max) {
        List<Inbound> taken = new ArrayList<>();
        for (int p = 0; p < partitions.count() && taken.size() < max; p++) {
            List<byte[]> rows = link.run(
                    TAKE,
                    new String[] {Keys.inbound(p), Keys.inboundQueue(p, true), Keys.inboundQueue(p, false)},
                    Keys.bytes(now),
                    Keys.bytes(now.plus(lease)),
                    Keys.bytes(max - taken.size()));
            for (int i = 0; i < rows.size(); i += 2) {
                taken.add(codec.inbound(rows.get(i + 1)));
            }
        }
        return taken;
    }
}
