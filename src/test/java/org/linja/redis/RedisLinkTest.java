package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linja.testkit.Eventually.holds;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.testkit.Processes;
import org.linja.testkit.RealRedis;

@ExtendWith(RealRedis.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisLinkTest {
    private static final String[] COUNTER = {"{p0}:count"};
    private static final String[] ONCE = {"{p0}:done", "{p0}:count"};
    private static final Script<Long> COUNT = Script.number("test-count");
    private static final Script<Boolean> MADE = Script.yes("test-once");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aScriptRunsOnAServerThatHasNeverSeenIt(RedisLink link) {
        link.await("SCRIPT FLUSH", link.commands().scriptFlush());
        assertThat(link.run(COUNT, COUNTER, bytes("2"))).isEqualTo(2);
        assertThat(link.run(COUNT, COUNTER, bytes("3"))).isEqualTo(5);
    }

    @Test
    void answersComeInTheShapeTheScriptSays(RedisLink link) {
        String[] keys = {"{p0}:none"};
        assertThat(link.run(Script.list("test-shapes"), keys, bytes("list")))
                .containsExactly(bytes("a"), bytes("7"), new byte[0], new byte[0]);
        List<List<byte[]>> rows = link.run(Script.rows("test-shapes"), keys, bytes("rows"));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly(bytes("a"), bytes("1"));
        assertThat(rows.get(1)).isEmpty();
        assertThat(rows.get(2)).containsExactly(bytes("b"), bytes("2"));
        assertThat(link.run(Script.bytes("test-shapes"), keys, bytes("bytes")))
                .hasValueSatisfying(b -> assertThat(b).containsExactly(0, 255));
        assertThat(link.run(Script.bytes("test-shapes"), keys, bytes("none"))).isEmpty();
        assertThat(link.run(Script.yes("test-shapes"), keys, bytes("yes"))).isTrue();
        Script<Integer> size = Script.table("test-shapes", List::size);
        assertThat(link.run(size, keys, bytes("list"))).isEqualTo(4);
    }

    @Test
    void anAnswerOfAnotherShapeIsAFailureNotAGuess(RedisLink link) {
        assertThatThrownBy(() -> link.run(Script.rows("test-shapes"), new String[] {"{p0}:none"}, bytes("list")))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("test-shapes");
    }

    @Test
    void aFailingScriptIsNamedAndItsArgumentsAreNot(RedisLink link) {
        assertThatThrownBy(() -> link.run(COUNT, COUNTER, bytes("38344000101x")))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("test-count")
                .hasMessageNotContaining("38344000101");
    }

    @Test
    void aMissingKeyIsAnEmptyAnswer(RedisLink link) {
        assertThat(link.awaitFound("GET", link.commands().get("{g}:nothing"))).isEmpty();
        link.await("SET", link.commands().set("{g}:something", bytes("x")));
        assertThat(link.awaitFound("GET", link.commands().get("{g}:something")).map(String::new))
                .isEqualTo(Optional.of("x"));
    }

    @Test
    void thousandsOfCallersShareOneConnection(RedisLink link) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5_000; i++) {
                threads.execute(() -> link.run(COUNT, COUNTER, bytes("1")));
            }
        }
        assertThat(link.run(COUNT, COUNTER, bytes("0"))).isEqualTo(5_000);
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsMadeTwiceWhileRedisIsKilled(EmbeddedRedis redis, RedisLink link)
            throws InterruptedException {
        int callers = 200;
        int changes = 20;
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(callers * changes / 4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < callers; c++) {
                String caller = "c" + c + "-";
                threads.execute(() -> {
                    for (int i = 0; i < changes; i++) {
                        while (!made(link, caller + i, failures)) {
                            Thread.onSpinWait();
                        }
                        underWay.countDown();
                    }
                });
            }
            underWay.await();
            Processes.kill(redis);
        }
        assertThat(redis.restarts()).isPositive();
        assertThat(link.run(COUNT, COUNTER, bytes("0"))).isEqualTo(callers * changes);
    }

    private static boolean made(RedisLink link, String change, AtomicInteger failures) {
        try {
            link.run(MADE, ONCE, bytes(change));
            return true;
        } catch (StoreFailed again) {
            failures.incrementAndGet();
            return false;
        }
    }

    @Test
    void callsFailWhenRedisHangsAndFlowAgainWhenItGoesOn(EmbeddedRedis redis) {
        try (RedisLink hasty = RedisLink.connect(redis.uri(), Duration.ofMillis(300))) {
            Processes.pause(redis.pid());
            try {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> hasty.run(COUNT, COUNTER, bytes("1")))
                            .isInstanceOf(StoreFailed.class);
                }
                assertThatThrownBy(() -> hasty.await("GET", hasty.commands().get("{g}:x")))
                        .isInstanceOf(StoreFailed.class);
            } finally {
                Processes.resume(redis.pid());
            }
            holds("an answer", () -> answers(hasty));
        }
    }

    private static boolean answers(RedisLink link) {
        try {
            link.run(COUNT, COUNTER, bytes("0"));
            return true;
        } catch (StoreFailed notYet) {
            return false;
        }
    }

    @Test
    void callsWhileRedisIsGoneFailInTime(@TempDir Path folder) {
        EmbeddedRedis gone = EmbeddedRedis.start(folder);
        try (RedisLink hasty = RedisLink.connect(gone.uri(), Duration.ofMillis(300))) {
            assertThat(hasty.up()).isTrue();
            gone.close();
            var failures = new ConcurrentLinkedQueue<Throwable>();
            var calls = new CompletableFuture<?>[50];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = hasty.eval(COUNT, COUNTER, bytes("1"))
                        .toCompletableFuture()
                        .handle((answer, failure) -> failures.add(failure));
            }
            CompletableFuture.allOf(calls).join();
            assertThat(failures).hasSize(50).allMatch(StoreFailed.class::isInstance);
        } finally {
            gone.close();
        }
    }

    @Test
    void whatWaitsFailsWhenTheLinkIsClosed(EmbeddedRedis redis) {
        RedisLink link = RedisLink.connect(redis.uri(), Duration.ofMinutes(10));
        Processes.pause(redis.pid());
        try {
            var waiting = link.eval(COUNT, COUNTER, bytes("1")).toCompletableFuture();
            link.close();
            holds("a failure", waiting::isCompletedExceptionally);
            assertThatThrownBy(() -> link.run(COUNT, COUNTER, bytes("1"))).isInstanceOf(StoreFailed.class);
        } finally {
            Processes.resume(redis.pid());
        }
    }

    @Test
    void anUnreachableRedisIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> RedisLink.connect("redis://:secret@127.0.0.1:1", Duration.ofSeconds(1)))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RedisLink.connect(
                        "redis-sentinel://:secret@127.0.0.1:1,127.0.0.1:2#linja", Duration.ofSeconds(1)))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("the sentinels 127.0.0.1:1, 127.0.0.1:2")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aWrongPasswordIsSaidToBeOne(EmbeddedRedis redis) {
        String uri = redis.uri().replaceAll(":[^:@]*@", ":wrong@");
        assertThatThrownBy(() -> RedisLink.connect(uri))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageNotContaining("wrong@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "http://:secret@localhost:6379", "redis-sentinel://:secret@host", "embedded"})
    void anAddressOfNoKnownFormIsRefusedWithoutBeingRepeated(String uri) {
        assertThatThrownBy(() -> RedisLink.connect(uri))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("redis-sentinel://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theNumberOfPartitionsIsSetOnce(RedisLink link) {
        assertThat(Partitions.settled(link, 4)).isEqualTo(new Partitions(4));
        assertThat(Partitions.settled(link, 4)).isEqualTo(new Partitions(4));
        assertThatThrownBy(() -> Partitions.settled(link, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set it back to 4");
    }
}
