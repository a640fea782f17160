package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.linja.staff.Audit;
import org.linja.staff.AuditLine;

/// Reads the log of what staff did. It is written by `commit.lua` alone; a partition's lines are chained, see there.
public final class RedisAudit implements Audit {
    private static final int DIGEST = 40;

    private final RedisLink link;
    private final Partitions partitions;
    private final Codec codec;

    /// Over one link.
    public RedisAudit(RedisLink link, Partitions partitions, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.codec = new Codec(seal);
    }

    @Override
    public Log newest(int most) {
        List<AuditLine> lines = new ArrayList<>();
        boolean unbroken = true;
        for (int p = 0; p < partitions.count(); p++) {
            List<byte[]> stored = link.await("lrange", link.commands().lrange(Keys.audit(p), -most - 1L, -1));
            unbroken &= chained(stored, stored.size() <= most);
            stored.subList(Math.max(0, stored.size() - most), stored.size())
                    .forEach(line -> lines.add(codec.audit(Arrays.copyOfRange(line, DIGEST, line.length))));
        }
        lines.sort(Comparator.comparing(AuditLine::at));
        return new Log(List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size())), unbroken);
    }

    /// @param first whether the first of them is the first of all
    private static boolean chained(List<byte[]> lines, boolean first) {
        byte[] before = {};
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i);
            if (line.length <= DIGEST) {
                return false;
            }
            byte[] sealed = Arrays.copyOfRange(line, DIGEST, line.length);
            byte[] digest = Arrays.copyOf(line, DIGEST);
            byte[] both = Arrays.copyOf(before, before.length + sealed.length);
            System.arraycopy(sealed, 0, both, before.length, sealed.length);
            boolean known = i > 0 || first;
            if (known && !Digests.sha1(both).equals(new String(digest, StandardCharsets.US_ASCII))) {
                return false;
            }
            before = digest;
        }
        return true;
    }
}
