package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Takes records whose time has come, from one partition after another, each for a lease: whoever does not finish with
/// one by its end, another will.
final class DueRecords {
    private static final Script<List<byte[]>> TAKE = Script.list("due_take");

    private final RedisLink link;
    private final Partitions partitions;
    private final IntFunction<String> due;
    private final IntFunction<String> records;

    /// @param due the sorted set of a partition: words by the time from which they may be taken
    /// @param records what the keys of a partition's records begin with; their word follows
    DueRecords(RedisLink link, Partitions partitions, IntFunction<String> due, IntFunction<String> records) {
        this.link = link;
        this.partitions = partitions;
        this.due = due;
        this.records = records;
    }

    /// One that was taken, sealed as it is stored.
    record Taken(int partition, String word, long version, byte[] sealed) {}

    List<Taken> take(Instant now, Duration lease, int max) {
        List<Taken> taken = new ArrayList<>();
        for (int p = 0; p < partitions.count() && taken.size() < max; p++) {
            List<byte[]> row = link.run(
                    TAKE,
                    new String[] {due.apply(p)},
                    Keys.bytes(records.apply(p)),
                    Keys.bytes(now),
                    Keys.bytes(now.plus(lease)),
                    Keys.bytes(max - taken.size()));
            for (int i = 0; i < row.size(); i += 3) {
                taken.add(
                        new Taken(p, Keys.text(row.get(i)), Long.parseLong(Keys.text(row.get(i + 1))), row.get(i + 2)));
            }
        }
        return taken;
    }
}
