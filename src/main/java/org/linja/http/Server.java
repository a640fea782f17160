package org.linja.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.linja.work.Failure;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes HTTP connections on event loops that never block, and runs each request on a virtual thread of its own.
///
/// At most as many requests as [Work] has room for are under way; one more is told 503 at once, or what its routes
/// say ([Routes.Crowd]). TLS is ended by a
/// proxy before it.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpServer server;
    private final List<EventStream> streams;
    private final URI uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Vertx vertx, HttpServer server, List<EventStream> streams, URI uri) {
        this.vertx = vertx;
        this.server = server;
        this.streams = streams;
        this.uri = uri;
    }

    /// Listens, and returns once it does.
    ///
    /// @param host the address to bind, such as `127.0.0.1`
    /// @param port 0 for any free one: [#uri] tells which
    /// @param work runs the requests; it stays the caller's to close, after the server
    /// @param rooms what is served; of two routes with the same path the first is taken
    /// @throws CannotListen when the address cannot be bound
    public static Server start(String host, int port, Work work, List<Routes> rooms) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        List<EventStream> streams = new ArrayList<>();
        Router router = router(vertx, work, rooms, streams);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setIdleTimeout((int) IDLE.toSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setHandle100ContinueAutomatically(true)
                        .setHttp2ClearTextEnabled(false))
                .exceptionHandler(e -> LOG.debug("a connection failed: {}", Failure.describe(e)))
                .invalidRequestHandler(Exchange::invalid)
                .requestHandler(router);
        try {
            await(server.listen(port, host), PATIENCE);
        } catch (Exception e) {
            vertx.close();
            throw new CannotListen(host, port, e);
        }
        vertx.setPeriodic(HEARTBEAT.toMillis(), tick -> streams.forEach(EventStream::heartbeat));
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return new Server(vertx, server, streams, URI.create("http://" + shown + ":" + server.actualPort()));
    }

    private static Router router(Vertx vertx, Work work, List<Routes> rooms, List<EventStream> streams) {
        Router router = Router.router(vertx);
        for (Routes room : rooms) {
            for (Routes.Route route : room.all()) {
                var mounted = router.route(HttpMethod.valueOf(route.method()), route.path());
                if (route.method().equals("GET")) {
                    mounted.method(HttpMethod.HEAD);
                }
                switch (route.target()) {
                    case Routes.Target.Call call ->
                        mounted.handler(ctx -> Exchange.call(ctx, route.path(), work, call));
                    case Routes.Target.Stream live -> {
                        streams.add(live.stream());
                        mounted.handler(ctx -> Exchange.listen(ctx, live.stream()));
                    }
                }
            }
        }
        Exchange.errors(router);
        return router;
    }

    /// Where it listens, with the actual port and no path.
    public URI uri() {
        return uri;
    }

    /// Takes no more connections, lets the requests under way end for up to ten seconds, and is gone. Closing twice
    /// does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        streams.forEach(EventStream::end);
        try {
            await(server.shutdown(PATIENCE.toSeconds(), TimeUnit.SECONDS), PATIENCE.plusSeconds(5));
        } catch (Exception e) {
            LOG.warn("the HTTP server did not close as it should: {}", Failure.describe(e));
        }
        try {
            await(vertx.close(), PATIENCE);
        } catch (Exception e) {
            LOG.warn("the event loops did not close as they should: {}", Failure.describe(e));
        }
    }

    private static <T> T await(Future<T> future, Duration patience) throws TimeoutException {
        return future.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
