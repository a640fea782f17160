package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.simulator.RawEsme.submit;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.Msisdn;
import org.linja.testkit.Browser;
import org.linja.work.Work;

/// The demo as a visitor lives it, in a real browser; behind the SMSC an ESME plays the server's part.
final class DemoPageBrowserTest {
    private static final String LINE = "55111";
    private static final String ANNA = "38344000201";
    private static final List<String> ON_CALL = List.of("38344000101", "38344000102", "38344000103");
    private static final String DISCREET = "Faleminderit, porosia u regjistrua.";
    private static final String ALERT = "SOS 4F7K, gjuha sq. Pergjigju 1 per ta marre.";
    private static final String TOLD = "Keshilltarja po e shikon porosine tuaj.";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    private final SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system());
    private final Work work = new Work("page-test", 64);
    private Demo demo = serve(0);

    @SuppressWarnings("NullAway.Init")
    private RawEsme esme;

    private Demo serve(int port) {
        List<Msisdn> counsellors = ON_CALL.stream().map(Msisdn::new).toList();
        var cast = new Demo.Cast(LINE, new Msisdn(ANNA), counsellors);
        return Demo.start(smsc, cast, "127.0.0.1", port, work, InstantSource.system(), List.of());
    }

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
    }

    @AfterAll
    static void shut() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void playTheServer() throws Exception {
        esme = RawEsme.transceiver(smsc.port());
        Thread.ofVirtual().start(this::play);
        browser.window(1280, 900, false).go(demo.page());
        browser.until("document.getElementById('status').dataset.status === 'connected'");
    }

    @AfterEach
    void stop() throws Exception {
        browser.go(java.net.URI.create("about:blank"));
        esme.close();
        demo.close();
        work.close();
        smsc.close();
        assertThat(browser.complaints()).isEmpty();
    }

    /// Answers each text of a beneficiary and alerts two counsellors; whoever answers 1 has it.
    private void play() {
        String waiting = ANNA;
        try {
            while (true) {
                RawEsme.Frame frame = esme.next(1_000);
                if (frame == null) {
                    continue;
                }
                esme.answer(frame, 0);
                RawEsme.Delivered came = frame.delivered();
                String text = new String(
                        came.content(), came.coding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
                if (!ON_CALL.contains(came.from())) {
                    waiting = came.from();
                    say(waiting, text.startsWith("<") ? text : DISCREET);
                    say(ON_CALL.get(0), ALERT);
                    say(ON_CALL.get(1), ALERT);
                } else if (text.equals("1")) {
                    say(waiting, TOLD);
                }
            }
        } catch (Exception | AssertionError over) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String to, String text) throws Exception {
        esme.ask(4, submit(LINE, to, 0, 0, 0, text));
    }

    @Test
    void aVisitorAsksForHelpAndACounsellorAnswersWithTheMouse() throws Exception {
        assertThat(browser.text("document.querySelector('#beneficiary .number').textContent"))
                .isEqualTo("+383 44 000 201");
        click("#beneficiary .quick button:nth-child(1)");
        browser.until(shows("#beneficiary", DISCREET)).until(shows("#counsellor", ALERT));
        assertThat(browser.text("document.querySelector('#beneficiary li.sent .text').textContent"))
                .isEqualTo("ndihmë");
        browser.until("document.querySelector('#beneficiary li.sent .note').textContent.includes('taken')");
        click("#counsellor .quick button");
        browser.until(shows("#beneficiary", TOLD));
        browser.picture("demo-desktop");
        browser.window(1280, 900, true).picture("demo-desktop-dark");
    }

    @Test
    void theWholeStoryIsToldWithTheKeyboardOnly() throws Exception {
        browser.evaluate("document.activeElement.blur()");
        browser.tabTo("#beneficiary-text");
        browser.type("ndihme").press("Enter");
        browser.until(shows("#beneficiary", DISCREET)).until(shows("#counsellor", ALERT));
        assertThat(browser.text("document.activeElement.id")).isEqualTo("beneficiary-text");
        assertThat(browser.text("document.activeElement.value")).isEmpty();

        browser.tabTo("#counsellor .quick button");
        browser.press("Space");
        browser.until(shows("#beneficiary", TOLD));

        browser.press("Shift+Tab", "Shift+Tab");
        assertThat(browser.evaluate("document.activeElement.matches('#counsellors input:checked')")
                        .asBoolean())
                .isTrue();
        assertThat(browser.text("document.querySelectorAll('#counsellors .badge')[1].textContent"))
                .isEqualTo("1");
        assertThat(browser.text("document.querySelectorAll('#counsellors input')[1].getAttribute('aria-label')"))
                .isEqualTo("Counsellor 2, 1 unread");
        browser.press("ArrowRight");
        browser.until(shows("#counsellor", ALERT));
        assertThat(browser.text("document.querySelector('#counsellor .number').textContent"))
                .isEqualTo("+383 44 000 102");
        assertThat(browser.text("document.querySelectorAll('#counsellors .badge')[1].textContent"))
                .isEmpty();

        browser.tabTo("#new-beneficiary");
        browser.press("Enter");
        browser.until("document.querySelector('#beneficiary .number').textContent === '+383 44 000 202'");
        assertThat(browser.evaluate("document.querySelectorAll('#beneficiary li').length")
                        .asInt())
                .isZero();
    }

    @Test
    void everyStopOfTheKeyboardIsSeenAndNamed() throws Exception {
        browser.evaluate("document.activeElement.blur()");
        int stops = 0;
        while (true) {
            browser.press("Tab");
            if (browser.evaluate("document.activeElement === document.body").asBoolean()) {
                break;
            }
            stops++;
            assertThat(stops).isLessThan(60);
            String where = browser.text("document.activeElement.outerHTML.slice(0, 120)");
            assertThat(browser.evaluate(FOCUS_IS_SEEN).asBoolean())
                    .as("outline on " + where)
                    .isTrue();
            assertThat(browser.text(NAME)).as("name of " + where).isNotBlank();
        }
        assertThat(stops).isGreaterThan(14);
    }

    private static final String FOCUS_IS_SEEN = """
            (() => {
              const shown = document.activeElement.type === 'radio'
                ? document.activeElement.nextElementSibling : document.activeElement;
              const style = getComputedStyle(shown);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            })()""";

    private static final String NAME = """
            (() => {
              const at = document.activeElement;
              return at.getAttribute('aria-label') || (at.labels && at.labels[0] && at.labels[0].textContent)
                || at.textContent;
            })()""";

    @ParameterizedTest
    @CsvSource({"en, en, Send", "sq, sq, Dërgo", "sr, sr-Latn, Pošalji"})
    void thePageSpeaksThreeLanguagesAndFitsASmallScreen(String hash, String lang, String send) throws Exception {
        browser.window(360, 740, false);
        browser.tabTo("nav a[href='#" + hash + "']");
        browser.press("Enter").until("document.documentElement.lang === '" + lang + "'");
        assertThat(browser.text("location.hash")).isEqualTo("#" + hash);
        assertThat(browser.text("document.querySelector('#beneficiary form button').textContent"))
                .isEqualTo(send);
        assertThat(browser.text("document.querySelector('nav a[aria-current]').hash"))
                .isEqualTo("#" + hash);

        browser.tabTo("#beneficiary-text");
        browser.type("x".repeat(400)).press("Enter");
        browser.until(shows("#beneficiary", DISCREET)).until(shows("#counsellor", ALERT));
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("width of the page on a screen of 360 pixels")
                .isLessThanOrEqualTo(360);
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('.screen')].every(s => s.scrollWidth <= s.clientWidth)")
                        .asBoolean())
                .as("no message is wider than its screen")
                .isTrue();
        browser.picture("demo-phone-" + hash);
        assertThat(browser.text(LOW_CONTRAST))
                .as("texts with a contrast below 4.5:1")
                .isEmpty();
        browser.window(360, 740, true);
        assertThat(browser.text(LOW_CONTRAST)).as("the same, dark").isEmpty();

        browser.evaluate("location.reload()");
        browser.until("document.documentElement.lang === '" + lang + "'").until(shows("#beneficiary", DISCREET));
    }

    /// WCAG 2.2 §1.4.3: the contrast of each text with what is painted behind it.
    private static final String LOW_CONTRAST = """
            (() => {
              const channels = (color) => color.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => {
                const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) =>
                  c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * x + 0.7152 * y + 0.0722 * z;
              };
              const behind = (node) => {
                for (let at = node; at; at = at.parentElement) {
                  const color = channels(getComputedStyle(at).backgroundColor);
                  if (color.length === 3 || color[3] === 1) return color;
                }
                return [255, 255, 255];
              };
              const low = [];
              for (const node of document.querySelectorAll('body *')) {
                const own = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
                if (!own || node.tagName === 'NOSCRIPT' || !node.checkVisibility()) continue;
                const a = light(channels(getComputedStyle(node).color));
                const b = light(behind(node));
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) low.push(node.className + ' ' + node.tagName + ' ' + contrast.toFixed(2));
              }
              return low.join('; ');
            })()""";

    @Test
    void aTextIsNeverReadAsMarkup() throws Exception {
        String hostile = "<img src=x onerror=\"document.title='taken'\"><b>bold</b>";
        browser.tabTo("#beneficiary-text");
        browser.type(hostile).press("Enter");
        browser.until("document.querySelectorAll('#beneficiary li').length === 2");
        assertThat(browser.text("document.querySelector('#beneficiary li.received .text').textContent"))
                .isEqualTo(hostile);
        assertThat(browser.evaluate("document.querySelectorAll('.screen img, .screen b').length")
                        .asInt())
                .isZero();
        assertThat(browser.text("document.title")).isEqualTo("Linja: try the line");
    }

    @Test
    void messagesAreAnnouncedAndTheNetworkIsTold() throws Exception {
        assertThat(browser.evaluate("document.querySelectorAll('.screen[role=log][aria-live=polite]').length")
                        .asInt())
                .isEqualTo(2);
        smsc.dropAll();
        browser.go(demo.page());
        browser.until("document.querySelector('#status').textContent.includes('has not joined')");
        click("#beneficiary .quick button:nth-child(1)");
        browser.until("document.querySelector('#beneficiary li.sent .note')?.textContent.includes('on its way')");
        esme.close();
        esme = RawEsme.transceiver(smsc.port());
        Thread.ofVirtual().start(this::play);
        browser.until("document.querySelector('#beneficiary li.sent .note').textContent.includes('taken')");
        browser.until("document.getElementById('status').dataset.status === 'connected'");
    }

    @Test
    void aPageThatWasCutOffAsksForTheStateAgain() throws Exception {
        click("#beneficiary .quick button:nth-child(1)");
        browser.until(shows("#beneficiary", DISCREET));
        int port = demo.page().getPort();
        demo.close();
        browser.until("document.getElementById('status').dataset.status === 'lost'");
        demo = serve(port);
        browser.until("document.getElementById('status').dataset.status === 'connected'");
        browser.until("document.querySelectorAll('#beneficiary li').length === 0");
        click("#beneficiary .quick button:nth-child(1)");
        browser.until(shows("#beneficiary", DISCREET));
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("net::ERR_"));
    }

    private static void click(String selector) throws Exception {
        browser.evaluate("document.querySelector(\"" + selector + "\").click()");
    }

    private static String shows(String phone, String text) {
        return "[...document.querySelectorAll('" + phone + " li .text')].some((t) => t.textContent === '" + text + "')";
    }
}
