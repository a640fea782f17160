package org.linja.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.testkit.Eventually;
import org.linja.work.Work;

/// Pages that listen: told at once, in order, and cut off when they read too slowly.
final class EventStreamTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final EventStream stream = new EventStream(2, 50);
    private final Work work = new Work("events-test", 4);
    private final Server server = Server.start("127.0.0.1", 0, work, List.of(new Routes().events("/events", stream)));

    @AfterEach
    void stop() {
        server.close();
        work.close();
    }

    @Test
    void everyListenerIsToldInOrder() throws Exception {
        try (Socket one = listen();
                Socket two = listen()) {
            Eventually.holds("the listeners", () -> stream.clients() == 2);
            for (int i = 0; i < 5; i++) {
                stream.send("message", Map.of("text", "line\n" + i));
            }
            for (Socket listener : List.of(one, two)) {
                String told = readUntil(listener, "line\\n4");
                assertThat(told)
                        .contains("Content-Type: text/event-stream", "event: message", "data: {\"text\":\"line\\n0\"}");
                assertThat(told.indexOf("line\\n1")).isLessThan(told.indexOf("line\\n2"));
            }
        }
    }

    @Test
    void aListenerThatLeavesIsForgotten() throws Exception {
        try (Socket one = listen()) {
            Eventually.holds("the listeners", () -> stream.clients() == 1);
            assertThat(one.isConnected()).isTrue();
        }
        Eventually.holds("the listeners", () -> stream.clients() == 0);
    }

    @Test
    void oneListenerTooManyIsToldBusy() throws Exception {
        try (Socket one = listen();
                Socket two = listen()) {
            Eventually.holds("the listeners", () -> stream.clients() == 2);
            try (Socket three = listen()) {
                assertThat(readUntil(three, "busy")).startsWith("HTTP/1.1 503 ");
            }
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }
    }

    @Test
    void aListenerThatDoesNotReadIsCutOffAndTheOthersAreTold() throws Exception {
        try (Socket lazy = listen();
                Socket eager = listen()) {
            Eventually.holds("the listeners", () -> stream.clients() == 2);
            readUntil(eager, "retry");
            String large = "x".repeat(8_000);
            int sent = 0;
            while (stream.clients() == 2) {
                stream.send("message", Map.of("number", "<" + ++sent + ">", "text", large));
                readUntil(eager, "<" + sent + ">");
                assertThat(sent).as("events a lazy listener was kept for").isLessThan(100_000);
            }
            assertThat(stream.clients()).isEqualTo(1);
            stream.send("message", Map.of("text", "the end"));
            readUntil(eager, "the end");
            assertThat(lazy.isClosed()).isFalse();
        }
    }

    @Test
    void closingTheServerEndsTheStreams() throws Exception {
        try (Socket one = listen()) {
            Eventually.holds("the listeners", () -> stream.clients() == 1);
            Thread closing = Thread.ofVirtual().start(server::close);
            assertThat(new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("0\r\n\r\n");
            assertThat(closing.join(LONG)).isTrue();
            assertThat(stream.clients()).isZero();
            stream.send("message", Map.of("text", "to nobody"));
        }
    }

    private Socket listen() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.uri().getPort()));
        socket.setSoTimeout((int) LONG.toMillis());
        socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readUntil(Socket socket, String mark) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder told = new StringBuilder();
        byte[] some = new byte[16 * 1024];
        Instant limit = Instant.now().plus(LONG);
        while (told.indexOf(mark, Math.max(0, told.length() - some.length - mark.length())) < 0) {
            int n = in.read(some);
            if (n < 0 || Instant.now().isAfter(limit)) {
                throw new IOException("ended before '" + mark + "' came");
            }
            told.append(new String(some, 0, n, StandardCharsets.UTF_8));
        }
        return told.toString();
    }
}
