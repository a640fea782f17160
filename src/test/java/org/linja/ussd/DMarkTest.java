package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;
import org.linja.testkit.Visitor;

/// Against D-Mark's description (as docs.vumi.org tells it): GET with `transactionId`, `msisdn`, `ussdServiceCode`,
/// `ussdRequestString`, `response` ("false" for a new session), `transactionTime`, `creationTime`; answered with JSON
/// of `responseString` and `action`, `request` or `end`; any status but 200 is a failure.
class DMarkTest {
    private final Caller caller = Caller.speaking("d-mark");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials                | false | ''     | begin | ''
            she dials, told with it  | false | *130#  | begin | ''
            the code without its star| false | 130    | begin | ''
            she dials more           | false | *130*2#| begin | 2
            she answers              | true  | 2      | reply | 2
            """)
    void readsTheQuery(String what, String response, String text, String kind, String words) {
        caller.next("Page", false);
        says(response, text);
        UssdEvent.Session session = caller.session("123344", "*130#");
        assertThat(caller.asked()).as(what).containsExactly(Caller.event(kind, session, "", words));
    }

    @Test
    void answersInJson() {
        caller.next("Page", false);
        assertThat(says("false", "")).isEqualTo("{\"responseString\":\"Page\",\"action\":\"request\"}");
        caller.next("Goodbye", true);
        assertThat(says("true", "1")).isEqualTo("{\"responseString\":\"Goodbye\",\"action\":\"end\"}");
    }

    private String says(String response, String text) {
        return caller.gets(Visitor.form(Map.of(
                        "transactionId", "123344",
                        "transactionTime", "1718000000",
                        "creationTime", "",
                        "msisdn", "38344000101",
                        "ussdServiceCode", "130",
                        "ussdRequestString", text,
                        "response", response)))
                .body();
    }
}
