package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;

/// Infobip, USSD gateway to third-party application: JSON to `…/session/{id}/start`, `response`, `end`, with the last
/// input in `text`; `…/status` asks whether a session is open. Every answer is 200 and tells its outcome in
/// `responseExitCode`.
///
/// An `end` that names exit code and reason of a network that waited in vain cannot be told from one that she made: the
/// codes' table is not public. Both are an end (R11: nothing is resumed that she may have left).
///
/// Source: Infobip, "USSD Gateway to Third-party Application HTTP/REST/JSON Web Service API", as told in
/// docs.vumi.org, "Infobip".
final class Infobip implements Dialect {
    private static final String SESSION = "/session/:session/:step";
    private static final int DONE = 200;
    private static final int WRONG = 400;

    @Override
    public List<Way> ways() {
        return List.of(new Way("POST", SESSION), new Way("GET", SESSION));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        String id = request.parameter("session");
        String step = request.parameter("step");
        if (step.equals("status")) {
            return new Told.Asked(
                    session ->
                            session.carrier().equals(at.name()) && session.id().equals(id),
                    Infobip::status);
        }
        Sent sent = Sent.of(request, Sent.Encoding.JSON);
        UssdEvent.Session session = at.session(id, sent.number("msisdn"), sent.field("shortCode"));
        UssdEvent event = switch (step) {
            case "start" ->
                new UssdEvent.Begin(session, Dialled.behind(sent.field("text").orElse(""), session.code()));
            case "response" -> new UssdEvent.Reply(session, "", sent.words("text"));
            case "end" -> new UssdEvent.End(session);
            default -> throw new BadRequest("the last part of the address is none of start, response, end, status");
        };
        return new Told.Happened(event, Infobip::page, outcome(DONE, ""));
    }

    @Override
    public Answer refused(BadRequest why) {
        return outcome(WRONG, why.what());
    }

    private static Answer page(UssdPage page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("shouldClose", page.last());
        answer.put("ussdMenu", page.text());
        answer.put("responseExitCode", DONE);
        answer.put("responseMessage", "");
        return Answer.json(answer);
    }

    private static Answer status(boolean open) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sessionActive", open);
        answer.put("responseExitCode", DONE);
        answer.put("responseMessage", "");
        return Answer.json(answer);
    }

    private static Answer outcome(int code, String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("responseExitCode", code);
        answer.put("responseMessage", message);
        return Answer.json(answer);
    }
}
