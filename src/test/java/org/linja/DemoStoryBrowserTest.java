package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.contact.Msisdn;
import org.linja.simulator.Demo;
import org.linja.testkit.Browser;
import org.linja.testkit.Hotline;
import org.linja.work.Work;

/// The demo from the visitor's browser to the store and back, as `./linja demo` runs it: the page, handsets, SMPP, the
/// server, a real Redis. Hands are on the keyboard only.
class DemoStoryBrowserTest {
    private static final String DIAL = "#beneficiary .quick button:nth-child(6)";
    private static final String PAGE = "document.querySelector('.ussd:not([hidden]) .page').textContent";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @SuppressWarnings("NullAway.Init")
    private static Hotline hotline;

    @SuppressWarnings("NullAway.Init")
    private static Demo demo;

    private static final Work WORK = new Work("page-test", 64);

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
        hotline = Hotline.open();
        List<Msisdn> counsellors = hotline.server().roster().people().stream()
                .map(who -> who.number())
                .toList();
        demo = Demo.start(
                hotline.smsc(),
                new Demo.Cast(Hotline.LINE, new Msisdn("38344000201"), counsellors),
                "127.0.0.1",
                0,
                WORK,
                InstantSource.system(),
                List.of(hotline.server().health()));
    }

    @AfterAll
    static void shut() throws Exception {
        if (demo != null) {
            demo.close();
        }
        WORK.close();
        if (hotline != null) {
            hotline.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    /// Each story is a new person's.
    @BeforeEach
    void arrive() throws Exception {
        browser.window(1280, 900, false).go(demo.page());
        browser.until("document.getElementById('status').dataset.status === 'connected'");
        String before = browser.text("document.querySelector('#beneficiary .number').textContent");
        browser.tabTo("#new-beneficiary");
        browser.press("Enter").until("document.querySelector('#beneficiary .number').textContent !== '" + before + "'");
    }

    @AfterEach
    void nothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void she_asks_for_help_is_answered_discreetly_and_told_when_a_counsellor_is_there() throws Exception {
        browser.tabTo("#beneficiary-text");
        browser.type("ndihme").press("Enter");
        browser.until(received("#beneficiary", "porosia u regjistrua"));
        assertThat(browser.text("document.querySelector('#beneficiary ol').innerText"))
                .doesNotContain("SOS")
                .doesNotContainIgnoringCase("dhun");
        browser.until(received("#counsellor", "SOS"));
        assertThat(browser.text("document.querySelector('#counsellor ol').innerText"))
                .as("no number and no word of hers reaches the counsellor's phone")
                .doesNotContain("38344", "ndihme");

        browser.tabTo("#counsellor-text");
        browser.type("1").press("Enter");
        browser.until("document.querySelectorAll('#beneficiary li.received').length === 2");
        assertThat(hotline.server().ledger().openCases(10))
                .anyMatch(one -> one.holder().isPresent());
        browser.picture("demo-story-sms");
    }

    @Test
    void she_dials_reads_turns_pages_answers_and_nothing_stays_on_her_phone() throws Exception {
        browser.tabTo(DIAL);
        browser.press("Enter").until(PAGE + ".includes('1 Shqip')");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("ussd-text");
        answer("4", "Home doctor");
        answer("3", "municipality");
        String first = browser.text(PAGE);
        assertThat(first).contains("98 More");
        answer("98", "0 Back");
        browser.until("!" + PAGE + ".includes('1 Prishtine')");
        answer("0", "1 Prishtine");
        assertThat(browser.text(PAGE)).isEqualTo(first);
        answer("1", "lawyer");
        browser.picture("demo-story-ussd");
        answer("x", "Thank you");

        assertThat(browser.evaluate("document.querySelector('.ussd form').hidden")
                        .asBoolean())
                .as("the last page awaits nothing")
                .isTrue();
        assertThat(browser.text("document.activeElement.textContent")).isEqualTo("Close");
        browser.press("Enter").until("document.querySelector('.ussd').hidden");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("beneficiary-text");
        assertThat(browser.evaluate("document.querySelectorAll('#beneficiary li').length")
                        .asInt())
                .isZero();
    }

    @Test
    void escape_hangs_up_and_she_may_dial_again() throws Exception {
        browser.tabTo("#beneficiary-text");
        browser.type("*123#").press("Enter").until(PAGE + ".includes('1 Shqip')");
        browser.press("Escape").until("document.querySelector('.ussd').hidden");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("beneficiary-text");
        assertThat(browser.text("document.activeElement.value")).isEmpty();
        browser.type("*123#").press("Enter").until(PAGE + ".includes('1 Shqip')");
        browser.press("Escape").until("document.querySelector('.ussd').hidden");
    }

    @Test
    void the_screen_is_a_named_dialog_whose_pages_are_read_out() throws Exception {
        browser.tabTo(DIAL);
        browser.press("Enter").until(PAGE + ".includes('1 Shqip')");
        assertThat(browser.text("document.querySelector('.ussd').getAttribute('role')"))
                .isEqualTo("dialog");
        for (String names : List.of("aria-labelledby", "aria-describedby")) {
            assertThat(browser.text("document.getElementById(document.querySelector('.ussd').getAttribute('" + names
                            + "')).textContent"))
                    .as(names)
                    .isNotBlank();
        }
        assertThat(browser.text("document.querySelector('.ussd .page').getAttribute('aria-live')"))
                .isEqualTo("polite");
        assertThat(browser.text("document.activeElement.labels[0].textContent")).isNotBlank();
        browser.press("Escape").until("document.querySelector('.ussd').hidden");
        assertThat(browser.evaluate(
                                "document.querySelectorAll('.screen[role=log][aria-live=polite][aria-label]').length")
                        .asInt())
                .isEqualTo(2);
        assertThat(browser.text("document.querySelector('#status').textContent"))
                .isNotBlank();
    }

    private static void answer(String keys, String shown) throws Exception {
        assertThat(browser.text("document.activeElement.id")).isEqualTo("ussd-text");
        browser.type(keys).press("Enter");
        browser.until(PAGE + ".includes('" + shown + "') && document.getElementById('ussd-text').value === ''");
    }

    private static String received(String phone, String part) {
        return "[...document.querySelectorAll('" + phone + " li.received .text')].some((t) => t.textContent.includes('"
                + part + "'))";
    }
}
