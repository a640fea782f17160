package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.Eventually.holds;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.redis.RedisFleet.Member;
import org.linja.testkit.Processes;

/// Production's ways to run Redis, with real servers: a replica, sentinels, a cluster.
class FailoverTest {
    private static final Script<Boolean> MADE = Script.yes("test-once");
    private static final Script<Long> COUNT = Script.number("test-count");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean made(RedisLink link, String change) {
        try {
            link.run(MADE, new String[] {"{p0}:done", "{p0}:count"}, bytes(change));
            return true;
        } catch (StoreFailed again) {
            return false;
        }
    }

    @Test
    void whenThePrimaryIsKilledTheLinkGoesOnWithTheReplicaAndNothingConfirmedIsLost() {
        try (RedisFleet fleet = new RedisFleet(folder)) {
            Member primary = fleet.server();
            Member replica = fleet.server("replicaof 127.0.0.1 " + primary.port());
            holds("the copy", () -> primary.ask("WAIT 1 100").equals(":1"));
            List<Member> sentinels =
                    Stream.generate(() -> fleet.sentinel(primary)).limit(3).toList();
            String places = String.join(
                    ",", sentinels.stream().map(s -> "127.0.0.1:" + s.port()).toList());
            sentinels.forEach(s -> holds("sentinel", () -> knowsAll(s)));

            String uri = "redis-sentinel://:" + RedisFleet.PASSWORD + "@" + places + "#linja";
            try (RedisLink link = RedisLink.connect(uri, Duration.ofSeconds(1))) {
                Durability durability = Durability.of(link);
                assertThat(durability)
                        .isInstanceOfSatisfying(
                                Durability.EveryWrite.class,
                                every -> assertThat(every.replicas()).isEqualTo(1));
                ReplicaWait wait = ReplicaWait.of(link, durability, LIMIT);
                for (int i = 0; i < 100; i++) {
                    assertThat(made(link, "before-" + i)).isTrue();
                    assertThat(wait.afterUrgent()).isTrue();
                }
                primary.kill();
                for (int i = 0; i < 100; i++) {
                    String change = "after-" + i;
                    holds("a change on the new primary", () -> made(link, change));
                }
                assertThat(replica.ask("ROLE")).isEqualTo("*3");
                assertThat(link.run(COUNT, new String[] {"{p0}:count"}, bytes("0")))
                        .isEqualTo(200);
            }
        }
    }

    private static boolean knowsAll(Member sentinel) {
        return new LocalSentinel(sentinel.port()).master().contains("status=ok,address=127.0.0.1")
                && new LocalSentinel(sentinel.port()).master().contains("slaves=1,sentinels=3");
    }

    @Test
    void withoutAnAnswerFromTheReplicaTheWaitSaysSo() {
        try (RedisFleet fleet = new RedisFleet(folder)) {
            Member primary = fleet.server();
            Member replica = fleet.server("replicaof 127.0.0.1 " + primary.port());
            holds("the copy", () -> primary.ask("WAIT 1 100").equals(":1"));
            String uri = "redis://:" + RedisFleet.PASSWORD + "@127.0.0.1:" + primary.port();
            try (RedisLink link = RedisLink.connect(uri)) {
                ReplicaWait wait = ReplicaWait.of(link, Durability.of(link), Duration.ofMillis(200));
                assertThat(made(link, "one")).isTrue();
                holds("the replica", wait::afterUrgent);
                // What the replica says from here on can only be about what comes from here on.
                holds("a replica that has said all", () -> replicaHasSaidAll(link));
                Processes.pause(replica.process().pid());
                assertThat(made(link, "two")).isTrue();
                assertThat(wait.afterUrgent()).isFalse();
                Processes.resume(replica.process().pid());
                holds("the replica again", wait::afterUrgent);
            }
        }
    }

    private static boolean replicaHasSaidAll(RedisLink link) {
        String info = link.await("INFO", link.commands().info("replication"));
        String offset = info.replaceAll("(?s).*master_repl_offset:(\\d+).*", "$1");
        return info.contains("offset=" + offset + ",");
    }

    @Test
    void anUrgentMessageWaitsForTheReplicaAndAnOrdinaryOneDoesNot() {
        try (RedisFleet fleet = new RedisFleet(folder)) {
            Member primary = fleet.server();
            fleet.server("replicaof 127.0.0.1 " + primary.port());
            holds("the copy", () -> primary.ask("WAIT 1 100").equals(":1"));
            try (RedisLink link =
                    RedisLink.connect("redis://:" + RedisFleet.PASSWORD + "@127.0.0.1:" + primary.port())) {
                ReplicaWait wait = ReplicaWait.of(link, Durability.of(link), LIMIT);
                Keyring keyring = TestKeys.ring();
                RedisInbox alone = new RedisInbox(link, Partitions.ONE, new Fingerprints(keyring), new Seal(keyring));
                ReplicatedInbox inbox = new ReplicatedInbox(alone, wait);
                long before = waits(link);
                inbox.store(DiskSpoolTest.sos("a"), false, Instant.EPOCH, Duration.ZERO);
                assertThat(waits(link)).isEqualTo(before);
                inbox.store(DiskSpoolTest.sos("b"), true, Instant.EPOCH, Duration.ZERO);
                assertThat(waits(link)).isEqualTo(before + 1);
                assertThat(inbox.take(Instant.now(), Duration.ZERO, 10)).hasSize(2);
            }
        }
    }

    private static long waits(RedisLink link) {
        return link.await("INFO", link.commands().info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_wait:calls="))
                .map(line -> line.replaceAll("^cmdstat_wait:calls=(\\d+).*$", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void aReplicaIsNoPlaceToWriteTo() {
        try (RedisFleet fleet = new RedisFleet(folder)) {
            Member primary = fleet.server();
            Member replica = fleet.server("replicaof 127.0.0.1 " + primary.port());
            holds("the copy", () -> primary.ask("WAIT 1 100").equals(":1"));
            try (RedisLink link =
                    RedisLink.connect("redis://:" + RedisFleet.PASSWORD + "@127.0.0.1:" + replica.port())) {
                assertThat(Durability.of(link))
                        .isInstanceOfSatisfying(
                                Durability.TooWeak.class,
                                weak -> assertThat(weak.remedy()).contains("address of the primary"));
            }
        }
    }

    @Test
    void scriptsFindTheirNodeInAClusterByTheTagOfTheirPartition() {
        try (RedisFleet fleet = new RedisFleet(folder)) {
            List<Member> nodes = Stream.generate(() -> fleet.server("cluster-enabled yes", "cluster-node-timeout 2000"))
                    .limit(3)
                    .toList();
            int[] from = {0, 5461, 10923, 16384};
            for (int i = 0; i < 3; i++) {
                StringBuilder slots = new StringBuilder("CLUSTER ADDSLOTS");
                for (int slot = from[i]; slot < from[i + 1]; slot++) {
                    slots.append(' ').append(slot);
                }
                assertThat(nodes.get(i).ask(slots.toString())).isEqualTo("+OK");
                assertThat(nodes.get(i)
                                .ask("CLUSTER MEET 127.0.0.1 "
                                        + nodes.getFirst().port()))
                        .isEqualTo("+OK");
            }
            nodes.forEach(
                    node -> holds("the cluster", () -> node.ask("EXISTS {p0}").matches(":0|-MOVED.*")));

            String uri = String.join(
                    ",",
                    nodes.stream()
                            .map(n -> "redis://:" + RedisFleet.PASSWORD + "@127.0.0.1:" + n.port())
                            .toList());
            try (RedisLink link = RedisLink.connect(uri)) {
                Partitions partitions = Partitions.settled(link, 16);
                for (int round = 1; round <= 2; round++) {
                    for (int p = 0; p < partitions.count(); p++) {
                        String[] keys = {Partitions.tag(p) + ":count"};
                        assertThat(link.run(COUNT, keys, bytes("1"))).isEqualTo(round);
                    }
                }
                long used = nodes.stream()
                        .filter(node -> !node.ask("DBSIZE").equals(":0"))
                        .count();
                assertThat(used).isEqualTo(3);
                assertThat(ReplicaWait.of(link, Durability.of(link), LIMIT).afterUrgent())
                        .isTrue();
            }
        }
    }
}
