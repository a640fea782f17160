package org.linja.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connection to Redis that all stores of this process share.
///
/// Thousands of virtual threads may use it at once: commands of many callers travel in few packets on one connection.
/// When the connection is lost it comes back by itself within a second of Redis, and what was under way is sent again;
/// what has no answer after `patience` fails with [StoreFailed]. A change may so be made twice, never silently lost:
/// every script takes a second run well.
///
/// Where it connects to: `redis://[:password@]host:port`, `rediss://…` (TLS, certificate and host name checked),
/// `redis-sentinel://[:password@]host:port,host:port#master-name`, or several `redis://` separated by commas for a
/// Redis Cluster. The embedded server gives its own address, [EmbeddedRedis#uri].
public final class RedisLink implements AutoCloseable {
    /// How long an answer is waited for unless said otherwise.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final int IO_THREADS = 2;
    private static final int MOST_WAITING = 100_000;
    private static final int FLUSH_AT_LATEST_AFTER = 512;

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final StatefulConnection<String, byte[]> connection;
    private final RedisClusterAsyncCommands<String, byte[]> commands;

    private RedisLink(
            ClientResources resources,
            AbstractRedisClient client,
            StatefulConnection<String, byte[]> connection,
            RedisClusterAsyncCommands<String, byte[]> commands) {
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        this.commands = commands;
    }

    /// Connects, with a patience of [#PATIENCE].
    ///
    /// @throws StoreFailed when Redis cannot be reached; the message holds host and port, never the password
    public static RedisLink connect(String uri) {
        return connect(uri, PATIENCE);
    }

    /// Connects.
    ///
    /// @param patience how long an answer is waited for, and the connection at start
    public static RedisLink connect(String uri, Duration patience) {
        List<RedisURI> places = places(uri, patience);
        ClientResources resources = ClientResources.builder()
                .ioThreadPoolSize(IO_THREADS)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.equalJitter(10, 400, 20, TimeUnit.MILLISECONDS))
                .nettyCustomizer(new GatheredWrites())
                .build();
        try {
            return places.size() == 1
                    ? single(resources, places.getFirst(), patience)
                    : cluster(resources, places, patience);
        } catch (RedisException e) {
            resources.shutdown(0, 1, TimeUnit.SECONDS);
            throw StoreFailed.unreachable(
                    "Redis at " + shown(places) + " cannot be used" + refusal(e)
                            + ": check that it runs there, the address, and the password",
                    e);
        }
    }

    private static RedisLink single(ClientResources resources, RedisURI place, Duration patience) {
        RedisClient client = RedisClient.create(resources, place);
        client.setOptions(options(ClientOptions.builder(), patience));
        var connection = client.connect(CODEC);
        return new RedisLink(resources, client, connection, connection.async());
    }

    private static RedisLink cluster(ClientResources resources, List<RedisURI> places, Duration patience) {
        RedisClusterClient client = RedisClusterClient.create(resources, places);
        ClusterTopologyRefreshOptions refresh = ClusterTopologyRefreshOptions.builder()
                .enablePeriodicRefresh(Duration.ofSeconds(10))
                .build();
        client.setOptions((ClusterClientOptions)
                options(ClusterClientOptions.builder().topologyRefreshOptions(refresh), patience));
        var connection = client.connect(CODEC);
        return new RedisLink(resources, client, connection, connection.async());
    }

    private static ClientOptions options(ClientOptions.Builder builder, Duration patience) {
        return builder.autoReconnect(true)
                .protocolVersion(ProtocolVersion.RESP2)
                .requestQueueSize(MOST_WAITING)
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(
                                patience.compareTo(Duration.ofSeconds(2)) < 0 ? patience : Duration.ofSeconds(2))
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build())
                .build();
    }

    private static List<RedisURI> places(String uri, Duration patience) {
        try {
            List<RedisURI> places = uri.startsWith("redis-sentinel")
                    ? List.of(RedisURI.create(uri))
                    : Arrays.stream(uri.split(","))
                            .map(String::strip)
                            .map(RedisURI::create)
                            .toList();
            places.forEach(place -> place.setTimeout(patience));
            return places;
        } catch (IllegalArgumentException holdsThePassword) {
            throw new StoreFailed("the address of Redis is none of redis://host:port, rediss://host:port,"
                    + " redis-sentinel://host:port,host:port#name, or several redis:// with commas between");
        }
    }

    /// The code with which Redis refused, such as WRONGPASS.
    private static String refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException refused && refused.getMessage() != null) {
                return " (" + refused.getMessage().split(" ", 2)[0] + ")";
            }
        }
        return "";
    }

    private static String shown(List<RedisURI> places) {
        return String.join(", ", places.stream().map(RedisLink::shown).toList());
    }

    private static String shown(RedisURI place) {
        return place.getSentinels().isEmpty()
                ? place.getHost() + ":" + place.getPort()
                : "the sentinels " + shown(place.getSentinels());
    }

    /// Runs a script and gives its answer when it comes; never blocks. The answer is completed on a thread of the
    /// connection, which must not be blocked.
    ///
    /// @param keys all of one partition
    /// @return fails with [StoreFailed]
    public <T> CompletionStage<T> eval(Script<T> script, String[] keys, byte[]... args) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            commands.evalsha(script.sha(), script.type(), keys, args).whenComplete((reply, failure) -> {
                if (failure instanceof RedisNoScriptException) {
                    evalWhole(answer, script, keys, args);
                } else {
                    settle(answer, script, reply, failure);
                }
            });
        } catch (RedisException | IllegalStateException closedOrFull) {
            settle(answer, script, null, closedOrFull);
        }
        return answer;
    }

    /// A server that has forgotten its scripts (it was restarted, or is another one now) gets the whole source
    /// once.
    private <T> void evalWhole(CompletableFuture<T> answer, Script<T> script, String[] keys, byte[][] args) {
        try {
            commands.eval(script.source(), script.type(), keys, args)
                    .whenComplete((reply, failure) -> settle(answer, script, reply, failure));
        } catch (RedisException | IllegalStateException closedOrFull) {
            settle(answer, script, null, closedOrFull);
        }
    }

    private static <T> void settle(
            CompletableFuture<T> answer, Script<T> script, @Nullable Object reply, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(StoreFailed.unanswered("script " + script.name(), failure));
            return;
        }
        try {
            answer.complete(script.read(reply));
        } catch (RuntimeException e) {
            answer.completeExceptionally(StoreFailed.unanswered("reading the answer of script " + script.name(), e));
        }
    }

    /// Runs a script and waits for its answer; for virtual threads.
    ///
    /// @param keys all of one partition
    /// @throws StoreFailed when it failed or took longer than the patience
    public <T> T run(Script<T> script, String[] keys, byte[]... args) {
        return await(script.name(), eval(script, keys, args));
    }

    /// Waits for what [#eval] or a plain command returned; for virtual threads. Both end by themselves when the
    /// patience is over.
    ///
    /// @param what names it in the failure, without its arguments
    /// @throws StoreFailed when it failed or took longer than the patience
    public <T> T await(String what, CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreFailed failed ? failed : StoreFailed.unanswered(what, e);
        } catch (CancellationException e) {
            throw StoreFailed.unanswered(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreFailed.unanswered(what, e);
        }
    }

    /// [#await] for a plain command that has no answer when the key is missing.
    public <T> Optional<T> awaitFound(String what, CompletionStage<T> answer) {
        return await(what, answer.thenApply(Optional::ofNullable));
    }

    /// One more connection of its own to the same server, where there is one server: for what must not hold up the
    /// commands of others. It ends with this link.
    Optional<StatefulRedisConnection<String, byte[]>> another() {
        try {
            return client instanceof RedisClient single ? Optional.of(single.connect(CODEC)) : Optional.empty();
        } catch (RedisException e) {
            throw StoreFailed.unreachable("Redis allows no further connection", e);
        }
    }

    /// The plain commands, for the stores of this room: keys are text, values bytes.
    RedisClusterAsyncCommands<String, byte[]> commands() {
        return commands;
    }

    /// Whether the connection stands at this moment.
    public boolean up() {
        return connection.isOpen();
    }

    /// Closes the connection; what waits for an answer fails.
    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    /// Many commands, few system calls: flushes wait until the commands that other threads have queued are written
    /// too.
    private static final class GatheredWrites implements NettyCustomizer {
        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AT_LATEST_AFTER, true));
        }
    }
}
