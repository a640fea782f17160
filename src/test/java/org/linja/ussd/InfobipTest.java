package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;

/// Against Infobip's description of its USSD gateway (as docs.vumi.org tells it): JSON to `…/session/{id}/start`,
/// `response`, `end` with `msisdn`, `text`, and, not always, `shortCode`; `…/status` asks for `sessionActive`. Answers
/// hold `ussdMenu` and `shouldClose`; all hold `responseExitCode` and `responseMessage`, and go with HTTP 200.
class InfobipTest {
    private final Caller caller = Caller.speaking("infobip", "code: \"*123#\"");

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials           | start    | *123#   | 123  | begin | ''
            she dials more      | start    | *123*4# | 123  | begin | 4
            no code is named    | start    | *123#   |      | begin | ''
            she answers         | response | 2       | 123  | reply | 2
            she answers nothing | response | ''      | 123  | reply | ''
            it is over          | end      | ''      | 123  | end   | ''
            """)
    void theAddressTellsWhatHappens(
            String what, String step, String text, String shortCode, String kind, String words) {
        caller.next(kind.equals("end") ? "" : "Page", false);
        String code = shortCode == null ? "" : ",\"shortCode\":\"" + shortCode + "\"";
        String body = "{\"msisdn\":\"38344000101\",\"imsi\":null,\"text\":\"" + text + "\",\"ussdGwId\":\"live2\","
                + "\"exitCode\":510,\"reason\":\"x\"" + code + "}";
        HttpResponse<String> answer = says("s-1", step, body);
        assertThat(answer.body())
                .as(what)
                .isEqualTo(
                        kind.equals("end")
                                ? "{\"responseExitCode\":200,\"responseMessage\":\"\"}"
                                : "{\"shouldClose\":false,\"ussdMenu\":\"Page\",\"responseExitCode\":200,"
                                        + "\"responseMessage\":\"\"}");
        UssdEvent.Session session = caller.session("s-1", "*123#");
        assertThat(caller.asked()).containsExactly(Caller.event(kind, session, "", words));
    }

    @Test
    void tellsWhetherASessionIsOpen() {
        assertThat(status("s-1")).contains("\"sessionActive\":false");
        caller.next("Page", false);
        says("s-1", "start", "{\"msisdn\":\"38344000101\",\"text\":\"*123#\"}");
        assertThat(status("s-1")).contains("\"sessionActive\":true", "\"responseExitCode\":200");
        assertThat(status("s-2")).contains("\"sessionActive\":false");
        caller.next("Goodbye", true);
        says("s-1", "response", "{\"msisdn\":\"38344000101\",\"text\":\"1\"}");
        assertThat(status("s-1")).contains("\"sessionActive\":false");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            start    | {"text":"*123#"}                      | msisdn is missing
            start    | {"msisdn":"anna","text":"*123#"}      | no telephone number
            response | {"msisdn":"38344000101"}              | text is missing
            response | {"msisdn":"38344000101","text":       | no JSON object
            pause    | {"msisdn":"38344000101","text":"1"}   | none of start, response, end, status
            """)
    void refusesInItsOwnForm(String step, String body, String why) {
        HttpResponse<String> answer = says("s-1", step, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"responseExitCode\":400,\"responseMessage\":\"")
                .contains(why);
        assertThat(caller.asked()).isEmpty();
    }

    private HttpResponse<String> says(String id, String step, String body) {
        return caller.send(caller.to("/" + Caller.SECRET + "/session/" + id + "/" + step)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String status(String id) {
        return caller.send(caller.to("/" + Caller.SECRET + "/session/" + id + "/status")
                        .GET())
                .body();
    }
}
