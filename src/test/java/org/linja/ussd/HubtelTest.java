package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;

/// Against Hubtel's description of Programmable Services: JSON with `SessionId`, `Type` (initiation, response,
/// release; its samples write it in either case), `Message`, `ServiceCode` without star and hash, `Mobile` without
/// plus, `Sequence` as a string or a number, `Operator`, `ClientState`; answered with `SessionId`, `Type`, `Message`,
/// `Label`, `DataType`, `FieldType`. (developers.hubtel.com, "API Reference - Prog Services".)
class HubtelTest {
    private final Caller caller = Caller.speaking("hubtel");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials                  | Initiation | *711*2#   | 1   | begin   | ''
            she dials more             | initiation | *711*2*9# | "1" | begin   | 9
            the mobile app begins      | initiation | ''        | 1   | begin   | ''
            she answers                | Response   | 3         | 2   | reply   | 3
            she answers in small words | response   | ndihme    | "3" | reply   | ndihme
            she hangs up               | Release    | ''        | 4   | end     | ''
            nothing came               | Timeout    | ''        | 4   | timeout | ''
            """)
    void readsTheType(String what, String type, String message, String sequence, String kind, String words) {
        caller.next(kind.equals("end") || kind.equals("timeout") ? "" : "Page", false);
        var answer = says(type, message, sequence);
        assertThat(answer).as(what).contains("\"SessionId\":\"3c79\"");
        UssdEvent.Session session = caller.session("3c79", "*711*2#");
        assertThat(caller.asked()).containsExactly(Caller.event(kind, session, sequence.replace("\"", ""), words));
    }

    @Test
    void aPageAwaitsAnInputAndTheLastReleases() {
        caller.next("Choose\n1 \"a\"", false);
        assertThat(says("Initiation", "*711*2#", "1"))
                .isEqualTo("{\"SessionId\":\"3c79\",\"Type\":\"response\",\"Message\":\"Choose\\n1 \\\"a\\\"\","
                        + "\"Label\":\"USSD\",\"DataType\":\"input\",\"FieldType\":\"text\"}");
        caller.next("Goodbye", true);
        assertThat(says("Response", "1", "2"))
                .isEqualTo("{\"SessionId\":\"3c79\",\"Type\":\"release\",\"Message\":\"Goodbye\","
                        + "\"Label\":\"USSD\",\"DataType\":\"display\",\"FieldType\":\"text\"}");
    }

    @Test
    void nothingIsSold() {
        var answer = caller.posts("application/json", body("AddToCart", "", "2"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Type", "Initiation");
        assertThat(caller.asked()).isEmpty();
    }

    private String says(String type, String message, String sequence) {
        return caller.posts("application/json", body(type, message, sequence)).body();
    }

    private static String body(String type, String message, String sequence) {
        return "{\"Mobile\":\"38344000101\",\"SessionId\":\"3c79\",\"ServiceCode\":\"711*2\",\"Type\":\"" + type
                + "\",\"Message\":\"" + message + "\",\"Operator\":\"vala\",\"Sequence\":" + sequence
                + ",\"ClientState\":null,\"Platform\":\"USSD\"}";
    }
}
