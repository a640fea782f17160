package org.linja.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdPage;
import org.linja.dialog.UssdState;
import org.linja.flow.Session;
import org.linja.flow.UssdConversation.Place;
import org.linja.text.Tone;

/// The stored form of USSD sessions: JSON, sealed, as in [Codec].
final class UssdCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.NON_DEFAULT))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final ObjectReader STATE = JSON.readerFor(StateForm.class);
    private static final String CONTEXT = "ussd";

    private final Seal seal;

    UssdCodec(Seal seal) {
        this.seal = seal;
    }

    private record StateForm(@Nullable OpenForm open, AnsweredForm last) {}

    private record OpenForm(
            String from,
            String carrier,
            String code,
            String session,
            List<String> pages,
            int at,
            boolean over,
            boolean explicit,
            boolean hers,
            @Nullable Map<String, String> remembered,
            @Nullable String broken) {}

    private record AnsweredForm(
            boolean first,
            @Nullable String step,
            @Nullable String words,
            @Nullable String page,
            boolean end,
            long t) {}

    byte[] write(UssdState state) {
        try {
            UssdState.Answered last = state.last();
            byte[] json = WRITER.writeValueAsBytes(new StateForm(
                    state.open().map(UssdCodec::form).orElse(null),
                    new AnsweredForm(
                            last.first(),
                            last.step(),
                            last.words(),
                            last.page().text(),
                            last.page().last(),
                            last.at().toEpochMilli())));
            return seal.seal(json, CONTEXT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a USSD session could not be written as JSON", e);
        }
    }

    private static OpenForm form(UssdState.Open open) {
        Place place = open.place();
        return new OpenForm(
                open.from().digits(),
                open.carrier(),
                open.code(),
                place.session().toJson(),
                place.pages(),
                place.at(),
                place.over(),
                open.allowed() == Tone.EXPLICIT,
                open.hers(),
                open.remembered().isEmpty() ? null : open.remembered(),
                open.broken().map(Session::toJson).orElse(null));
    }

    UssdState state(byte[] sealed) {
        StateForm form;
        try {
            form = STATE.readValue(seal.open(sealed, CONTEXT));
        } catch (IOException e) {
            throw new IllegalStateException("a stored USSD session is no JSON of ours");
        }
        AnsweredForm last = form.last();
        return new UssdState(
                Optional.ofNullable(form.open()).map(UssdCodec::open),
                new UssdState.Answered(
                        last.first(),
                        orEmpty(last.step()),
                        orEmpty(last.words()),
                        new UssdPage(orEmpty(last.page()), last.end()),
                        Instant.ofEpochMilli(last.t())));
    }

    private static UssdState.Open open(OpenForm form) {
        return new UssdState.Open(
                new Msisdn(form.from()),
                form.carrier(),
                form.code(),
                new Place(Session.fromJson(form.session()), form.pages(), form.at(), form.over()),
                form.explicit() ? Tone.EXPLICIT : Tone.NEUTRAL,
                form.hers(),
                form.remembered() == null ? Map.of() : form.remembered(),
                Optional.ofNullable(form.broken()).map(Session::fromJson));
    }

    byte[] write(Session session) {
        return seal.seal(session.toJson(), CONTEXT);
    }

    Session session(byte[] sealed) {
        return Session.fromJson(seal.openText(sealed, CONTEXT));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
