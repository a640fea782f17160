package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;
import org.linja.testkit.Visitor;

/// Against Africa's Talking's description of its callback: form fields `sessionId`, `serviceCode`, `phoneNumber`,
/// `networkCode` and `text`; `text` is empty at first and then holds all inputs, joined by `*`; an answer begins with
/// `CON` or `END`, and anything else or a 40x ends the session. ("USSD: handle sessions"; at-ussd, AT-USSD.md.)
class AfricasTalkingTest {
    private final Caller caller = Caller.speaking("africas-talking");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials        | ''      | begin |         | CON Page 1 | more
            first input      | 1       | reply | 1       | CON Page 1 | more
            all inputs       | 1*2     | reply | 2       | CON Page 1 | more
            words            | 3*pomoc | reply | pomoc   | END Page 1 | last
            """)
    void readsTheFormAndAnswersInPlainText(
            String what, String text, String kind, String words, String answer, String more) {
        caller.next("Page 1", more.equals("last"));
        assertThat(says(text)).as(what).isEqualTo(answer);
        UssdEvent.Session session = caller.session("ATUid_7f", "*384*123#");
        assertThat(caller.asked())
                .containsExactly(
                        kind.equals("begin")
                                ? new UssdEvent.Begin(session, "")
                                : new UssdEvent.Reply(session, Heard.mark(text), words));
    }

    @Test
    void anAsteriskOfHerOwnIsHersWhenTheInputsBeforeAreKnown() {
        caller.next("Menu", false);
        says("");
        caller.next("Write to us", false);
        says("4");
        caller.next("Thank you", true);
        says("4*he is back *now*");
        assertThat(caller.asked())
                .last()
                .isEqualTo(new UssdEvent.Reply(
                        caller.session("ATUid_7f", "*384*123#"), Heard.mark("4*he is back *now*"), "he is back *now*"));
    }

    @Test
    void inputsOfASessionNobodyKnowsWereDialledBehindTheCode() {
        caller.next("", false);
        caller.next("Menu 4", false);
        assertThat(says("4*1")).isEqualTo("CON Menu 4");
        UssdEvent.Session session = caller.session("ATUid_7f", "*384*123#");
        assertThat(caller.asked())
                .containsExactly(
                        new UssdEvent.Reply(session, Heard.mark("4*1"), "1"), new UssdEvent.Begin(session, "4*1"));
    }

    @Test
    void theNoteThatASessionIsOverIsAnEnd() {
        Map<String, String> note = new LinkedHashMap<>(
                Map.of("sessionId", "ATUid_7f", "serviceCode", "*384*123#", "phoneNumber", "+38344000101"));
        note.put("status", "Incomplete");
        note.put("input", "4*1");
        note.put("hopsCount", "3");
        var answer = caller.send(caller.to("/" + Caller.SECRET + "/ended")
                .header("Content-Type", Visitor.FORM)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Visitor.form(note))));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(caller.asked()).containsExactly(new UssdEvent.End(caller.session("ATUid_7f", "*384*123#")));
    }

    private String says(String text) {
        return caller.posts(
                        Visitor.FORM,
                        Visitor.form(Map.of(
                                "sessionId", "ATUid_7f",
                                "serviceCode", "*384*123#",
                                "phoneNumber", "+38344000101",
                                "networkCode", "99999",
                                "text", text)))
                .body();
    }
}
