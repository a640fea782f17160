package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.counsel.MissedCalls;
import org.linja.flow.Engine;
import org.linja.staff.Counsellor;
import org.linja.voice.StaffFlows.Answer;

/// What is said on a line, whoever is at its other end: the one door for calls, whatever network they come by.
public final class Calls {
    private static final String TEST = "test";
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
    private final StaffFlows flows;
    private final Engine engine;
    private final Language fallback;
    private final InstantSource clock;

    /// @param missedCalls told of whoever rang and hung up
    /// @param flows what staff are asked
    /// @param fallback the language of what is said to someone who has not chosen one yet
    public Calls(
            CallTurns turns,
            Switchboard board,
            Claims claims,
            Answers answers,
            Rota rota,
            MissedCalls missedCalls,
            CallSettings settings,
            StaffFlows flows,
            Engine engine,
            Language fallback,
            InstantSource clock) {
        this.turns = turns;
        this.board = board;
        this.claims = claims;
        this.answers = answers;
        this.rota = rota;
        this.missedCalls = missedCalls;
        this.settings = settings;
        this.flows = flows;
        this.engine = engine;
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
    /// What she is asked stands in `after-call.yaml`. As shipped, 1 closes the case, 2 keeps it hers; without
    /// a key it stays hers. Then 1 puts her back on call at once; without a key she is left alone for the time set.
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
        List<Answer> known = code.isPresent() ? List.of() : List.of(StaffFlows.GOES_ON);
        Set<Answer> given = talk(line, who).lead(flows.afterCall(), known, answer -> {
            if (answer.equals(StaffFlows.CLOSED)) {
                code.ifPresent(about -> answers.closes(who, about, now()));
            }
        });
        return given.contains(StaffFlows.READY);
    }

    /// A telephone of the staff was called by us: a test on enrolment. 1 says that it works.
    ///
    /// @param topic what it is about
    /// @return whether somebody heard it and said so
    public boolean staff(Line line, Msisdn leg, String topic) {
        return rota.byNumber(leg)
                .filter(_ -> topic.equals(TEST))
                .map(who -> talk(line, who).lead(flows.testCall(), List.of(), _ -> {}))
                .filter(given -> given.contains(StaffFlows.HEARD))
                .isPresent();
    }

    private StaffTalk talk(Line line, Counsellor who) {
        return new StaffTalk(engine, line, who.writtenIn(), clock);
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
