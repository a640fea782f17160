package org.linja.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Waits until a replica has what was just committed, for lane 0: an SOS must survive the loss of the primary too.
///
/// Callers that come while a wait is under way share the next one. WAIT holds up its connection, so it has one of its
/// own; a small write before it makes it cover the changes that came by the other connection earlier. When no replica
/// confirms in time, the next calls do not wait at all for a while: a lost replica must not slow every SOS down.
public final class ReplicaWait {
    private static final String MARK = Partitions.GLOBAL + ":replica-mark";
    private static final Duration MARK_LIFE = Duration.ofMinutes(1);
    private static final Duration RESPITE = Duration.ofSeconds(5);

    private final RedisLink link;
    private final @Nullable StatefulRedisConnection<String, byte[]> connection;
    private final Duration limit;
    private @Nullable CompletableFuture<Boolean> underWay;
    private @Nullable CompletableFuture<Boolean> next;
    private volatile long lostAt = System.nanoTime() - RESPITE.toNanos();

    private ReplicaWait(RedisLink link, @Nullable StatefulRedisConnection<String, byte[]> connection, Duration limit) {
        this.link = link;
        this.connection = connection;
        this.limit = limit;
    }

    /// @param durability as read at start: without replicas, and on a cluster, there is nothing to wait for
    /// @param limit how long to wait for the replica, 1 ms at least
    public static ReplicaWait of(RedisLink link, Durability durability, Duration limit) {
        int replicas = switch (durability) {
            case Durability.EveryWrite every -> every.replicas();
            case Durability.EverySecond second -> second.replicas();
            case Durability.TooWeak weak -> 0;
        };
        return new ReplicaWait(link, replicas == 0 ? null : link.another().orElse(null), limit);
    }

    /// Waits until one replica at least has everything committed before this call; for virtual threads.
    ///
    /// @return true also when there is no replica to wait for; false when none confirmed in time: the change
    ///     stands, on the primary only
    public boolean afterUrgent() {
        StatefulRedisConnection<String, byte[]> own = connection;
        if (own == null) {
            return true;
        }
        if (System.nanoTime() - lostAt < RESPITE.toNanos()) {
            return false;
        }
        boolean confirmed;
        try {
            confirmed = link.await("WAIT", joined(own));
        } catch (StoreFailed e) {
            confirmed = false;
        }
        if (!confirmed) {
            lostAt = System.nanoTime();
        }
        return confirmed;
    }

    private synchronized CompletableFuture<Boolean> joined(StatefulRedisConnection<String, byte[]> own) {
        if (underWay == null) {
            CompletableFuture<Boolean> wait = new CompletableFuture<>();
            underWay = wait;
            begin(own, wait);
            return wait;
        }
        if (next == null) {
            next = new CompletableFuture<>();
        }
        return next;
    }

    private void begin(StatefulRedisConnection<String, byte[]> own, CompletableFuture<Boolean> wait) {
        CompletionStage<Long> replicas;
        try {
            own.async().set(MARK, new byte[] {'1'}, SetArgs.Builder.ex(MARK_LIFE));
            replicas = own.async().waitForReplication(1, Math.max(1, limit.toMillis()));
        } catch (RedisException closed) {
            replicas = CompletableFuture.failedStage(closed);
        }
        replicas.whenComplete((count, failure) -> {
            if (failure != null) {
                wait.completeExceptionally(failure);
            } else {
                wait.complete(count >= 1);
            }
            follow(own);
        });
    }

    private synchronized void follow(StatefulRedisConnection<String, byte[]> own) {
        underWay = next;
        next = null;
        if (underWay != null) {
            begin(own, underWay);
        }
    }
}
