package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.Request;

/// Arkesel: JSON with the last input only in `userData`, which is what was dialled when `newSession` is true. The
/// answer repeats who asked and says in `continueSession` whether an input is awaited. No step is named.
///
/// Source: developers.arkesel.com, "USSD"; github.com/harmonizerblinks/ussd-builder.
final class Arkesel implements Dialect {

    @Override
    public List<Way> ways() {
        return List.of(new Way("POST", ""));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, Sent.Encoding.JSON);
        UssdEvent.Session session = at.session(sent.need("sessionID"), sent.number("msisdn"), Optional.empty());
        String words = sent.words("userData");
        UssdEvent event = sent.yes("newSession")
                ? new UssdEvent.Begin(session, Dialled.behind(words, session.code()))
                : new UssdEvent.Reply(session, "", words);
        return new Told.Happened(event, page -> page(sent, page), page(sent, new UssdPage("", true)));
    }

    private static Answer page(Sent sent, UssdPage page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sessionID", sent.need("sessionID"));
        answer.put("userID", sent.field("userID").orElse(""));
        answer.put("msisdn", sent.need("msisdn"));
        answer.put("message", page.text());
        answer.put("continueSession", !page.last());
        return Answer.json(answer);
    }
}
