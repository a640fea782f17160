package org.linja.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linja.work.Failure;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge between an event loop and a virtual thread: one request over, one answer back.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// No page may be framed, run a script of its own or of another site, or tell another site where it was read;
    /// and nothing stays in the cache of a phone or computer that others use.
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private Exchange() {}

    /// @param route its path as the room wrote it: what a log may show, unlike the path that came
    static void call(RoutingContext ctx, String route, Work work, Routes.Target.Call call) {
        if (fromElsewhere(ctx.request())) {
            write(
                    ctx.response(),
                    Answer.problem(403, "sent from a page of another site: open the page of this server"));
            return;
        }
        Context loop = ctx.vertx().getOrCreateContext();
        Body.read(ctx, body -> {
            Request request = request(ctx, body);
            Runnable task = () -> {
                Answer answer = answer(call.endpoint(), request, route);
                loop.runOnContext(v -> write(ctx.response(), answer));
            };
            if (!work.offer(task) && !(urgent(call.crowd(), request) && work.offerUrgent(task))) {
                write(ctx.response(), answer(call.crowd()::turnedAway, request, route));
            }
        });
    }

    static void listen(RoutingContext ctx, EventStream stream) {
        HttpServerResponse response = ctx.response();
        headers(response);
        if (ctx.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Type", "text/event-stream; charset=utf-8")
                    .end();
        } else if (!stream.attach(response, ctx.vertx().getOrCreateContext())) {
            write(response, Answer.busy(RETRY));
        }
    }

    /// What the router itself refuses, in our words.
    static void errors(Router router) {
        Map.of(
                        400, "the request cannot be read: mend its path or its headers",
                        404, "there is nothing at this path",
                        405, "this path does not take this method",
                        500, "something went wrong here and has been noted; try again")
                .forEach((status, what) -> router.errorHandler(status, ctx -> {
                    if (status == 500) {
                        Throwable failure = ctx.failure();
                        LOG.error("a request failed: {}", failure == null ? "unknown" : Failure.describe(failure));
                    }
                    write(ctx.response(), Answer.problem(status, what));
                }));
    }

    /// What is no HTTP: told so, and the connection is closed.
    static void invalid(HttpServerRequest request) {
        Throwable why = request.decoderResult().cause();
        Answer answer;
        if (why instanceof TooLongHttpHeaderException) {
            answer = Answer.problem(431, "the headers are too long: send less");
        } else if (why instanceof TooLongHttpLineException) {
            answer = Answer.problem(414, "the address is too long: send less");
        } else {
            answer = Answer.problem(400, "this is no HTTP request that can be read");
        }
        write(request.response(), answer.with("Connection", "close"));
        request.connection().close();
    }

    static void write(HttpServerResponse response, Answer answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        headers(response);
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (!answer.type().isEmpty()) {
            response.putHeader("Content-Type", answer.type());
        }
        response.end(Buffer.buffer(answer.body()));
    }

    private static Answer answer(Endpoint endpoint, Request request, String route) {
        try {
            return endpoint.handle(request);
        } catch (BadRequest e) {
            return Answer.problem(400, e.what());
        } catch (Exception | Error e) {
            LOG.error("{} {} failed: {}", request.method(), route, Failure.describe(e));
            return Answer.problem(500, "something went wrong here and has been noted; try again");
        }
    }

    private static boolean urgent(Routes.Crowd crowd, Request request) {
        try {
            return crowd.urgent(request);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Request request(RoutingContext ctx, byte[] body) {
        HttpServerRequest request = ctx.request();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            headers.put(name.toLowerCase(Locale.ROOT), request.headers().getAll(name));
        }
        String query = request.query();
        String path = request.path();
        SocketAddress remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return new Request(
                address == null ? "" : address,
                request.method().name(),
                path == null ? "" : path,
                Map.copyOf(ctx.pathParams()),
                query == null ? "" : query,
                headers,
                body);
    }

    /// A browser says where a POST comes from (Fetch §3.1, `Origin`); a program does not.
    private static boolean fromElsewhere(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (origin == null || request.method() == HttpMethod.GET) {
            return false;
        }
        try {
            return host == null || !host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static void headers(HttpServerResponse response) {
        ALWAYS.forEach(response::putHeader);
    }
}
