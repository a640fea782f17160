package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.linja.staff.Audit;
import org.linja.staff.AuditLine;

/// Reads the log of what staff did. It is written by `commit.lua` alone; a partition's lines are chained, see there.
public final class RedisAudit implements Audit {
    private static final int DIGEST = 40;
    private static final int SLICE = 256;
    private static final Script<Boolean> CUT = Script.yes("audit_cut");

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
            unbroken &= chained(stored, stored.size() <= most ? Optional.of(cutOff(p)) : Optional.empty());
            stored.subList(Math.max(0, stored.size() - most), stored.size()).forEach(one -> lines.add(line(one)));
        }
        lines.sort(Comparator.comparing(AuditLine::at));
        return new Log(List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size())), unbroken);
    }

    @Override
    public int cut(Instant before) {
        int taken = 0;
        for (int p = 0; p < partitions.count(); p++) {
            int here = SLICE;
            while (here == SLICE) {
                here = cut(p, before);
                taken += here;
            }
        }
        return taken;
    }

    private int cut(int p, Instant before) {
        List<byte[]> oldest = link.await("lrange", link.commands().lrange(Keys.audit(p), 0, SLICE));
        int old = 0;
        while (old < oldest.size() - 1 && line(oldest.get(old)).at().isBefore(before)) {
            old++;
        }
        if (old == 0) {
            return 0;
        }
        byte[] digest = Arrays.copyOf(oldest.get(old - 1), DIGEST);
        boolean done = link.run(
                CUT, new String[] {Keys.audit(p), Keys.auditCut(p)}, Keys.bytes(Integer.toString(old)), digest);
        return done ? old : 0;
    }

    private AuditLine line(byte[] stored) {
        return codec.audit(Arrays.copyOfRange(stored, DIGEST, stored.length));
    }

    /// The digest that the first line is chained to; nothing before any was cut off.
    private byte[] cutOff(int p) {
        return Optional.ofNullable(link.await("get", link.commands().get(Keys.auditCut(p))))
                .orElse(new byte[0]);
    }

    /// @param first what the first of them is chained to, where that is known
    private static boolean chained(List<byte[]> lines, Optional<byte[]> first) {
        byte[] before = first.orElse(new byte[0]);
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i);
            if (line.length <= DIGEST) {
                return false;
            }
            byte[] sealed = Arrays.copyOfRange(line, DIGEST, line.length);
            byte[] digest = Arrays.copyOf(line, DIGEST);
            byte[] both = Arrays.copyOf(before, before.length + sealed.length);
            System.arraycopy(sealed, 0, both, before.length, sealed.length);
            boolean known = i > 0 || first.isPresent();
            if (known && !Digests.sha1(both).equals(new String(digest, StandardCharsets.US_ASCII))) {
                return false;
            }
            before = digest;
        }
        return true;
    }
}
