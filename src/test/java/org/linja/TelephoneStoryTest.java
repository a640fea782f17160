package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.simulator.Demo;
import org.linja.simulator.PromptShelf;
import org.linja.simulator.TelephoneExchange;
import org.linja.testkit.Browser;
import org.linja.testkit.Hotline;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// The telephones of the demo's page: the whole server, and calls by what the page asks for. On call are Arta (101; sq,
/// en), Bojana (102; sr, en) and Cela (103; rom, sq, sr).
class TelephoneStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNA = "38344000201";
    private static final String ARTA = "38344000101";
    private static final String BOJANA = "38344000102";
    private static final String CELA = "38344000103";

    private Hotline hotline;
    private TelephoneExchange telephones;
    private Work work;
    private Demo demo;
    private Visitor visitor;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
        telephones = new TelephoneExchange(
                hotline.server().voice().orElseThrow().calls(),
                PromptShelf.open(Path.of("ivr-scripts/prompts")),
                hotline::now);
        work = new Work("telephones", 64);
        List<Msisdn> counsellors =
                List.of(ARTA, BOJANA, CELA).stream().map(Msisdn::new).toList();
        demo = Demo.start(
                hotline.smsc(),
                Optional.of(telephones),
                new Demo.Cast(Hotline.LINE, new Msisdn(ANNA), counsellors),
                "127.0.0.1",
                0,
                work,
                InstantSource.system(),
                List.of());
        visitor = new Visitor(demo.page());
    }

    @AfterEach
    void close() {
        visitor.close();
        demo.close();
        work.close();
        telephones.close();
        hotline.close();
    }

    @Test
    void sheHearsTheShippedRecordingsAndReachesACounsellorWhoAccepts() throws Exception {
        calls(ANNA);
        JsonNode languages = hears(ANNA, "sq/label.sq");
        assertThat(languages.at("/sounds/0/words").asText()).isNotBlank();
        HttpResponse<byte[]> sound = visitor.get(languages.at("/sounds/0/url").asText(), BodyHandlers.ofByteArray());
        assertThat(sound.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(new String(sound.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");

        presses(ANNA, "1");
        hears(ANNA, "sq/main");
        presses(ANNA, "0");
        listens(ANNA, "sq/voice.connecting");
        JsonNode rung = is(ARTA, "rung");
        assertThat(keys(rung)).containsExactly("sq/whisper.call", "sq/whisper.speaks-sq", "sq/whisper.keys");
        assertThat(rung.toString()).as("her number is not shown").doesNotContain(ANNA);
        is(ANNA, "waits");

        presses(ARTA, "1");
        is(ANNA, "talks");
        is(ARTA, "talks");
        Hotline.await("the claim", () -> hotline.theCase().holder().equals(Optional.of("arta")));
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALL);

        ends(ARTA);
        listens(ANNA, "sq/voice.again");
        hears(ANNA, "sq/voice.again");
        ends(ANNA);
        isOver(ANNA);
        Hotline.await(
                "an empty queue", () -> hotline.server().voice().orElseThrow().waiting() == 0);
    }

    @Test
    void nineIsAnSosDeclinedByOneAndTakenByTheNext() throws Exception {
        calls(ANNA);
        hears(ANNA, "sq/label.sq");
        presses(ANNA, "2");
        hears(ANNA, "sr/main");
        presses(ANNA, "9");
        listens(ANNA, "sr/sos.received");
        assertThat(keys(is(BOJANA, "rung")).getFirst()).isEqualTo("sr/whisper.sos");
        presses(BOJANA, "2");
        is(CELA, "rung");
        isOver(BOJANA);
        presses(CELA, "1");
        is(ANNA, "talks");
        Hotline.await("the claim", () -> hotline.theCase().state() == CaseState.ACCEPTED);
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);

        ends(ANNA);
        isOver(ANNA);
        hears(CELA, "rom/voice.outcome", "sq/voice.outcome");
        presses(CELA, "1");
        Hotline.await(
                "the case to be closed",
                () -> hotline.server().ledger().openCases(10).isEmpty());
        hears(CELA, "rom/voice.ready", "sq/voice.ready");
        ends(CELA);
        isOver(CELA);
    }

    @Test
    void whoHangsUpWhileTelephonesRingSilencesThem() throws Exception {
        calls(ANNA);
        hears(ANNA, "sq/label.sq");
        presses(ANNA, "1");
        hears(ANNA, "sq/main");
        presses(ANNA, "9");
        listens(ANNA, "sq/sos.received");
        is(ARTA, "rung");
        ends(ANNA);
        isOver(ARTA);
        hotline.phone("101").gets("SOS " + hotline.theCase().code());
    }

    @Test
    void nothingButWhatAManifestNamesIsServed() throws Exception {
        assertThat(visitor.get("/demo/prompt/hold").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/demo/prompt/sq/main").statusCode()).isEqualTo(200);
        for (String path :
                List.of("sq/manifest.yaml", "sq/..%2fhold", "xx/main", "sq/main.alaw", "texts/en.properties")) {
            assertThat(visitor.get("/demo/prompt/" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(post("/demo/call", Map.of("from", "38344000250"))).isEqualTo(400);
        assertThat(post("/demo/call/key", Map.of("from", ANNA, "key", "12"))).isEqualTo(400);
    }

    @Test
    void aVisitorCallsWithTheKeyboardAndReadsWhatIsSpoken() throws Exception {
        try (Browser browser = Browser.open()) {
            browser.window(1280, 1500, false).go(demo.page());
            browser.until("!document.getElementById('calls').hidden");
            browser.evaluate("document.querySelector('#caller .begin').focus()");
            browser.press("Enter").until(reads("#caller", "Shqip"));
            assertThat(browser.evaluate("document.activeElement.closest('#caller .keys') !== null")
                            .asBoolean())
                    .as("the keys have the focus")
                    .isTrue();
            browser.press("1").until(reads("#caller", "shtypni tre"));
            browser.until("!" + reads("#caller", "Srpski"));
            browser.picture("demo-telephone");
            assertThat(browser.text("document.querySelector('#caller .keys').innerText.replace(/\\s/g, '')"))
                    .isEqualTo("123456789*0#");
            browser.tabTo("#caller .keys button:nth-child(11)");
            browser.press("Enter").until(reads("#caller", "Po ju lidhim"));
            browser.press("0").until("document.getElementById('called').dataset.state === 'rung'");
            assertThat(browser.text("document.querySelector('#called .state').textContent"))
                    .contains("1: accept");
            browser.evaluate("document.querySelector('#called .keys button').focus()");
            browser.press("1").until("document.getElementById('caller').dataset.state === 'talks'");
            browser.picture("demo-telephone-talks");
            browser.evaluate("document.querySelector('#caller .end').click()");
            browser.until("document.getElementById('caller').dataset.state === 'idle'");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(hotline.theCase().holder()).contains("arta");
    }

    private static String reads(String card, String words) {
        return "document.querySelector('" + card + " .heard').textContent.includes('" + words + "')";
    }

    private void calls(String phone) throws Exception {
        assertThat(post("/demo/call", Map.of("from", phone))).isEqualTo(204);
    }

    private void presses(String phone, String key) throws Exception {
        assertThat(post("/demo/call/key", Map.of("from", phone, "key", key))).isEqualTo(204);
    }

    private void ends(String phone) throws Exception {
        assertThat(post("/demo/call/end", Map.of("from", phone))).isEqualTo(204);
    }

    /// Waits for that question, and says that it was heard to its end.
    private void listens(String phone, String key) throws Exception {
        JsonNode question = hears(phone, key);
        post(
                "/demo/call/heard",
                Map.of("from", phone, "number", question.path("number").asText()));
    }

    /// Waits for a question that holds one of the recordings.
    private JsonNode hears(String phone, String... anyOf) throws Exception {
        return awaits(phone, "hears", anyOf);
    }

    private JsonNode is(String phone, String state) throws Exception {
        return awaits(phone, state);
    }

    private JsonNode awaits(String phone, String state, String... anyOf) throws Exception {
        JsonNode call = call(phone);
        for (int i = 0; i < 1_500; i++) {
            if (call.path("state").asText().equals(state)
                    && (anyOf.length == 0 || keys(call).stream().anyMatch(List.of(anyOf)::contains))) {
                return call;
            }
            Thread.sleep(20);
            call = call(phone);
        }
        throw new AssertionError(phone + " should be " + state + " " + List.of(anyOf) + ", but: " + call);
    }

    private void isOver(String phone) throws Exception {
        for (int i = 0; i < 1_500 && !call(phone).isMissingNode(); i++) {
            Thread.sleep(20);
        }
        assertThat(call(phone).isMissingNode()).isTrue();
    }

    private static List<String> keys(JsonNode call) {
        return call.path("sounds")
                .valueStream()
                .map(one -> one.path("key").asText())
                .toList();
    }

    private JsonNode call(String phone) throws Exception {
        return JSON.readTree(visitor.get("/demo/state").body()).path("calls").path(phone);
    }

    private int post(String path, Map<String, String> fields) throws Exception {
        return visitor.post(path, fields).statusCode();
    }
}
