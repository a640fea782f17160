package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.Request;

/// Nalo Solutions: JSON with the last input only in `USERDATA`; `MSGTYPE` is true when she has just dialled, and in the
/// answer when an input is awaited. No step is named, and not every account gets a `SESSIONID`: without it her number
/// and the code are the session.
///
/// Source: Nalo Solutions, "USSD API documentation" (Postman 7705958/UyrEhaLQ);
/// github.com/harmonizerblinks/ussd-builder.
final class Nalo implements Dialect {

    @Override
    public List<Way> ways() {
        return List.of(new Way("POST", ""));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, Sent.Encoding.JSON);
        String id = sent.field("SESSIONID").isPresent() ? sent.need("SESSIONID") : "";
        UssdEvent.Session session = at.session(id, sent.number("MSISDN"), Optional.empty());
        String words = sent.words("USERDATA");
        UssdEvent event = sent.yes("MSGTYPE")
                ? new UssdEvent.Begin(session, Dialled.behind(words, session.code()))
                : new UssdEvent.Reply(session, "", words);
        return new Told.Happened(event, page -> page(sent, page), page(sent, new UssdPage("", true)));
    }

    private static Answer page(Sent sent, UssdPage page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("USERID", sent.field("USERID").orElse(""));
        answer.put("MSISDN", sent.need("MSISDN"));
        answer.put("USERDATA", sent.words("USERDATA"));
        answer.put("MSG", page.text());
        answer.put("MSGTYPE", !page.last());
        return Answer.json(answer);
    }
}
