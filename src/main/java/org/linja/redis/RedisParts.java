package org.linja.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linja.contact.Msisdn;
import org.linja.dialog.PartStore;

/// Parts of long messages that wait for the rest, each in the partition of its sender. They have no TTL: the joiner
/// hands over what it has when its time runs out, and then removes them.
public final class RedisParts implements PartStore {
    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisParts(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
        this.codec = new Codec(seal);
    }

    @Override
    public CompletionStage<?> store(Part part) {
        return link.commands().hset(key(part.origin().from()), field(part.inbound(), part.number()), codec.write(part));
    }

    @Override
    public List<Part> all() {
        List<Part> all = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            link.await("hvals", link.commands().hvals(Keys.parts(p))).forEach(part -> all.add(codec.part(part)));
        }
        return all;
    }

    @Override
    public CompletionStage<?> remove(String inbound, Origin origin) {
        String[] fields = new String[origin.total()];
        for (int number = 1; number <= origin.total(); number++) {
            fields[number - 1] = field(inbound, number);
        }
        return link.commands().hdel(key(origin.from()), fields);
    }

    private String key(Msisdn from) {
        return Keys.parts(partitions.of(fingerprints.of(from)));
    }

    private static String field(String inbound, int number) {
        return inbound + ":" + number;
    }
}
