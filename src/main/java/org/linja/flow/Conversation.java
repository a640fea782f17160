package org.linja.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.text.Intent;
import org.linja.text.LanguageGuess;
import org.linja.text.Lexicon;
import org.linja.text.Reading;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// A conversation by SMS over one flow: lexicon, engine, texts and rendering put together, without any I/O.
public final class Conversation {
    private final Flow flow;
    private final Engine engine;
    private final SmsRendering rendering;
    private final Listening listening;
    private final Lexicon lexicon;
    private final LanguageGuess guess;
    private final Language fallback;

    /// @param fallback the language for someone of whom none is known
    public Conversation(
            Script script, Municipalities municipalities, Lexicon lexicon, LanguageGuess guess, Language fallback) {
        this.flow = script.flow();
        this.engine = new Engine(municipalities);
        this.rendering = new SmsRendering(script.texts(), municipalities);
        this.listening = new Listening(engine, rendering, municipalities);
        this.lexicon = lexicon;
        this.guess = guess;
        this.fallback = fallback;
    }

    /// What a text led to.
    ///
    /// @param reading what the lexicon read in it
    /// @param turn what the engine made of it; its session is the one to store
    /// @param language in which the answer is
    /// @param answer one SMS; without words when nothing is to be sent
    public record Heard(Reading reading, Turn turn, Language language, Texts.Text answer) {}

    /// A conversation that has not begun, with nothing known of her.
    public Session begin() {
        return Session.begin(flow.name(), java.util.Map.of());
    }

    /// Where she left off; a stored session that no longer makes sense begins anew.
    public Session resume(Optional<String> stored) {
        try {
            return stored.map(Session::fromJson).orElseGet(this::begin);
        } catch (IllegalArgumentException unreadable) {
            return begin();
        }
    }

    /// Takes one text.
    ///
    /// Her language is the one in the session; else the one that the text's keywords belong to; else a clear
    /// guess. A language found out this way is used and kept in the session but not remembered: only her
    /// choice is.
    ///
    /// @param allowed EXPLICIT only with a safe contact on record (R01)
    public Heard hear(Session session, String text, Tone allowed, Instant now) {
        Language before = session.language().orElse(fallback);
        Listening.Open open = listening.open(flow, session, before, now);
        Reading reading = lexicon.read(text, open.labels(), open.yesNo() ? Set.of(before) : Set.of());
        Optional<Language> found = session.language().or(() -> language(reading, text));
        Session known = found.map(session::in).orElse(session);
        Turn turn = step(known, listening.input(reading, open, text), text, now);
        Language language = turn.session().language().or(() -> found).orElse(fallback);
        return new Heard(reading, turn, language, rendering.render(turn.prompts(), language, allowed));
    }

    /// Takes an input that is no text: she has just arrived, or hung up.
    public Heard take(Session session, Input input, Tone allowed, Instant now) {
        Turn turn = engine.step(flow, session, input, now);
        Language language = turn.session().language().or(session::language).orElse(fallback);
        Reading nothing = new Reading.Nothing(Set.of());
        return new Heard(nothing, turn, language, rendering.render(turn.prompts(), language, allowed));
    }

    /// One turn; a command that is also the answer to the question it leads to (`srpski` opens the language
    /// menu) is taken as that answer at once.
    private Turn step(Session session, Input input, String text, Instant now) {
        Turn first = engine.step(flow, session, input, now);
        if (!(input instanceof Input.Said(Intent intent)) || intent != Intent.LANG) {
            return first;
        }
        Listening.Open menu =
                listening.open(flow, first.session(), session.language().orElse(fallback), now);
        if (!(listening.answer(menu, text) instanceof Input.Choice choice)) {
            return first;
        }
        Turn second = engine.step(flow, first.session(), choice, now);
        List<Effect> effects = new ArrayList<>(first.effects());
        effects.addAll(second.effects());
        return new Turn(second.session(), second.prompts(), List.copyOf(effects), second.waiting());
    }

    private Optional<Language> language(Reading reading, String text) {
        Set<Language> hints = switch (reading) {
            case Reading.Sos sos -> sos.hints();
            case Reading.Command command -> command.hints();
            case Reading.Nothing nothing -> nothing.hints();
            case Reading.Answer _ -> Set.of();
        };
        return hints.size() == 1 ? hints.stream().findFirst() : guess.of(text);
    }
}
