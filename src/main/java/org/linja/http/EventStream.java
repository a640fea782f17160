package org.linja.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells every listening page what has just happened (server-sent events, WHATWG HTML §9.2).
///
/// Events are hints, never the only copy: a page that was away asks for the state again when it is back. A page that
/// reads too slowly is cut off, so that it costs no memory and delays nobody; its browser then connects again.
public final class EventStream {
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final int most;
    private final int waiting;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /// @param most how many pages may listen at once; one more is told 503
    /// @param waiting how many events may wait for one page before it is cut off
    public EventStream(int most, int waiting) {
        this.most = most;
        this.waiting = waiting;
    }

    /// Sends one event to every listening page. From any thread; never blocks.
    ///
    /// @param event its name, letters only
    /// @param data as [Json#write] takes it
    public void send(String event, Map<String, ?> data) {
        Buffer written = Buffer.buffer("event: " + event + "\ndata: " + Json.write(data) + "\n\n");
        clients.forEach(client -> client.offer(written));
    }

    /// How many pages listen.
    public int clients() {
        return clients.size();
    }

    /// On the loop of the response, before anything of it was written. False when there is no room.
    boolean attach(HttpServerResponse response, Context loop) {
        if (ended || clients.size() >= most) {
            return false;
        }
        Client client = new Client(response, loop);
        response.setChunked(true)
                .setWriteQueueMaxSize(WRITE_QUEUE_BYTES)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.exceptionHandler(broken -> clients.remove(client));
        response.closeHandler(gone -> clients.remove(client));
        response.drainHandler(drained -> client.pump());
        clients.add(client);
        client.offer(Buffer.buffer("retry: 1000\n\n"));
        return true;
    }

    void heartbeat() {
        clients.forEach(client -> client.offer(HEARTBEAT));
    }

    /// Ends every response, so that the server can close.
    void end() {
        ended = true;
        clients.forEach(client -> client.loop.runOnContext(v -> client.response.end()));
    }

    private final class Client {
        private final HttpServerResponse response;
        private final Context loop;
        private final AtomicInteger count = new AtomicInteger();
        private final Queue<Buffer> queue = new ArrayDeque<>();

        Client(HttpServerResponse response, Context loop) {
            this.response = response;
            this.loop = loop;
        }

        void offer(Buffer event) {
            if (count.incrementAndGet() > waiting) {
                if (clients.remove(this)) {
                    loop.runOnContext(v -> response.reset());
                }
                return;
            }
            loop.runOnContext(v -> {
                queue.add(event);
                pump();
            });
        }

        /// On the loop only.
        void pump() {
            while (!queue.isEmpty() && !response.ended() && !response.closed() && !response.writeQueueFull()) {
                response.write(queue.remove());
                count.decrementAndGet();
            }
        }
    }
}
