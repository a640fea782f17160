package org.linja.voice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.flow.Effect;
import org.linja.flow.Engine;
import org.linja.flow.Flow;
import org.linja.flow.Input;
import org.linja.flow.Session;
import org.linja.flow.Turn;
import org.linja.flow.Wait;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;

/// The steps of a call, each committed before anything of it is heard: the same flow and the same ledger as for
/// messages. When the store cannot be reached a step throws, and the dialplan takes over.
public final class CallTurns {
    private static final String WORD = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int WORD_LENGTH = 16;

    private final Flow flow;
    private final Engine engine;
    private final Ledger ledger;
    private final Duration episode;
    private final Duration sosAlert;
    private final ZoneId zone;
    private final Runnable written;
    private final RandomGenerator random = new SecureRandom();

    /// @param episode how long a new SOS still belongs to the same case (R28)
    /// @param sosAlert how long the call alone tries before the alerts of the ladder start besides
    /// @param zone by whose clock the hours are meant in which she may be called
    /// @param written run after a commit: due-times may be waiting
    public CallTurns(
            Flow flow,
            Engine engine,
            Ledger ledger,
            Duration episode,
            Duration sosAlert,
            ZoneId zone,
            Runnable written) {
        this.flow = flow;
        this.engine = engine;
        this.ledger = ledger;
        this.episode = episode;
        this.sosAlert = sosAlert;
        this.zone = zone;
        this.written = written;
    }

    /// Someone calls. What is remembered of her is remembered here too.
    Caller greet(Optional<Msisdn> number, Instant now) {
        if (number.isEmpty()) {
            return new Caller(number, new ContactId(0, word()), false, Session.begin(flow.name(), Map.of()));
        }
        Known known = ledger.know(number.get());
        Map<String, String> remembered = new HashMap<>(stored(known).answers());
        remembered.keySet().retainAll(flow.remembered());
        if (!known.person().chosen()) {
            remembered.remove(Session.LANGUAGE);
        }
        boolean blocked = known.person().blockedAt(now);
        return new Caller(number, known.id(), blocked, Session.begin(flow.name(), remembered));
    }

    private String word() {
        StringBuilder word = new StringBuilder(WORD_LENGTH);
        for (int i = 0; i < WORD_LENGTH; i++) {
            word.append(WORD.charAt(random.nextInt(WORD.length())));
        }
        return word.toString();
    }

    private Session stored(Known known) {
        try {
            return known.person()
                    .session()
                    .map(Session::fromJson)
                    .orElseGet(() -> Session.begin(flow.name(), Map.of()));
        } catch (IllegalArgumentException unreadable) {
            return Session.begin(flow.name(), Map.of());
        }
    }

    /// Takes one input, and commits what follows from it.
    Turn step(Caller caller, Input input, Instant now) {
        Turn turn = engine.step(flow, caller.session(), input, now);
        caller.at(turn.session());
        commit(caller, turn.effects(), now);
        return promised(caller, turn, now);
    }

    /// Whoever is blocked (R33) is promised nothing that is not done: the call ends with a neutral word as soon as
    /// she has asked for anything but help, if only by half.
    private Turn promised(Caller caller, Turn turn, Instant now) {
        if (!caller.blocked()) {
            return turn;
        }
        boolean inVain = inVain(caller, turn)
                || turn.waiting() != Wait.NOTHING
                        && inVain(caller, engine.step(flow, turn.session(), new Input.HangUp(), now));
        return inVain ? new Turn(turn.session(), List.of(), List.of(), Wait.NOTHING) : turn;
    }

    private static boolean inVain(Caller caller, Turn turn) {
        return turn.effects().stream()
                .anyMatch(effect -> !(effect instanceof Effect.Remember) && !counts(caller, effect));
    }

    /// She wants a human: a case, unless she has one.
    void human(Caller caller, Instant now) {
        Map<String, String> fields = new HashMap<>(caller.session().answers());
        fields.keySet().retainAll(Set.of("service", "municipality"));
        commit(caller, List.of(new Effect.OpenCase(CaseKind.CALL.word(), Map.copyOf(fields))), now);
    }

    /// Adds a line to her case; if nobody has accepted an SOS and she is no longer in the call, the ladder starts
    /// now.
    ///
    /// @param gone whether the call is over
    void note(Caller caller, What what, boolean gone, Instant now) {
        note(caller, new CaseEntry(now, what, CaseEntry.HER, ""), gone);
    }

    /// She agrees that talks of this call are recorded: her consent is that line (R46).
    ///
    /// @param to what it was asked under
    void agrees(Caller caller, String to, Instant now) {
        note(caller, new CaseEntry(now, What.AGREED_TO_RECORDING, CaseEntry.HER, to), false);
    }

    private void note(Caller caller, CaseEntry line, boolean gone) {
        if (ledger.rewrite(_ -> open(caller).map(found -> noted(found, line, gone)))) {
            written.run();
        }
    }

    private static Change noted(Versioned<Case> found, CaseEntry line, boolean gone) {
        Case record = found.value();
        Change change = Change.of(record.id().partition()).write(record, found.version(), List.of(line));
        return gone && record.kind().urgent() && record.state() == CaseState.OPEN
                ? change.due(record.id(), line.at())
                : change;
    }

    /// Her case as it is now.
    Optional<Case> found(Caller caller) {
        return caller.record().flatMap(opened -> ledger.byId(opened.id())).map(Versioned::value);
    }

    private Optional<Versioned<Case>> open(Caller caller) {
        return caller.record()
                .flatMap(opened -> ledger.byId(opened.id()))
                .filter(c -> c.value().state() != CaseState.CLOSED);
    }

    /// Whether her case is an SOS.
    boolean urgent(Caller caller) {
        return found(caller).map(record -> record.kind().urgent()).orElse(false);
    }

    /// Of whoever is blocked only a cry for help counts, and the end of messages (R33).
    private static boolean counts(Caller caller, Effect effect) {
        return switch (effect) {
            case Effect.OpenCase opens ->
                !caller.blocked()
                        || CaseKind.of(opens.kind()).filter(CaseKind::urgent).isPresent();
            case Effect.Refer _, Effect.Remember _, Effect.OptIn _ -> !caller.blocked();
            case Effect.OptOut _, Effect.Forget _, Effect.Dial _, Effect.End _ -> true;
        };
    }

    private void commit(Caller caller, List<Effect> all, Instant now) {
        List<Effect> effects = all.stream().filter(one -> counts(caller, one)).toList();
        if (effects.stream().allMatch(e -> e instanceof Effect.Dial || e instanceof Effect.End end && !end.silent())) {
            return;
        }
        CallChange done = Ledger.retry(overtaken -> {
            CallChange change = draft(caller, overtaken, now);
            effects.forEach(change::carryOut);
            Optional<Change> whole = change.change();
            boolean kept = whole.isEmpty() || ledger.commit(whole.get()) == Outcome.WRITTEN;
            return kept ? Optional.of(change) : Optional.empty();
        });
        done.record().ifPresent(record -> {
            caller.has(record.id(), record.code());
            if (record.kind().urgent()) {
                caller.isHeard();
            }
        });
        written.run();
    }

    private CallChange draft(Caller caller, int overtaken, Instant now) {
        Optional<Known> known = caller.number().map(ledger::know);
        Optional<Versioned<Case>> open = open(caller)
                .or(() -> known.flatMap(Known::open).filter(c -> c.value().goesOn(now, episode)));
        List<CaseEntry> entries = new ArrayList<>();
        return new CallChange(
                caller,
                known,
                known.map(this::stored),
                open,
                entries,
                () -> ledger.nextCaseId(known.map(Known::id).orElse(caller.id())),
                () -> CaseCode.random(random, ledger.codesInUse(), overtaken),
                sosAlert,
                zone,
                now);
    }
}
