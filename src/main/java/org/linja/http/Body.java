package org.linja.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;

/// Reads the body of a request on its loop: no more than [#LIMIT], no longer than [#PATIENCE].
final class Body {
    static final int LIMIT = 64 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RoutingContext ctx;
    private final Buffer bytes = Buffer.buffer();
    private boolean over;

    private Body(RoutingContext ctx) {
        this.ctx = ctx;
    }

    /// Calls `then` with the whole body, or answers 413 or 408 itself.
    static void read(RoutingContext ctx, Consumer<byte[]> then) {
        Body body = new Body(ctx);
        HttpServerRequest request = ctx.request();
        Vertx vertx = ctx.vertx();
        long timer = vertx.setTimer(
                PATIENCE.toMillis(),
                late -> body.refuse(408, "the body took too long: send it within " + PATIENCE.toSeconds() + " s"));
        request.exceptionHandler(broken -> {
            vertx.cancelTimer(timer);
            body.over = true;
        });
        request.handler(body::add);
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (!body.over) {
                body.over = true;
                then.accept(body.bytes.getBytes());
            }
        });
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        if (bytes.length() + chunk.length() > LIMIT) {
            refuse(413, "the body is too large: at most " + LIMIT + " bytes");
        } else {
            bytes.appendBuffer(chunk);
        }
    }

    private void refuse(int status, String what) {
        if (over) {
            return;
        }
        over = true;
        ctx.response().endHandler(sent -> ctx.request().connection().close());
        Exchange.write(ctx.response(), Answer.problem(status, what).with("Connection", "close"));
    }
}
