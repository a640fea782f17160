package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.Request;

/// D-Mark: a GET whose query holds the last input in `ussdRequestString`; `response` is false when she has just
/// dialled. The answer is JSON, always 200: `action` is `request` when an input is awaited, else `end`. No step is
/// named.
///
/// Source: docs.vumi.org, "Dmark"; the survey tool mics (unicefuganda), its USSD tests.
final class DMark implements Dialect {

    @Override
    public List<Way> ways() {
        return List.of(new Way("GET", ""));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, Sent.Encoding.QUERY);
        UssdEvent.Session session =
                at.session(sent.need("transactionId"), sent.number("msisdn"), sent.field("ussdServiceCode"));
        String words = sent.words("ussdRequestString");
        UssdEvent event = sent.yes("response")
                ? new UssdEvent.Reply(session, "", words)
                : new UssdEvent.Begin(session, Dialled.behind(words, session.code()));
        return new Told.Happened(event, DMark::page, page(new UssdPage("", true)));
    }

    private static Answer page(UssdPage page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("responseString", page.text());
        answer.put("action", page.last() ? "end" : "request");
        return Answer.json(answer);
    }
}
