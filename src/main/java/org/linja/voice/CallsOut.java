package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.counsel.CallsBack;
import org.linja.counsel.CallsBack.Became;
import org.linja.counsel.Telephone;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.Counsellor;
import org.linja.voice.Telephones.Answer;
import org.linja.voice.Telephones.Purpose;
import org.linja.work.Work;

/// Calls that we make, for whoever wants somebody rung up: the ladder, and counsellors who want to be connected with
/// her. A counsellor's telephone rings for one thing at a time, that of the queue included; the queue's callers and
/// what rings here ask the same [Switchboard].
///
/// What is under way lives in memory. After a restart the reports still come, and are still written down; only the
/// ladder is not hurried by a telephone that is busy, it waits for its time.
public final class CallsOut implements org.linja.escalation.Caller, Telephone, AutoCloseable {
    /// It rings for half a minute, and the dialplan's questions take a minute and a half.
    private static final Duration ALERT = Duration.ofMinutes(2);

    /// The dialplan lets nobody talk longer than two hours.
    private static final Duration TALK = Duration.ofMinutes(122);

    /// Too short for a voicemail (R16).
    private static final Duration HER_PHONE = Duration.ofSeconds(20);

    /// For so long a call waits for a line that is away, then it is left to its SMS.
    private static final Duration LINE_PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int AT_ONCE = 64;

    private final Telephones line;
    private final Ledger ledger;
    private final Rota rota;
    private final Switchboard board;
    private final Talks talks;
    private final CallsBack outcomes;
    private final InstantSource clock;
    private final Work rings = new Work("call-out", AT_ONCE);
    private final Map<Leg, Ringing> ringing = new ConcurrentHashMap<>();
    private final Set<Leg> told = ConcurrentHashMap.newKeySet();
    private final Map<Leg, Asked> undecided = new ConcurrentHashMap<>();

    private record Leg(String code, String name) {}

    private record Ringing(Optional<Consumer<Outcome>> done, Instant until) {}

    /// Her telephone rings, or she has not pressed a key yet.
    private record Asked(CaseId about, Counsellor who, Purpose purpose) {}

    /// @param talks told who is in a conversation
    /// @param outcomes writes down what became of calls back
    public CallsOut(
            Telephones line,
            Ledger ledger,
            Rota rota,
            Switchboard board,
            Talks talks,
            CallsBack outcomes,
            InstantSource clock) {
        this.line = line;
        this.ledger = ledger;
        this.rota = rota;
        this.board = board;
        this.talks = talks;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    public boolean ring(Counsellor who, Ring ring) {
        return rings.offer(() -> alert(who, ring));
    }

    private void alert(Counsellor who, Ring ring) {
        boolean up = comesUp();
        Instant now = clock.instant();
        giveUp(now);
        Optional<Case> about = up && ring.stillWaiting().getAsBoolean()
                ? ledger.byId(ring.id()).map(Versioned::value)
                : Optional.empty();
        if (about.isEmpty()) {
            ring.done().accept(Outcome.NO_ANSWER);
            return;
        }
        if (!board.occupy(who.name(), now.plus(ALERT), now)) {
            ring.done().accept(Outcome.BUSY);
            return;
        }
        Leg leg = new Leg(ring.code(), who.name());
        ringing.put(leg, new Ringing(Optional.of(ring.done()), now.plus(ALERT)));
        undecided.put(leg, new Asked(ring.id(), who, Purpose.ALERT));
        if (!line.alert(who, about.get())) {
            ended(leg, Outcome.UNREACHABLE);
        }
    }

    /// The line may be coming back, as after a restart of ours.
    private boolean comesUp() {
        long end = System.nanoTime() + LINE_PATIENCE.toNanos();
        while (!line.up() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return line.up();
    }

    /// Rings all others who are on call about that case, at once.
    void everybody(Case record, Counsellor but, Instant now) {
        List<Counsellor> others = rota.order(record.language(), now).stream()
                .filter(who -> !who.equals(but))
                .toList();
        for (Counsellor who : others) {
            ring(
                    who,
                    new Ring(
                            record.id(),
                            record.code(),
                            record.language(),
                            () -> ledger.isOpen(record.id()),
                            outcome -> {}));
        }
    }

    @Override
    public boolean connect(Order order) {
        Instant now = clock.instant();
        giveUp(now);
        Counsellor who = order.counsellor();
        Optional<Case> about = ledger.byId(order.caseId()).map(Versioned::value);
        if (about.isEmpty() || !line.up() || !board.occupy(who.name(), now.plus(TALK), now)) {
            return false;
        }
        Leg leg = new Leg(order.code(), who.name());
        told.remove(leg);
        ringing.put(leg, new Ringing(Optional.empty(), now.plus(TALK)));
        undecided.put(leg, new Asked(order.caseId(), who, Purpose.CALL_BACK));
        boolean taken = line.callBack(who, about.get(), order.her(), about.get().language(), order.rules(), HER_PHONE);
        if (!taken) {
            over(leg);
        }
        return taken;
    }

    /// Whose telephone rings for a case that somebody has meanwhile is left alone. To be run again and again.
    public void tick(Instant now) {
        undecided.forEach((leg, asked) -> {
            Optional<Case> record = ledger.byId(asked.about()).map(Versioned::value);
            boolean open = record.filter(c -> c.state() == CaseState.OPEN).isPresent();
            boolean hers = record.filter(c -> c.heldBy(leg.name())).isPresent();
            boolean wanted = open || hers && asked.purpose() == Purpose.CALL_BACK;
            if (!wanted && undecided.remove(leg, asked)) {
                line.callOff(asked.purpose(), asked.who(), leg.code(), !hers);
            }
        });
    }

    /// What became of an alert.
    void alerted(String code, Counsellor who, Answer answer) {
        Leg leg = new Leg(code, who.name());
        undecided.remove(leg);
        switch (answer) {
            case ACCEPTED, DECLINED, ESCALATED, LOST, TALKED, NOT_REACHED -> became(leg, Outcome.ANSWERED);
            case SILENT -> became(leg, Outcome.NO_ANSWER);
            case UNANSWERED -> ended(leg, Outcome.NO_ANSWER);
            case BUSY -> ended(leg, Outcome.BUSY);
            case UNREACHABLE -> ended(leg, Outcome.UNREACHABLE);
            case OVER -> ended(leg, Outcome.NO_ANSWER);
        }
    }

    /// What became of a call back. The end of a conversation may be told twice.
    void calledBack(String code, Counsellor who, Answer answer) {
        Leg leg = new Leg(code, who.name());
        undecided.remove(leg);
        switch (answer) {
            case ACCEPTED -> talks.begin(who.name(), clock.instant());
            case TALKED -> written(leg, who, Became.TALKED);
            case NOT_REACHED -> written(leg, who, Became.NOT_REACHED);
            case DECLINED, SILENT, LOST -> written(leg, who, Became.NOT_RUNG);
            case UNANSWERED, BUSY, UNREACHABLE -> {
                written(leg, who, Became.NOT_RUNG);
                over(leg);
            }
            case ESCALATED, OVER -> {}
        }
    }

    private void written(Leg leg, Counsellor who, Became became) {
        if (told.add(leg)) {
            ledger.byCode(leg.code())
                    .ifPresent(found -> outcomes.became(found.value().id(), who, became, clock.instant()));
        }
    }

    private void became(Leg leg, Outcome outcome) {
        Optional<Ringing> was =
                Optional.ofNullable(ringing.get(leg)).filter(one -> one.done().isPresent());
        if (was.isPresent()
                && ringing.replace(
                        leg, was.get(), new Ringing(Optional.empty(), was.get().until()))) {
            was.get().done().ifPresent(done -> done.accept(outcome));
        }
    }

    private void ended(Leg leg, Outcome outcome) {
        became(leg, outcome);
        over(leg);
    }

    /// Her telephone is free; after a conversation she is left alone for a while.
    private void over(Leg leg) {
        undecided.remove(leg);
        boolean talked = talks.end(leg.name());
        if (ringing.remove(leg) != null) {
            if (talked) {
                board.wrapsUp(leg.name(), clock.instant());
            } else {
                board.ready(leg.name());
            }
        }
        told.remove(leg);
    }

    /// Of what nothing was heard again, nothing will be.
    private void giveUp(Instant now) {
        ringing.forEach((leg, one) -> {
            if (now.isAfter(one.until())) {
                ended(leg, Outcome.NO_ANSWER);
            }
        });
    }

    @Override
    public void close() {
        rings.close();
    }
}
