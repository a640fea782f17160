package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;

/// Against Nalo's description: JSON with `USERID`, `MSISDN`, `USERDATA`, `MSGTYPE` (true for the first request),
/// `NETWORK`, and by its newer samples `SESSIONID`; answered with `USERID`, `MSISDN`, `MSG` and `MSGTYPE` (true while
/// the session goes on). (Nalo Solutions, "USSD API documentation"; ussd-builder, lib/ussd-menu.js.)
class NaloTest {
    private final Caller caller = Caller.speaking("nalo", "code: \"*920*123#\"");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials, and nothing is told | true  | ''         | begin | ''
            she dials                      | true  | *920*123#  | begin | ''
            she dials more                 | true  | *920*123*4# | begin | 4
            she answers                    | false | 3          | reply | 3
            """)
    void readsTheMessageType(String what, String type, String data, String kind, String words) {
        caller.next("Page", false);
        says(type, data, ",\"SESSIONID\":\"16590\"");
        UssdEvent.Session session = caller.session("16590", "*920*123#");
        assertThat(caller.asked()).as(what).containsExactly(Caller.event(kind, session, "", words));
    }

    @Test
    void withoutASessionHerNumberAndTheCodeAreOne() {
        caller.next("Page", false);
        says("false", "3", "");
        assertThat(caller.asked()).containsExactly(new UssdEvent.Reply(caller.session("", "*920*123#"), "", "3"));
    }

    @Test
    void theAnswerRepeatsWhoAsked() {
        caller.next("Page", false);
        assertThat(says("true", "", ""))
                .isEqualTo("{\"USERID\":\"NALOTest\",\"MSISDN\":\"38344000101\",\"USERDATA\":\"\",\"MSG\":\"Page\","
                        + "\"MSGTYPE\":true}");
        caller.next("Goodbye", true);
        assertThat(says("false", "1", "")).contains("\"MSG\":\"Goodbye\",\"MSGTYPE\":false");
    }

    private String says(String type, String data, String more) {
        return caller.posts(
                        "application/json",
                        "{\"USERID\":\"NALOTest\",\"MSISDN\":\"38344000101\",\"USERDATA\":\"" + data + "\",\"MSGTYPE\":"
                                + type + ",\"NETWORK\":\"MTN\"" + more + "}")
                .body();
    }
}
