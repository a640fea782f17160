package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.counsel.MissedCalls;
import org.linja.flow.Recording;
import org.linja.staff.Counsellor;
import org.linja.voice.Line.Pressed;

/// What is said on a line, whoever is at its other end: the one door for calls, whatever network they come by.
public final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int ASKED = 2;
    private static final Duration ASKING = Duration.ofMinutes(2);
    private static final Duration RINGS_ON = Duration.ofSeconds(25);
    private static final Duration FLASH = Duration.ofSeconds(3);

    private final CallTurns turns;
    private final Switchboard board;
    private final Claims claims;
    private final Answers answers;
    private final Rota rota;
    private final MissedCalls missedCalls;
    private final CallSettings settings;
    private final Language fallback;
    private final InstantSource clock;

    /// @param missedCalls told of whoever rang and hung up
    /// @param fallback the language of what is said to someone who has not chosen one yet
    public Calls(
            CallTurns turns,
            Switchboard board,
            Claims claims,
            Answers answers,
            Rota rota,
            MissedCalls missedCalls,
            CallSettings settings,
            Language fallback,
            InstantSource clock) {
        this.turns = turns;
        this.board = board;
        this.claims = claims;
        this.answers = answers;
        this.rota = rota;
        this.missedCalls = missedCalls;
        this.settings = settings;
        this.fallback = fallback;
        this.clock = clock;
    }

    /// Someone calls the hotline. Returns when the call is over, or when the line itself is to go on with it.
    /// Throws when the store cannot be reached: then, too, the line goes on.
    ///
    /// A number that is advertised as "ring, and we call back" is never answered, so that it costs nothing. On any
    /// other, whoever hangs up before she can have heard anything has left a missed call, too (R18).
    public void incoming(Line line) {
        if (missedCalls.callsBack(line.called())) {
            line.letsRing(RINGS_ON);
            missed(line);
            line.done();
            return;
        }
        line.answer();
        Instant begun = now();
        Call call = new Call(
                line,
                turns,
                fallback,
                settings.key(),
                clock,
                caller -> new Waiting(line, caller, turns, board, claims, settings, fallback, clock));
        if (!call.run() && now().isBefore(begun.plus(FLASH))) {
            missed(line);
        }
    }

    private void missed(Line line) {
        line.caller().ifPresent(from -> missedCalls.missed(from, line.called(), now()));
    }

    /// A counsellor has talked and is still on the line: what came of it, and whether she can be rung again.
    ///
    /// 1 closes the case, 2 keeps it hers; without a key it stays hers. Then 1 puts her back on call at once;
    /// without a key she is left alone for the time set.
    ///
    /// @param leg her number
    /// @param code the case's code
    public void outcome(Line line, Msisdn leg, Optional<String> code) {
        Optional<Counsellor> who = rota.byNumber(leg);
        if (who.isEmpty()) {
            return;
        }
        String name = who.get().name();
        board.isAsked(name, now().plus(ASKING));
        boolean ready = false;
        try {
            ready = outcome(line, who.get(), code);
        } finally {
            if (ready) {
                board.ready(name);
            } else {
                board.wrapsUp(name, now());
            }
        }
    }

    private boolean outcome(Line line, Counsellor who, Optional<String> code) {
        Language language = who.writtenIn();
        if (code.isPresent() && asked(line, language, "voice.outcome", "12") == '1') {
            answers.closes(who, code.get(), now());
        }
        boolean ready = asked(line, language, "voice.ready", "1") == '1';
        if (ready) {
            line.ask(List.of(Recording.of(language, "voice.outcome-done")), Duration.ZERO);
        }
        return ready;
    }

    /// A telephone of the staff was called by us: a test on enrolment. 1 says that it works.
    ///
    /// @param topic what it is about
    /// @return whether somebody heard it and said so
    public boolean staff(Line line, Msisdn leg, String topic) {
        Optional<Language> language = rota.byNumber(leg).map(Counsellor::writtenIn);
        if (language.isEmpty() || !topic.equals("test") || asked(line, language.get(), "voice.test", "1") != '1') {
            return false;
        }
        line.ask(List.of(Recording.of(language.get(), "voice.test-done")), Duration.ZERO);
        return true;
    }

    /// Asks up to twice.
    ///
    /// @return the key, or a space when none of `keys` came
    private static char asked(Line line, Language language, String question, String keys) {
        for (int i = 0; i < ASKED; i++) {
            Pressed pressed = line.ask(List.of(Recording.of(language, question)), PATIENCE);
            if (pressed instanceof Pressed.Key(char key) && keys.indexOf(key) >= 0) {
                return key;
            }
            if (pressed instanceof Pressed.Gone) {
                break;
            }
        }
        return ' ';
    }

    /// Who talks to whom: told by the line.
    public Claims claims() {
        return claims;
    }

    /// Who waits, and who is free.
    public Switchboard board() {
        return board;
    }

    private Instant now() {
        return clock.instant();
    }
}
