package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.UssdEvent;
import org.linja.testkit.Visitor;

/// Against our own description in docs/AGGREGATORS.md, and with it what Advanta and others describe: a GET with
/// `SESSIONID`, `USSDCODE`, `MSISDN` and `INPUT`, which holds the code and all inputs.
class GenericTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials           | ''      | ''    | *123#   | ''  | begin   | ''
            she dials more      | ''      | ''    | *123*4# | ''  | begin   | 4
            it is said so       | begin   | ''    | ''      | ''  | begin   | ''
            it is marked so     | ''      | true  | ''      | ''  | begin   | ''
            she answers         | ''      | ''    | 2       | ''  | reply   | 2
            it is marked        | ''      | false | *123#   | ''  | reply   | *123#
            with a step         | reply   | ''    | 2       | 7   | reply   | 2
            she hangs up        | end     | ''    | ''      | ''  | end     | ''
            nothing came        | TIMEOUT | ''    | ''      | ''  | timeout | ''
            """)
    void lastInput(String what, String type, String fresh, String text, String step, String kind, String words) {
        try (Caller caller = Caller.speaking("generic", "code: \"*123#\"")) {
            caller.next(kind.equals("end") || kind.equals("timeout") ? "" : "Page", false);
            var answer = caller.posts(
                    Visitor.FORM,
                    Visitor.form(Map.of(
                            "session", "g1",
                            "msisdn", "+383 44 000 101",
                            "text", text,
                            "type", type,
                            "new", fresh,
                            "step", step)));
            assertThat(answer.body()).as(what).startsWith(kind.matches("begin|reply") ? "CON Page" : "END");
            UssdEvent.Session session = caller.session("g1", "*123#");
            assertThat(caller.asked()).containsExactly(Caller.event(kind, session, step, words));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            she dials      | *415*33#     | begin | ''
            first input    | *415*33*1#   | reply | 1
            second input   | *415*33*1*2# | reply | 2
            without code   | 1*2          | reply | 2
            """)
    void allInputsInAQueryWithNamesOfTheirOwn(String what, String input, String kind, String words) {
        try (Caller caller = Caller.speaking(
                "generic",
                "encoding: query",
                "input: cumulative",
                "fields: { session: SESSIONID, msisdn: MSISDN, code: USSDCODE, text: INPUT }")) {
            caller.next("Page", true);
            var answer = caller.gets(Visitor.form(
                    Map.of("SESSIONID", "g1", "MSISDN", "38344000101", "USSDCODE", "*415*33#", "INPUT", input)));
            assertThat(answer.body()).as(what).isEqualTo("END Page");
            UssdEvent.Session session = caller.session("g1", "*415*33#");
            String inputs = Dialled.behind(input, "*415*33#");
            assertThat(caller.asked())
                    .containsExactly(
                            kind.equals("begin")
                                    ? new UssdEvent.Begin(session, "")
                                    : new UssdEvent.Reply(session, Heard.mark(inputs), words));
        }
    }

    @Test
    void jsonInAndOut() {
        try (Caller caller = Caller.speaking("generic", "encoding: json", "answer: json")) {
            caller.next("1 \"a\"\n2 b", false);
            var answer = caller.posts(
                    "text/plain",
                    "{\"session\":17,\"msisdn\":38344000101,\"code\":\"123\",\"text\":\"\",\"new\":true,\"x\":{\"y\":[]}}");
            assertThat(answer.body()).isEqualTo("{\"text\":\"1 \\\"a\\\"\\n2 b\",\"more\":true}");
            assertThat(caller.asked()).containsExactly(new UssdEvent.Begin(caller.session("17", "*123#"), ""));
        }
    }
}
