package org.linja.redis;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import org.linja.contact.Fingerprint;

/// How the keys of people and cases are spread: P partitions, each with its own hash tag, so that the keys of one
/// script always live on the same node of a Redis Cluster.
///
/// @param count P: a power of two, set once in the life of an installation (1 unless a cluster needs more)
public record Partitions(int count) {
    /// The tag of what belongs to nobody's partition: staff, roster, audit, settings.
    public static final String GLOBAL = "{g}";

    private static final int MOST = 1024;
    private static final String SETTLED = GLOBAL + ":partitions";

    /// One partition: what every installation with a single Redis has.
    public static final Partitions ONE = new Partitions(1);

    public Partitions {
        if (count < 1 || count > MOST || Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException(
                    "the number of partitions is a power of two from 1 to " + MOST + ", not " + count);
        }
    }

    /// The partitions of this installation: noted in Redis on the first start, and never another number later,
    /// since nobody would be found any more. The note has no TTL for that reason.
    ///
    /// @param configured what the settings say
    /// @throws IllegalArgumentException when the data was laid out with another number
    public static Partitions settled(RedisLink link, int configured) {
        Partitions partitions = new Partitions(configured);
        byte[] count = Integer.toString(configured).getBytes(StandardCharsets.US_ASCII);
        link.awaitFound("SET", link.commands().set(SETTLED, count, SetArgs.Builder.nx()));
        String noted = new String(link.await("GET", link.commands().get(SETTLED)), StandardCharsets.US_ASCII);
        if (!noted.equals(Integer.toString(configured))) {
            throw new IllegalArgumentException("the data in Redis is laid out in " + noted
                    + " partitions, the settings say " + configured + ": set it back to " + noted);
        }
        return partitions;
    }

    /// The partition, 0 to P-1, of the contact with this fingerprint.
    public int of(Fingerprint fingerprint) {
        return fingerprint.spread() & (count - 1);
    }

    /// The partition, 0 to P-1, of what is known of a provider's id.
    public int of(String providerId) {
        return providerId.hashCode() & (count - 1);
    }

    /// The hash tag of a partition, `{p0}`, with which all its keys begin.
    public static String tag(int partition) {
        return "{p" + partition + "}";
    }
}
