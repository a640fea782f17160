package org.linja.flow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Language;

/// Where a person stands in a flow, between two of her messages. Its JSON form is what the store keeps.
///
/// @param flow the flow's name
/// @param step the open question, empty when none is open
/// @param answers what she has answered, by name; the value is the option's name, never her words
/// @param trail questions answered before this one, the way `back` takes
/// @param tries how often the open question was misunderstood
/// @param shown the options as they were numbered when she last saw them, so that an edited flow never
/// changes what a number means
/// @param asked when the open question was asked
public record Session(
        String flow,
        String step,
        Map<String, String> answers,
        List<String> trail,
        int tries,
        List<String> shown,
        Instant asked) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The answer that holds her language.
    public static final String LANGUAGE = "language";

    /// Takes copies.
    public Session {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        trail = List.copyOf(trail);
        shown = List.copyOf(shown);
    }

    /// A conversation that has not begun.
    ///
    /// @param remembered what was remembered of her ([Effect.Remember])
    public static Session begin(String flow, Map<String, String> remembered) {
        return new Session(flow, "", remembered, List.of(), 0, List.of(), Instant.EPOCH);
    }

    /// Whether a question is open.
    public boolean open() {
        return !step.isEmpty();
    }

    /// Her language, when she has chosen one or it was found out.
    public Optional<Language> language() {
        return Language.of(answers.getOrDefault(LANGUAGE, ""));
    }

    /// This session with a language found out but not asked.
    public Session in(Language language) {
        Map<String, String> more = new LinkedHashMap<>(answers);
        more.put(LANGUAGE, language.code());
        return new Session(flow, step, more, trail, tries, shown, asked);
    }

    /// This session with other answers.
    public Session with(Map<String, String> answers) {
        return new Session(flow, step, answers, trail, tries, shown, asked);
    }

    /// The form the store keeps. Times are milliseconds since 1970; what is empty is left out.
    public String toJson() {
        StringWriter written = new StringWriter(160);
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            json.writeStringField("flow", flow);
            if (open()) {
                json.writeStringField("step", step);
                json.writeNumberField("asked", asked.toEpochMilli());
            }
            if (!answers.isEmpty()) {
                json.writeObjectFieldStart("answers");
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    json.writeStringField(answer.getKey(), answer.getValue());
                }
                json.writeEndObject();
            }
            writeList(json, "trail", trail);
            writeList(json, "shown", shown);
            if (tries > 0) {
                json.writeNumberField("tries", tries);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toString();
    }

    /// Reads what [#toJson] wrote; names it does not know (of a newer version) are passed over.
    ///
    /// @throws IllegalArgumentException when it is no session; the message does not repeat it
    public static Session fromJson(String json) {
        String flow = "";
        String step = "";
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> trail = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        int tries = 0;
        Instant asked = Instant.EPOCH;
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "flow" -> flow = string(parser);
                    case "step" -> step = string(parser);
                    case "asked" -> asked = Instant.ofEpochMilli(parser.getLongValue());
                    case "tries" -> tries = parser.getIntValue();
                    case "trail" -> readList(parser, trail);
                    case "shown" -> readList(parser, shown);
                    case "answers" -> {
                        expect(value == JsonToken.START_OBJECT);
                        while (parser.nextToken() == JsonToken.FIELD_NAME) {
                            String answer = parser.currentName();
                            parser.nextToken();
                            answers.put(answer, string(parser));
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            expect(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a session in JSON");
        }
        return new Session(flow, step, answers, trail, tries, shown, asked);
    }

    /// Where she stands, without what she answered.
    @Override
    public String toString() {
        return "Session[" + flow + ", " + (open() ? step : "no question open") + "]";
    }

    private static void writeList(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private static void readList(JsonParser parser, List<String> into) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            into.add(string(parser));
        }
    }

    private static String string(JsonParser parser) throws IOException {
        expect(parser.currentToken() == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private static void expect(boolean asWritten) {
        if (!asWritten) {
            throw new IllegalArgumentException("not a session in JSON");
        }
    }
}
