package org.linja.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// The server as a client sees it, over a real socket.
final class ServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Work work = new Work("http-test", 2);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(2);
    private final Server server = start();
    private final Visitor visitor = new Visitor(server.uri());

    private Server start() {
        Routes routes = new Routes()
                .get(
                        "/hello",
                        request -> Answer.text("hello " + request.query("name").orElse("you")))
                .get("/case/:code", request -> Answer.text(request.parameter("code")))
                .post("/echo", request -> Answer.text(request.form("text").orElse("-")))
                .post("/count", request -> Answer.text(String.valueOf(request.body().length)))
                .get("/json", request -> Answer.json(Map.of("rows", List.of("a\"b", 1, true))))
                .get("/page.css", request -> Answer.of("text/css; charset=utf-8", "body{}"))
                .get("/moved", request -> Answer.seeOther("/hello"))
                .get("/breaks", request -> {
                    throw new IllegalStateException("383 44 000 101 wrote ndihme");
                })
                .get("/fails", request -> {
                    throw new AssertionError("383 44 000 101 wrote ndihme");
                })
                .get("/unreadable", request -> {
                    throw new BadRequest("the number has too few digits: write all of them");
                })
                .get("/slow", request -> {
                    inside.countDown();
                    gate.await();
                    return Answer.text("at last");
                });
        return Server.start("127.0.0.1", 0, work, List.of(routes));
    }

    @BeforeEach
    void listens() {
        assertThat(server.uri().getPort()).isPositive();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.close();
        work.close();
        visitor.close();
    }

    @Test
    void answersWithWhatTheEndpointSays() throws Exception {
        assertThat(visitor.get("/hello").body()).isEqualTo("hello you");
        assertThat(visitor.get("/hello?name=Ana%20%C3%AB+x&name=second").body()).isEqualTo("hello Ana ë x");
        assertThat(visitor.get("/case/4F7K").body()).isEqualTo("4F7K");
        assertThat(visitor.get("/json").body()).isEqualTo("{\"rows\":[\"a\\\"b\",1,true]}");
        assertThat(visitor.get("/moved").statusCode()).isEqualTo(303);
        assertThat(visitor.get("/moved").headers().firstValue("Location")).hasValue("/hello");
        assertThat(visitor.post("/echo", "text=ndihm%C3%AB%20%26%20m%C3%AB").body())
                .isEqualTo("ndihmë & më");
    }

    @Test
    void everyAnswerForbidsFramesForeignScriptsCachesAndReferrers() throws Exception {
        for (String path : List.of("/hello", "/nowhere", "/breaks", "/unreadable", "/page.css")) {
            var headers = visitor.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
    }

    @Test
    void aFailureIsToldWithoutItsContent() throws Exception {
        for (String path : List.of("/breaks", "/fails")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("383").doesNotContain("ndihme");
        }
    }

    @Test
    void whatTheCallerMustMendIsTold() throws Exception {
        HttpResponse<String> answer = visitor.get("/unreadable");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("the number has too few digits: write all of them");
    }

    @Test
    void aPathOrMethodNobodyServesIsTold() throws Exception {
        assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/echo").statusCode()).isEqualTo(405);
    }

    @Test
    void aHeadRequestIsAnsweredLikeAGetWithoutBody() throws Exception {
        HttpResponse<String> answer = visitor.send(visitor.to("/hello").HEAD());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void oneRequestTooManyIsToldBusyAtOnceAndTheOthersAreAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> first = visitor.getting("/slow");
        CompletableFuture<HttpResponse<String>> second = visitor.getting("/slow");
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> third = visitor.get("/hello");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("1");

        gate.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
        assertThat(second.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
    }

    @Test
    void aBodyOfTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(visitor.post("/count", "x".repeat(Body.LIMIT)).body()).isEqualTo(String.valueOf(Body.LIMIT));
        assertThat(visitor.post("/count", "x".repeat(Body.LIMIT + 1)).statusCode())
                .isEqualTo(413);
        assertThat(visitor.get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void aPostFromAPageOfAnotherSiteIsRefused() throws Exception {
        var form = BodyPublishers.ofString("text=STOP");
        String own = server.uri().toString();
        assertThat(visitor.send(visitor.posting("/echo", form).header("Origin", "https://elsewhere.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.send(visitor.posting("/echo", form).header("Origin", "null"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.send(visitor.posting("/echo", form).header("Origin", own))
                        .body())
                .isEqualTo("STOP");
    }

    @Test
    void aFormThatIsNotEncodedAsItShouldBeIsTold() throws Exception {
        assertThat(visitor.post("/echo", "text=%zz").statusCode()).isEqualTo(400);
        assertThat(answer("GET /hello?name=%f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        var broken = BodyPublishers.ofByteArray(new byte[] {'t', '=', (byte) 0xff});
        assertThat(visitor.send(visitor.posting("/echo", broken)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "GET\r\n\r\n",
                "GET /hello HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /%zz%%% HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://%%% HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
            })
    void whatIsNoHttpIsRefusedAndTheServerGoesOn(String bytes) throws Exception {
        assertThat(raw(bytes)).matches("(?s)(HTTP/\\d\\.\\d [45]\\d\\d .*)?");
        assertThat(visitor.get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void headersThatNeverEndAreRefused() throws Exception {
        assertThat(answer("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.")
                .contains(" 431 ");
        assertThat(answer("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ");
    }

    @Test
    void aClientThatGoesAwayInTheMiddleHarmsNobody() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = socket()) {
                socket.getOutputStream()
                        .write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\ntext=".getBytes());
                socket.setSoLinger(true, 0);
            }
        }
        assertThat(visitor.post("/echo", "text=still+here").body()).isEqualTo("still here");
        assertThat(work.busy()).isZero();
    }

    @Test
    void closingLetsARequestUnderWayEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = visitor.getting("/slow");
        CompletableFuture<HttpResponse<String>> second = visitor.getting("/slow");
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closing = Thread.ofVirtual().start(server::close);
        gate.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
        assertThat(second.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
        assertThat(closing.join(LONG)).isTrue();
        assertThatThrownBy(() -> visitor.get("/hello")).isInstanceOf(IOException.class);
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() {
        int taken = server.uri().getPort();
        assertThatThrownBy(() -> Server.start("127.0.0.1", taken, work, List.of()))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("127.0.0.1:" + taken)
                .hasMessageContaining("another port");
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.uri().getPort());
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    /// Sends bytes and returns all that comes back until the other side closes.
    private String answer(String bytes) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Sends bytes, says that no more will come, and returns all that comes back until the other side closes.
    private String raw(String bytes) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
