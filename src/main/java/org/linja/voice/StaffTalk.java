package org.linja.voice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.linja.voice.StaffFlows.Answer;

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
    /// @param answered told each answer to be remembered as soon as it is given
    /// @return all of these
    Set<Answer> lead(Flow flow, List<Answer> known, Consumer<Answer> answered) {
        Set<Answer> given = new HashSet<>();
        Map<String, String> before = known.stream().collect(Collectors.toMap(Answer::name, Answer::option));
        Turn turn = engine.step(flow, Session.begin(flow.name(), before), new Input.Begin(), clock.instant());
        boolean asks = turn.waiting() == Wait.ANSWER;
        while (asks) {
            switch (line.ask(words(turn), PATIENCE)) {
                case Pressed.Gone _ -> {
                    return given;
                }
                case Pressed.Silence _ -> turn = next(flow, turn, new Input.Silence());
                case Pressed.Key(char key) -> turn = next(flow, turn, new Input.Keys(Character.toString(key)));
            }
            for (Effect effect : turn.effects()) {
                if (effect instanceof Effect.Remember(String name, String option)) {
                    Answer answer = new Answer(name, option);
                    given.add(answer);
                    answered.accept(answer);
                }
            }
            asks = turn.waiting() == Wait.ANSWER;
        }
        if (!turn.prompts().isEmpty()) {
            line.ask(words(turn), Duration.ZERO);
        }
        return given;
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
