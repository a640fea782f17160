package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;

/// Against Arkesel's description: JSON with `sessionID`, `userID`, `newSession`, `msisdn`, `userData` (what was
/// dialled, then the last input), `network`; answered with the same ids, `message` and `continueSession`.
/// (developers.arkesel.com, "USSD"; ussd-builder, lib/ussd-menu.js.)
class ArkeselTest {
    private final Caller caller = Caller.speaking("arkesel", "code: \"*928*5#\"");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials      | true  | *928*5#     | begin | ''
            she dials more | true  | *928*5*1*2# | begin | 1*2
            the code alone | true  | *928#       | begin | ''
            she answers    | false | 1           | reply | 1
            she writes     | false | sos *       | reply | sos *
            """)
    void readsWhetherTheSessionIsNew(String what, String fresh, String userData, String kind, String words) {
        caller.next("Page", false);
        says(fresh, userData);
        UssdEvent.Session session = caller.session("ar-1", "*928*5#");
        assertThat(caller.asked()).as(what).containsExactly(Caller.event(kind, session, "", words));
    }

    @Test
    void theAnswerRepeatsWhoAsked() {
        caller.next("Page", false);
        assertThat(says("true", "*928*5#"))
                .isEqualTo("{\"sessionID\":\"ar-1\",\"userID\":\"APP1\",\"msisdn\":\"38344000101\","
                        + "\"message\":\"Page\",\"continueSession\":true}");
        caller.next("Goodbye", true);
        assertThat(says("false", "1")).contains("\"message\":\"Goodbye\",\"continueSession\":false");
    }

    private String says(String fresh, String userData) {
        return caller.posts(
                        "application/json",
                        "{\"sessionID\":\"ar-1\",\"userID\":\"APP1\",\"newSession\":" + fresh
                                + ",\"msisdn\":\"38344000101\",\"userData\":\"" + userData + "\",\"network\":\"MTN\"}")
                .body();
    }
}
