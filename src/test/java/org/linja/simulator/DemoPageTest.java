package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.simulator.RawEsme.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.Msisdn;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// What the page asks of the server, without a browser.
final class DemoPageTest {
    private static final String LINE = "55111";
    private static final String ANNA = "38344000201";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system());
    private final Work work = new Work("demo-test", 16);
    private final Demo demo = Demo.start(
            smsc,
            new Demo.Cast(LINE, new Msisdn(ANNA), List.of(new Msisdn("38344000101"), new Msisdn("38344000102"))),
            "127.0.0.1",
            0,
            work,
            InstantSource.system(),
            List.of());
    private final Visitor visitor = new Visitor(demo.page());

    @AfterEach
    void stop() {
        visitor.close();
        demo.close();
        work.close();
        smsc.close();
    }

    @Test
    void aTextGoesOverTheNetworkAndTheAnswerIsShown() throws Exception {
        assertThat(state().path("reachable").asBoolean()).isFalse();
        assertThat(visitor.post("/demo/send", Map.of("from", ANNA, "text", " ndihmë "))
                        .statusCode())
                .isEqualTo(204);
        assertThat(state().at("/entries/0/fate").asText()).isEqualTo("waiting");

        try (var esme = RawEsme.transceiver(smsc.port())) {
            assertThat(esme.takes().ucs2()).isEqualTo("ndihmë");
            esme.ask(4, submit(LINE, ANNA, 0, 0, 0, "Faleminderit, porosia u regjistrua."));
            assertThat(state().path("reachable").asBoolean()).isTrue();
            JsonNode answer = awaitEntry(1);
            assertThat(answer.path("handset").asText()).isEqualTo(ANNA);
            assertThat(answer.path("sent").asBoolean()).isFalse();
            assertThat(answer.path("text").asText()).isEqualTo("Faleminderit, porosia u regjistrua.");
            assertThat(answer.path("travelled").asText()).isEqualTo("GSM7");
            assertThat(answer.path("segments").asInt()).isEqualTo(1);
            awaitState("/entries/0/fate", "taken");
        }
    }

    @Test
    void aTextTheServerRefusesIsShownAsRefused() throws Exception {
        visitor.post("/demo/send", Map.of("from", ANNA, "text", "hi"));
        try (var esme = RawEsme.transceiver(smsc.port())) {
            esme.answer(esme.next(), 0x65);
            awaitState("/entries/0/fate", "refused");
        }
    }

    @Test
    void aCodeIsDialledAndItsPageIsOnTheScreenUntilItIsClosed() throws Exception {
        assertThat(visitor.post("/demo/dial", Map.of("from", ANNA, "code", "*123#"))
                        .statusCode())
                .isEqualTo(204);
        try (var esme = RawEsme.transceiver(smsc.port())) {
            assertThat(esme.takes().ascii()).isEqualTo("*123#");
            // ussd_service_op 2, USSR request, and its_session_info of the first session
            byte[] parameters = {0x05, 0x01, 0, 1, 2, 0x13, (byte) 0x83, 0, 2, 1, 0};
            byte[] page = submit("123", ANNA, 0, 0, 0, "1 Shqip");
            esme.ask(
                    4,
                    java.nio.ByteBuffer.allocate(page.length + parameters.length)
                            .put(page)
                            .put(parameters)
                            .array());
            awaitState("/screens/" + ANNA + "/text", "1 Shqip");
            assertThat(state().path("entries")).isEmpty();
            visitor.post("/demo/answer", Map.of("from", ANNA, "text", "1"));
            assertThat(esme.takes().ascii()).isEqualTo("1");
            visitor.post("/demo/hang-up", Map.of("from", ANNA));
            assertThat(esme.takes().ascii()).isEmpty();
            assertThat(state().path("screens")).isEmpty();
        }
        assertThat(visitor.post("/demo/dial", Map.of("from", ANNA, "code", "123"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aNewPersonHasTheNextNumber() throws Exception {
        assertThat(state().path("beneficiary").asText()).isEqualTo(ANNA);
        assertThat(JSON.readTree(visitor.post("/demo/beneficiary", Map.of()).body())
                        .path("number")
                        .asText())
                .isEqualTo("38344000202");
        assertThat(state().path("beneficiary").asText()).isEqualTo("38344000202");
        assertThat(visitor.post("/demo/send", Map.of("from", "38344000202", "text", "hi"))
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"38344000250, hi, from", "38344000103, hi, from", "'', hi, from", "38344000201, ' ', text"})
    void whatNoHandsetSendsIsRefused(String from, String text, String field) throws Exception {
        HttpResponse<String> answer = visitor.post("/demo/send", Map.of("from", from, "text", text));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'" + field + "'");
        assertThat(state().path("entries")).isEmpty();
    }

    @Test
    void aTextTooLongIsRefused() throws Exception {
        assertThat(visitor.post("/demo/send", Map.of("from", ANNA, "text", "x".repeat(1_001)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.post("/demo/send", Map.of("from", ANNA, "text", "x".repeat(1_000)))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void thePageIsToldAsThingsHappen() throws Exception {
        var events = visitor.get("/demo/events", BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("retry: 1000");
            visitor.post("/demo/send", Map.of("from", ANNA, "text", "<b>помоћ</b>"));
            lines.readLine();
            assertThat(lines.readLine()).isEqualTo("event: entry");
            assertThat(lines.readLine()).startsWith("data: ").contains("<b>помоћ</b>", "\"fate\":\"waiting\"");
            visitor.post("/demo/beneficiary", Map.of());
            lines.readLine();
            assertThat(lines.readLine()).isEqualTo("event: beneficiary");
            assertThat(lines.readLine()).isEqualTo("data: {\"number\":\"38344000202\"}");
        }
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwn() throws Exception {
        String page = visitor.get("/demo").body();
        assertThat(page)
                .contains("<html lang=\"en\">")
                .doesNotContain("<style")
                .doesNotContain("javascript:")
                .doesNotContainPattern("(?i)\\son\\w+\\s*=")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("https?://");
        var asked = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"").matcher(page).results();
        for (String path : asked.map(found -> found.group(1)).collect(Collectors.toSet())) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(visitor.get("/demo/page.js").body())
                .doesNotContain("innerHTML")
                .doesNotContain("insertAdjacentHTML");
    }

    @Test
    void everyWordIsThereInEveryLanguage() throws Exception {
        String words = visitor.get("/demo/words.js").body();
        String page = visitor.get("/demo").body() + visitor.get("/demo/page.js").body();
        var keys = Pattern.compile("(?:data-word|data-label)=\"(\\w+)\"|word\\('(\\w+)'")
                .matcher(page)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        assertThat(keys).hasSizeGreaterThan(15);
        for (String key : keys) {
            assertThat(Pattern.compile("\\b" + key + ": '[^']+',")
                            .matcher(words)
                            .results())
                    .as(key)
                    .hasSize(3);
        }
    }

    @Test
    void theRootLeadsToThePage() throws Exception {
        assertThat(visitor.get("/").headers().firstValue("Location")).hasValue("/demo");
        assertThat(demo.page().getPath()).isEqualTo("/demo");
    }

    private JsonNode state() throws Exception {
        return JSON.readTree(visitor.get("/demo/state").body());
    }

    private JsonNode awaitEntry(int index) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            JsonNode entries = state().path("entries");
            if (entries.size() > index) {
                return entries.get(index);
            }
            Thread.sleep(10);
        }
        throw new AssertionError("entry " + index + " did not come");
    }

    private void awaitState(String pointer, String value) throws Exception {
        for (int i = 0; i < 1_000 && !state().at(pointer).asText().equals(value); i++) {
            Thread.sleep(10);
        }
        assertThat(state().at(pointer).asText()).isEqualTo(value);
    }
}
