package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.dialog.UssdEvent;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// Who is let in, and what everybody is told when something is wrong.
class UssdDoorTest {
    @Test
    void onlyTheRightSecretInTheAddressIsLetIn() {
        try (Caller caller = Caller.speaking("africas-talking")) {
            caller.next("Page", false);
            assertThat(caller.posts(Visitor.FORM, dialled("")).body()).isEqualTo("CON Page");
            for (String wrong : new String[] {"x", Caller.SECRET + "0", Caller.SECRET.substring(1), "%00"}) {
                HttpResponse<String> answer = post(caller, "/" + wrong, "");
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).startsWith("not admitted").doesNotContain(wrong);
            }
            assertThat(post(caller, "", "").statusCode()).isEqualTo(404);
            assertThat(caller.asked()).hasSize(1);
        }
    }

    @Test
    void theSecretMayComeInAHeader() {
        try (Caller caller = with("secret: " + Caller.SECRET, "secret-header: X-Api-Key")) {
            caller.next("Page", false);
            assertThat(send(caller, "X-API-KEY", Caller.SECRET).body()).isEqualTo("CON Page");
            assertThat(send(caller, "X-Api-Key", Caller.SECRET + " x").statusCode())
                    .isEqualTo(403);
            assertThat(send(caller, "X-Other", Caller.SECRET).statusCode()).isEqualTo(403);
            assertThat(caller.asked()).hasSize(1);
        }
    }

    @Test
    void aSignatureMustBeThatOfTheBody() throws Exception {
        try (Caller caller = with("hmac: { key: 0123456789abcdef, header: X-Sig }")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] right = mac.doFinal(dialled("").getBytes(StandardCharsets.UTF_8));
            caller.next("1", false);
            caller.next("2", false);
            caller.next("3", false);
            String hex = HexFormat.of().formatHex(right);
            assertThat(send(caller, "X-Sig", hex).body()).isEqualTo("CON 1");
            assertThat(send(caller, "X-Sig", "sha256=" + hex.toUpperCase(java.util.Locale.ROOT))
                            .body())
                    .isEqualTo("CON 2");
            assertThat(send(caller, "X-Sig", Base64.getEncoder().encodeToString(right))
                            .body())
                    .isEqualTo("CON 3");
            right[0] ^= 1;
            assertThat(send(caller, "X-Sig", HexFormat.of().formatHex(right)).statusCode())
                    .isEqualTo(403);
            assertThat(send(caller, "X-Sig", "zz").statusCode()).isEqualTo(403);
            assertThat(send(caller, "X-Other", hex).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest(name = "networks {0}, proxies {1}, X-Forwarded-For {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.0/8       |           |                          | 200
            127.0.0.1         |           |                          | 200
            203.0.113.0/24    |           |                          | 403
            203.0.113.0/24    |           | 203.0.113.7              | 403
            203.0.113.0/24    | 127.0.0.1 | 203.0.113.7              | 200
            203.0.113.0/24    | 127.0.0.1 | 203.0.114.7              | 403
            203.0.113.0/24    | 127.0.0.1 | 203.0.113.7, 198.51.100.9| 403
            203.0.113.0/24    | 127.0.0.1 | 198.51.100.9, 203.0.113.7| 200
            203.0.113.0/24    | 127.0.0.1 | nonsense                 | 403
            203.0.113.0/24    | 127.0.0.1 |                          | 403
            2001:db8::/32     | 127.0.0.1 | 2001:db8:1::7            | 200
            2001:db8::/32     | 127.0.0.1 | 2001:db9::7              | 403
            203.0.113.0/24    | 127.0.0.1 | ::ffff:203.0.113.7       | 200
            """)
    void onlyItsNetworksAreLetInAlsoBehindAProxy(String networks, String proxies, String forwarded, int status) {
        String head = proxies == null ? "" : "proxies: [ \"" + proxies + "\" ]\n";
        try (Caller caller = Caller.with(
                head, new Work("ussd-test", 16), "dialect: africas-talking", "networks: [ \"" + networks + "\" ]")) {
            caller.next("Page", false);
            HttpResponse<String> answer =
                    forwarded == null ? post(caller, "", "") : send(caller, "X-Forwarded-For", forwarded);
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text=1",
                "sessionId=&phoneNumber=38344000101&text=1",
                "sessionId=a&phoneNumber=nobody&text=1",
                "sessionId=a&phoneNumber=1&text=1",
                "sessionId=a&phoneNumber=38344000101",
                "sessionId=a&phoneNumber=38344000101&text=%zz",
                "sessionId=a&phoneNumber=38344000101999999999&text=1",
            })
    void whatCannotBeReadIsRefusedAndToldWhy(String form) {
        try (Caller caller = Caller.speaking("africas-talking")) {
            HttpResponse<String> answer = caller.posts(Visitor.FORM, form);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(": ").doesNotContain("38344000101");
            assertThat(caller.posts(Visitor.FORM, form + "&sessionId=" + "x".repeat(500))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(caller.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"sessionID\":{}}", "\"x\"", "{\"sessionID\":1}{", "\u0000"})
    void whatIsNoJsonObjectIsRefused(String body) {
        try (Caller caller = Caller.speaking("arkesel", "code: \"*1#\"")) {
            assertThat(caller.posts("application/json", body).statusCode()).isEqualTo(400);
            String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
            assertThat(caller.posts("application/json", deep).statusCode()).isEqualTo(400);
            assertThat(caller.asked()).isEmpty();
        }
    }

    @Test
    void whenTheDeskFailsSheGetsTheLastPage() {
        try (Caller caller = Caller.speaking("africas-talking")) {
            caller.first(() -> {
                throw new IllegalStateException("38344000101 wrote ndihme");
            });
            HttpResponse<String> answer = caller.posts(Visitor.FORM, dialled("1*2"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("END 112");
        }
    }

    @Test
    void whenThereIsNoRoomSheGetsTheLastPageAndAnSosIsTakenAllTheSame() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        try (Caller caller =
                Caller.with("", new Work("ussd-test", 1, 1), "dialect: africas-talking", "secret: " + Caller.SECRET)) {
            caller.first(() -> {
                inside.countDown();
                await(gate);
            });
            caller.next("one", false);
            caller.next("two", false);
            var first = CompletableFuture.supplyAsync(() -> caller.posts(Visitor.FORM, dialled("")));
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

            HttpResponse<String> turnedAway = caller.posts(Visitor.FORM, dialled("1"));
            assertThat(turnedAway.statusCode()).isEqualTo(200);
            assertThat(turnedAway.body()).isEqualTo("END 112");
            assertThat(post(caller, "/wrong", "1").statusCode()).isEqualTo(403);

            assertThat(caller.asked()).as("the first is at the desk").hasSize(1);
            var sos = CompletableFuture.supplyAsync(() -> caller.posts(Visitor.FORM, dialled("1*SOS")));
            while (caller.asked().isEmpty() && !sos.isDone()) {
                Thread.onSpinWait();
            }
            HttpResponse<String> oneTooMany = caller.posts(Visitor.FORM, dialled("2*SOS"));
            assertThat(oneTooMany.body()).isEqualTo("END 112");
            assertThat(caller.turnedAway())
                    .as("the words of an SOS go to the desk even then")
                    .extracting(event -> event instanceof UssdEvent.Reply reply ? reply.words() : "")
                    .containsExactly("1", "SOS");
            gate.countDown();
            assertThat(sos.get(20, TimeUnit.SECONDS).body()).startsWith("CON ");
            assertThat(first.get(20, TimeUnit.SECONDS).body()).startsWith("CON ");
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Caller with(String... settings) {
        String[] all = new String[settings.length + 1];
        all[0] = "dialect: africas-talking";
        System.arraycopy(settings, 0, all, 1, settings.length);
        return Caller.with("", new Work("ussd-test", 16), all);
    }

    private static HttpResponse<String> send(Caller caller, String header, String value) {
        return caller.send(caller.to("")
                .header("Content-Type", Visitor.FORM)
                .header(header, value)
                .POST(BodyPublishers.ofString(dialled(""))));
    }

    private static HttpResponse<String> post(Caller caller, String below, String text) {
        return caller.send(
                caller.to(below).header("Content-Type", Visitor.FORM).POST(BodyPublishers.ofString(dialled(text))));
    }

    /// The same bytes each time: a map's order would change the signature.
    private static String dialled(String text) {
        return "sessionId=s1&serviceCode=*384%23&phoneNumber=%2B38344000101&" + Visitor.form(Map.of("text", text));
    }
}
