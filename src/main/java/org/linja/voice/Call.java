package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.flow.Effect;
import org.linja.flow.Input;
import org.linja.flow.Recording;
import org.linja.flow.Turn;
import org.linja.flow.VoiceRendering;
import org.linja.flow.Wait;
import org.linja.text.Intent;
import org.linja.voice.Line.Pressed;

/// One call of hers, from the greeting to its end: the menu by key press, and a counsellor whenever she wants one or
/// presses nothing that we understand.
///
/// Key 9 is SOS anywhere, 0 is a human, `*` goes back, `#` ends the call with a neutral word. An invalid key is not
/// silence: she is told, and hears the question again; after three of either she is put through to a human.
final class Call {
    private static final int TRIES = 3;
    private static final String CONSENT = "consent";
    private static final char SOS = '9';
    private static final char HUMAN = '0';
    private static final char BACK = '*';
    private static final char EXIT = '#';

    private final Line line;
    private final CallTurns turns;
    private final Language fallback;
    private final Duration patience;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Caller caller;

    /// @param fallback the language of what is said to someone who has not chosen one yet
    /// @param patience how long a key is waited for after a question
    /// @param waits makes what happens when she wants a human
    Call(
            Line line,
            CallTurns turns,
            Language fallback,
            Duration patience,
            InstantSource clock,
            java.util.function.Function<Caller, Waiting> waits) {
        this.line = line;
        this.turns = turns;
        this.fallback = fallback;
        this.patience = patience;
        this.clock = clock;
        this.caller = turns.greet(line.caller(), clock.instant());
        this.waiting = waits.apply(caller);
    }

    /// Leads the call to its end. What it does not bring to an end the dialplan goes on with.
    ///
    /// @return false when she hung up and had pressed nothing
    boolean run() {
        boolean keys = false;
        Optional<Turn> turn = Optional.of(turns.step(caller, new Input.Begin(), now()));
        int misses = 0;
        while (turn.isPresent()) {
            Turn asked = turn.get();
            if (caller.number().isEmpty() && asksForNumber(asked)) {
                turn = human("voice.no-number");
                misses = 0;
                continue;
            }
            if (wantsHuman(asked)) {
                turn = put(asked.prompts().isEmpty() ? List.of() : rendered(asked));
                misses = 0;
                continue;
            }
            boolean ends = asked.waiting() == Wait.NOTHING;
            Pressed pressed = line.ask(ends ? ending(asked) : rendered(asked), ends ? Duration.ZERO : patience);
            switch (pressed) {
                case Pressed.Gone _ -> {
                    turns.step(caller, new Input.HangUp(), now());
                    return keys;
                }
                case Pressed.Silence _ -> {
                    if (ends) {
                        line.done();
                        return true;
                    }
                    misses++;
                    turn = misses < TRIES ? stepped(new Input.Silence()) : human();
                    misses = misses < TRIES ? misses : 0;
                }
                case Pressed.Key(char key) -> {
                    keys = true;
                    if (ends && key != SOS && key != HUMAN) {
                        line.done();
                        return true;
                    }
                    misses = understood(key) ? 0 : misses + 1;
                    turn = misses < TRIES ? keyed(key) : human();
                    misses = misses < TRIES ? misses : 0;
                }
            }
        }
        return true;
    }

    private boolean understood(char key) {
        boolean option = key >= '1'
                && key <= '9'
                && key - '0' <= caller.session().shown().size();
        return option || key == SOS || key == HUMAN || key == BACK || key == EXIT;
    }

    private Optional<Turn> keyed(char key) {
        return switch (key) {
            case SOS -> stepped(new Input.Said(Intent.SOS));
            case HUMAN -> human();
            case BACK -> stepped(new Input.Keys("0"));
            case EXIT -> stepped(new Input.Said(Intent.EXIT));
            default -> stepped(new Input.Keys(Character.toString(key)));
        };
    }

    private Optional<Turn> stepped(Input input) {
        return Optional.of(turns.step(caller, input, now()));
    }

    private Optional<Turn> human() {
        return human("voice.connecting");
    }

    private Optional<Turn> human(String words) {
        turns.human(caller, now());
        return put(List.of(Recording.of(language(), words)));
    }

    /// Whoever withholds her number cannot be called back, and nobody promises it: she is put through now.
    private static boolean asksForNumber(Turn turn) {
        return turn.prompts().stream().anyMatch(prompt -> prompt.key().equals(CONSENT));
    }

    /// Waits with her for a counsellor.
    ///
    /// @return the turn with which the menu goes on, or nothing: the call is over, here at least
    private Optional<Turn> put(List<Recording> first) {
        if (caller.blocked()) {
            line.ask(List.of(Recording.of(language(), "goodbye")), Duration.ZERO);
            line.done();
            return Optional.empty();
        }
        return switch (waiting.until(first)) {
            case Waiting.End.Over _ -> Optional.empty();
            case Waiting.End.WantsCallback _ -> stepped(new Input.Said(Intent.CALLBACK));
            case Waiting.End.Leaves _ -> stepped(new Input.Said(Intent.EXIT));
        };
    }

    private static boolean wantsHuman(Turn turn) {
        return turn.effects().stream().anyMatch(e -> e instanceof Effect.Dial);
    }

    private List<Recording> rendered(Turn turn) {
        return VoiceRendering.render(turn.prompts(), language());
    }

    /// The quiet exit has no words of its own; a call that ends without any would be taken for a fault.
    private List<Recording> ending(Turn turn) {
        List<Recording> words = new ArrayList<>(rendered(turn));
        if (words.isEmpty()) {
            words.add(Recording.of(language(), "goodbye"));
        }
        return words;
    }

    private Language language() {
        return caller.language().orElse(fallback);
    }

    private Instant now() {
        return clock.instant();
    }
}
