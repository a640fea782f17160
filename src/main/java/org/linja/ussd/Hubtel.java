package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;

/// Hubtel, Programmable Services: JSON with the last input only in `Message` and its place in `Sequence`. `Type` says
/// what happens: `initiation`, where `Message` is what was dialled, `response`, `release`, `timeout`.
///
/// Source: developers.hubtel.com, "API Reference - Prog Services"; github.com/habbes/ussd-menu-builder.
final class Hubtel implements Dialect {

    @Override
    public List<Way> ways() {
        return List.of(new Way("POST", ""));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, Sent.Encoding.JSON);
        String id = sent.need("SessionId");
        UssdEvent.Session session = at.session(id, sent.number("Mobile"), sent.field("ServiceCode"));
        UssdEvent event = switch (sent.need("Type").toLowerCase(Locale.ROOT)) {
            case "initiation" ->
                new UssdEvent.Begin(
                        session, Dialled.behind(sent.field("Message").orElse(""), session.code()));
            case "response" ->
                new UssdEvent.Reply(session, sent.field("Sequence").orElse(""), sent.words("Message"));
            case "release" -> new UssdEvent.End(session);
            case "timeout" -> new UssdEvent.Timeout(session);
            default ->
                throw new BadRequest("Type is none of Initiation, Response, Release, Timeout: nothing is sold here");
        };
        return new Told.Happened(event, page -> page(id, page), page(id, new UssdPage("", true)));
    }

    private static Answer page(String id, UssdPage page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("SessionId", id);
        answer.put("Type", page.last() ? "release" : "response");
        answer.put("Message", page.text());
        answer.put("Label", "USSD");
        answer.put("DataType", page.last() ? "display" : "input");
        answer.put("FieldType", "text");
        return Answer.json(answer);
    }
}
