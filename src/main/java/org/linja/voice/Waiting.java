package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.cases.CaseEntry.What;
import org.linja.contact.Language;
import org.linja.escalation.Need;
import org.linja.flow.Input;
import org.linja.flow.Recording;
import org.linja.staff.Counsellor;
import org.linja.tapes.Tape;
import org.linja.tapes.TapeSettings;
import org.linja.text.Intent;
import org.linja.voice.Line.Pressed;
import org.linja.voice.Line.Rang;
import org.linja.voice.Line.Ring;
import org.linja.voice.Switchboard.Next;

/// She waits for a counsellor: telephones ring, or she hears music and her place in the queue, until she is put through
/// or presses a key. Busy, unreachable, silent or answered by a machine: the next one is rung, round after round.
final class Waiting {
    private static final int SPOKEN_PLACES = 9;
    private static final char AGREES = '1';
    private static final char REFUSES = '2';
    private static final char AGAIN = '1';

    /// A counsellor who ends talks at once has her reasons.
    private static final int MOST_CUTS = 2;

    private final Line line;
    private final Caller caller;
    private final CallTurns turns;
    private final Switchboard board;
    private final Claims claims;
    private final CallSettings settings;
    private final Language fallback;
    private final InstantSource clock;
    private boolean inVain;
    private boolean toldKeys;
    private boolean recorded;
    private int cuts;
    private volatile boolean holding;
    private volatile boolean mayBeHerTurn;

    Waiting(
            Line line,
            Caller caller,
            CallTurns turns,
            Switchboard board,
            Claims claims,
            CallSettings settings,
            Language fallback,
            InstantSource clock) {
        this.line = line;
        this.caller = caller;
        this.turns = turns;
        this.board = board;
        this.claims = claims;
        this.settings = settings;
        this.fallback = fallback;
        this.clock = clock;
    }

    /// How the waiting ended.
    sealed interface End {
        /// The call is over, or the dialplan goes on with it.
        record Over() implements End {}

        /// She wants to be called back.
        record WantsCallback() implements End {}

        /// She leaves the queue and the call.
        record Leaves() implements End {}
    }

    private record Step(boolean over, Optional<End> end) {
        static final Step ON = new Step(false, Optional.empty());

        static Step over(End end) {
            return new Step(true, Optional.of(end));
        }
    }

    /// Waits with her. The first telephone rings before anything else is explained: which keys there are she hears
    /// when nobody is free, or when the first round of ringing was in vain.
    ///
    /// @param first what she hears before telephones ring
    End until(List<Recording> first) {
        Switchboard.Place place = board.enter(line.id(), urgent(), caller.language(), this::mayGoOn);
        claims.expects(line.id(), caller);
        try {
            Step step = first.isEmpty() ? Step.ON : pressed(line.ask(first, Duration.ZERO), place);
            step = step.over() ? step : mayRecord(place);
            Instant since = now();
            int said = 0;
            while (!step.over()) {
                if (inVain && !toldKeys) {
                    toldKeys = true;
                    step = pressed(line.ask(List.of(spoken("voice.wait-keys")), Duration.ZERO), place);
                    continue;
                }
                if (now().isAfter(since.plus(settings.longestWait()))) {
                    turns.note(caller, What.NOT_REACHED, true, now());
                    return new End.Over();
                }
                mayBeHerTurn = false;
                turns.found(caller).ifPresent(record -> board.about(place, Need.of(record), record.holder()));
                step = switch (board.next(place, now())) {
                    case Next.NobodyOnCall _ -> {
                        turns.note(caller, What.NOT_REACHED, true, now());
                        yield Step.over(new End.Over());
                    }
                    case Next.Hold(int position) -> {
                        Pressed heard = held(position, said);
                        said = position;
                        yield pressed(heard, place);
                    }
                    case Next.Ring(var legs, var patience) -> rang(line.ring(ring(legs, patience)), place);
                };
            }
            return step.end().orElseGet(End.Over::new);
        } finally {
            board.leave(place, now());
            claims.forgets(line.id());
        }
    }

    /// Asked once in a call, where recording is turned on (R19): not before help in danger, not a child, and only
    /// in a language that she has chosen. Without her 1 nothing is recorded.
    private Step mayRecord(Switchboard.Place place) {
        Optional<TapeSettings> tapes = settings.tapes().filter(_ -> !urgent() && line.records());
        if (tapes.isEmpty() || caller.language().isEmpty() || caller.record().isEmpty()) {
            return Step.ON;
        }
        return switch (line.ask(List.of(spoken("voice.record")), settings.key())) {
            case Pressed.Key(char key)
            when key == AGREES -> {
                turns.agrees(caller, tapes.get().reference(), now());
                recorded = true;
                yield pressed(line.ask(List.of(spoken("voice.record-on")), Duration.ZERO), place);
            }
            case Pressed.Key(char key) when key == REFUSES -> Step.ON;
            case Pressed other -> pressed(other, place);
        };
    }

    private void mayGoOn() {
        mayBeHerTurn = true;
        if (holding) {
            line.wake();
        }
    }

    private Pressed held(int position, int said) {
        holding = true;
        try {
            return mayBeHerTurn ? new Pressed.Silence() : line.ask(music(position, said), settings.hold());
        } finally {
            holding = false;
        }
    }

    private boolean urgent() {
        return turns.urgent(caller);
    }

    private Ring ring(List<Counsellor> legs, Duration patience) {
        String code = caller.record().map(Caller.Opened::code).orElse("");
        boolean sos = urgent();
        Optional<Tape> tape =
                caller.record().filter(_ -> recorded && !sos).map(about -> Tape.begins(about.id(), now()));
        return new Ring(code, sos, caller.language(), legs, patience, tape);
    }

    private Step rang(Rang rang, Switchboard.Place place) {
        return switch (rang) {
            case Rang.Talked(var with, var length, var withdrew) -> {
                recorded = recorded && !withdrew;
                Optional<String> name = with.flatMap(claims::nameOf);
                name.ifPresent(who -> claims.took(line.id(), who, now()));
                claims.talked(line.id());
                board.talked(place, name, now());
                turns.note(caller, What.TALKED, false, now());
                yield again(place, length);
            }
            case Rang.Nobody _ -> {
                inVain = true;
                board.back(place, now());
                yield Step.ON;
            }
            case Rang.Left(char key) -> {
                board.back(place, now());
                yield pressed(new Pressed.Key(key), place);
            }
            case Rang.Gone _ -> gone();
        };
    }

    /// The counsellor's line may have been cut: whoever is still there can have her back, or someone else. After so
    /// short a talk that it probably was, she need not press anything.
    private Step again(Switchboard.Place place, Duration talked) {
        Pressed pressed = line.ask(List.of(spoken("voice.again")), settings.key());
        boolean cut = talked.compareTo(settings.cutOff()) < 0 && cuts < MOST_CUTS && pressed instanceof Pressed.Silence;
        if (cut) {
            cuts++;
            line.waitsAgain();
            return pressed(line.ask(List.of(spoken("voice.connecting")), Duration.ZERO), place);
        }
        return switch (pressed) {
            case Pressed.Key(char key)
            when key == AGAIN -> {
                line.waitsAgain();
                yield Step.ON;
            }
            case Pressed.Key(char key)
            when key == Ring.SOS -> {
                line.waitsAgain();
                yield pressed(pressed, place);
            }
            case Pressed.Key _, Pressed.Silence _ -> {
                line.ask(List.of(spoken("goodbye")), Duration.ZERO);
                line.done();
                yield Step.over(new End.Over());
            }
            case Pressed.Gone _ -> Step.over(new End.Over());
        };
    }

    private Step pressed(Pressed pressed, Switchboard.Place place) {
        return switch (pressed) {
            case Pressed.Silence _ -> Step.ON;
            case Pressed.Gone _ -> gone();
            case Pressed.Key(char key) ->
                switch (key) {
                    case Ring.CALLBACK -> callback(place);
                    case Ring.LEAVE -> Step.over(new End.Leaves());
                    case Ring.SOS -> {
                        turns.step(caller, new Input.Said(Intent.SOS), now());
                        board.urgent(place);
                        yield Step.ON;
                    }
                    default -> Step.ON;
                };
        };
    }

    private Step callback(Switchboard.Place place) {
        if (caller.number().isPresent()) {
            return Step.over(new End.WantsCallback());
        }
        return switch (line.ask(List.of(spoken("voice.no-number")), Duration.ZERO)) {
            case Pressed.Key(char key) when key == Ring.CALLBACK -> Step.ON;
            case Pressed.Key key -> pressed(key, place);
            case Pressed.Silence _ -> Step.ON;
            case Pressed.Gone _ -> gone();
        };
    }

    private Step gone() {
        turns.note(caller, What.HUNG_UP, true, now());
        return Step.over(new End.Over());
    }

    /// Her place is said when it has changed.
    private List<Recording> music(int position, int said) {
        Recording tone = Recording.wordless("hold");
        if (position == said) {
            return List.of(tone);
        }
        List<Recording> words = new ArrayList<>();
        if (!toldKeys) {
            toldKeys = true;
            words.add(spoken("voice.wait-keys"));
        }
        words.add(spoken(position <= SPOKEN_PLACES ? "position." + position : "position.more"));
        words.add(tone);
        return words;
    }

    private Recording spoken(String key) {
        return Recording.of(caller.language().orElse(fallback), key);
    }

    private Instant now() {
        return clock.instant();
    }
}
