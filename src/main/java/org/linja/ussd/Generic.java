package org.linja.ussd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;

/// A provider that is none of the others, described in the configuration (docs/AGGREGATORS.md): which fields it
/// sends, where they are, whether the text is the last input or all of them, and which of two answers it reads.
///
/// @param encoding where the fields are; `query` comes by GET, the others by POST
/// @param input what its text holds
/// @param answer what it reads
/// @param fields what it calls them
record Generic(Sent.Encoding encoding, Input input, Reply answer, Fields fields) implements Dialect {

    /// What the text of a request holds.
    enum Input {
        /// What she typed last; behind a dial string when she has just dialled.
        LAST,
        /// All she typed in this session, joined by `*`, with or without the code before it (`*123*1*2#`).
        CUMULATIVE
    }

    /// What is answered.
    enum Reply {
        /// Plain text that begins with `CON` or `END`.
        CON_END,
        /// `{"text": "…", "more": true}`.
        JSON
    }

    /// Names of fields. Only session, msisdn and text must come.
    ///
    /// @param type `begin`, `reply`, `end` or `timeout`
    /// @param fresh whether she has just dialled, where there is no type
    /// @param step a number or word that no other request of the session has
    record Fields(String session, String msisdn, String code, String text, String type, String fresh, String step) {
        static Fields read(Doc doc) {
            return new Fields(
                    doc.at("session").string("session"),
                    doc.at("msisdn").string("msisdn"),
                    doc.at("code").string("code"),
                    doc.at("text").string("text"),
                    doc.at("type").string("type"),
                    doc.at("new").string("new"),
                    doc.at("step").string("step"));
        }
    }

    static Generic read(Doc doc) {
        return new Generic(
                doc.at("encoding").oneOf(Sent.Encoding.class, Sent.Encoding.FORM),
                doc.at("input").oneOf(Input.class, Input.LAST),
                doc.at("answer").oneOf(Reply.class, Reply.CON_END),
                Fields.read(doc.at("fields")));
    }

    @Override
    public List<Way> ways() {
        return List.of(new Way(encoding == Sent.Encoding.QUERY ? "GET" : "POST", ""));
    }

    @Override
    public Told read(Request request, Aggregator at) {
        Sent sent = Sent.of(request, encoding);
        UssdEvent.Session session =
                at.session(sent.need(fields.session), sent.number(fields.msisdn), sent.field(fields.code));
        Optional<String> type = sent.field(fields.type).map(t -> t.toLowerCase(Locale.ROOT));
        return switch (type.orElse("")) {
            case "end" -> happened(new UssdEvent.End(session));
            case "timeout" -> happened(new UssdEvent.Timeout(session));
            case "", "begin", "reply" -> said(sent, session, type);
            default -> throw new BadRequest(fields.type + " is none of begin, reply, end, timeout");
        };
    }

    private Told said(Sent sent, UssdEvent.Session session, Optional<String> type) {
        String text = sent.words(fields.text);
        boolean dialString = text.startsWith("*") && text.endsWith("#");
        String words = dialString ? Dialled.behind(text, session.code()) : text;
        if (input == Input.CUMULATIVE) {
            boolean begins = words.isEmpty() || type.filter("begin"::equals).isPresent();
            return begins ? happened(new UssdEvent.Begin(session, words)) : new Told.Inputs(session, words, this::page);
        }
        boolean begins = type.isPresent()
                ? type.filter("begin"::equals).isPresent()
                : sent.field(fields.fresh).isPresent() ? sent.yes(fields.fresh) : dialString;
        return happened(
                begins
                        ? new UssdEvent.Begin(session, Dialled.behind(text, session.code()))
                        : new UssdEvent.Reply(session, sent.field(fields.step).orElse(""), text));
    }

    private Told happened(UssdEvent event) {
        return new Told.Happened(event, this::page, page(new UssdPage("", true)));
    }

    private Answer page(UssdPage page) {
        return switch (answer) {
            case CON_END -> AfricasTalking.page(page);
            case JSON -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("text", page.text());
                json.put("more", !page.last());
                yield Answer.json(json);
            }
        };
    }
}
