package org.linja.voice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.linja.contact.Language;
import org.linja.flow.Effect;
import org.linja.flow.Engine;
import org.linja.flow.Flow;
import org.linja.flow.Input;
import org.linja.flow.Prompt;
import org.linja.flow.Recording;
import org.linja.flow.Session;
import org.linja.flow.Turn;
import org.linja.flow.Wait;
import org.linja.voice.Line.Pressed;

/// A talk with one of the staff on a line, led by a flow. Each question is one recording, which names its keys.
final class StaffTalk {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Engine engine;
    private final Line line;
    private final Language language;
    private final InstantSource clock;

    /// @param language in which she is spoken to
    StaffTalk(Engine engine, Line line, Language language, InstantSource clock) {
        this.engine = engine;
        this.line = line;
        this.language = language;
        this.clock = clock;
    }

    /// Leads it to its end, or until she hangs up.
    ///
    /// @param known answers that are not asked for
    /// @param answered told each answer to be remembered as soon as it is given: its name and the option's
    void lead(Flow flow, Map<String, String> known, BiConsumer<String, String> answered) {
        Turn turn = engine.step(flow, Session.begin(flow.name(), known), new Input.Begin(), clock.instant());
        boolean asks = turn.waiting() == Wait.ANSWER;
        while (asks) {
            switch (line.ask(words(turn), PATIENCE)) {
                case Pressed.Gone _ -> {
                    return;
                }
                case Pressed.Silence _ -> turn = next(flow, turn, new Input.Silence());
                case Pressed.Key(char key) -> turn = next(flow, turn, new Input.Keys(Character.toString(key)));
            }
            for (Effect effect : turn.effects()) {
                if (effect instanceof Effect.Remember(String name, String option)) {
                    answered.accept(name, option);
                }
            }
            asks = turn.waiting() == Wait.ANSWER;
        }
        if (!turn.prompts().isEmpty()) {
            line.ask(words(turn), Duration.ZERO);
        }
    }

    private Turn next(Flow flow, Turn turn, Input input) {
        return engine.step(flow, turn.session(), input, clock.instant());
    }

    private List<Recording> words(Turn turn) {
        return turn.prompts().stream()
                .map(Prompt::key)
                .map(key -> Recording.of(language, key))
                .toList();
    }
}
