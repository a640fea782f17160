package org.linja.ussd;

import java.util.List;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.Request;

/// Africa's Talking, and the many who speak like it: a form with all inputs of the session so far in `text`, joined by
/// `*`; the answer is plain text that begins with `CON` when an input is awaited and with `END` when it is the last.
/// A second address (`…/ended`) is told when a session is over.
///
/// Source: Africa's Talking, "USSD: handle sessions" and "USSD notifications"; github.com/DanNduati/at-ussd.
final class AfricasTalking implements Dialect {
    private static final String ENDED = "/ended";

    @Override
    public List<Way> ways() {
        return List.of(new Way("POST", ""), new Way("POST", ENDED));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, Sent.Encoding.FORM);
        UssdEvent.Session session =
                at.session(sent.need("sessionId"), sent.number("phoneNumber"), sent.field("serviceCode"));
        if (request.path().endsWith(ENDED)) {
            return new Told.Happened(new UssdEvent.End(session), AfricasTalking::page, Answer.text("OK"));
        }
        String inputs = sent.words("text");
        return inputs.isEmpty()
                ? new Told.Happened(new UssdEvent.Begin(session, ""), AfricasTalking::page, Answer.text("END"))
                : new Told.Inputs(session, inputs, AfricasTalking::page);
    }

    static Answer page(UssdPage page) {
        return Answer.text((page.last() ? "END " : "CON ") + page.text());
    }
}
