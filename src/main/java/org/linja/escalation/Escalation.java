package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseState;
import org.linja.cases.Climb;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Outgoing;
import org.linja.staff.ContactMethod;
import org.linja.staff.Counsellor;
import org.linja.text.Texts;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Climbs the ladder for every case nobody has accepted: `tick(now)` takes what is due, asks [Plan], and writes alerts
/// and the next due-time in one commit.
public final class Escalation {
    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);

    /// Short, so that after a crash the next rung is climbed at most so much late.
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final int SLICE = 256;

    /// In a flood the answers to new cries for help come first: nobody can be alerted of more cases than this
    /// anyway.
    private static final int CASES_PER_SECOND = 200;

    /// Rungs written in one commit: few enough that an SOS that comes in meanwhile waits for milliseconds.
    private static final int TOGETHER = 32;

    private static final int TRIES = 5;

    private final Ledger ledger;
    private final Alerts alerts;
    private final Supplier<Duty> duty;
    private final Policy policy;
    private final Notices notices;
    private final Texts hotlineTexts;
    private final Caller caller;
    private final Runnable written;
    private double allowed = SLICE;
    private Instant allowedAt = Instant.EPOCH;

    /// @param duty who can be asked now; read anew for every tick that has something to do
    /// @param hotlineTexts what she may be told when a round is over
    /// @param written run after messages were put into the outbox
    public Escalation(
            Ledger ledger,
            Alerts alerts,
            Supplier<Duty> duty,
            Policy policy,
            Notices notices,
            Texts hotlineTexts,
            Caller caller,
            Runnable written) {
        this.ledger = ledger;
        this.alerts = alerts;
        this.duty = duty;
        this.policy = policy;
        this.notices = notices;
        this.hotlineTexts = hotlineTexts;
        this.caller = caller;
        this.written = written;
    }

    /// Does all that is due at `now`.
    public void tick(Instant now) {
        double since = Math.max(0, Duration.between(allowedAt, now).toMillis()) / 1000.0;
        allowed = Math.min(SLICE, allowed + since * CASES_PER_SECOND);
        allowedAt = now;
        if (allowed >= 1) {
            allowed -= climb(now, (int) allowed);
        }
        List<String> digests = alerts.takeDigests(now, LEASE);
        if (!digests.isEmpty()) {
            Duty present = duty.get();
            for (String name : digests) {
                present.everybody().stream()
                        .filter(who -> who.name().equals(name))
                        .forEach(who -> digest(who, now));
                alerts.digestWritten(name);
            }
        }
    }

    private int climb(Instant now, int most) {
        List<Versioned<Case>> due = ledger.takeDue(now, LEASE, most);
        if (due.isEmpty()) {
            return 0;
        }
        Duty present = duty.get();
        List<Step> steps = new ArrayList<>();
        List<Change> over = new ArrayList<>();
        for (Versioned<Case> one : due) {
            if (one.value().state() == CaseState.OPEN) {
                plan(one, present).ifPresent(steps::add);
            } else {
                over.add(Change.of(one.value().id().partition())
                        .undue(one.value().id()));
            }
        }
        steps.sort(Comparator.comparing((Step s) -> !s.record().kind().urgent())
                .thenComparing(s -> s.record().tier())
                .thenComparing(s -> s.record().opened()));
        new Admission(alerts, policy.alertsPerMinute(), present, now).admit(steps);
        for (int from = 0; from < steps.size(); from += TOGETHER) {
            take(steps.subList(from, Math.min(steps.size(), from + TOGETHER)), present, now);
            written.run();
        }
        attempt(() -> ledger.commit(over));
        return due.size();
    }

    /// One case that cannot be planned holds up no other; it comes again when its lease ends.
    private Optional<Step> plan(Versioned<Case> due, Duty present) {
        try {
            Case record = due.value();
            return Optional.of(new Step(due, Plan.of(policy.cases(), Need.of(record), record.climb(), present)));
        } catch (RuntimeException e) {
            LOG.error("the next rung of a case could not be planned: {}", Failure.describe(e));
            return Optional.empty();
        }
    }

    /// Writes the rungs of several cases in one commit, each whole or not at all. Those that fail come again when
    /// their lease ends.
    private void take(List<Step> steps, Duty present, Instant now) {
        List<Step> asked = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Step step : steps) {
            attempt(() -> {
                changes.add(change(step, step.due(), present, now));
                asked.add(step);
            });
        }
        attempt(() -> {
            List<Outcome> outcomes = ledger.commit(changes);
            for (int i = 0; i < outcomes.size(); i++) {
                Step step = asked.get(i);
                switch (outcomes.get(i)) {
                    case WRITTEN -> attempt(() -> ring(step, present));
                    case CONFLICT -> attempt(() -> again(step, present, now));
                    case ALREADY_DONE -> {}
                }
            }
        });
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("the next rung could not be climbed: {}", Failure.describe(e));
        }
    }

    /// She has written again in the meantime: the rung is taken from the case as it is now, unless somebody has
    /// accepted it or another node has climbed. Not by [Ledger#rewrite]: what is overtaken
    /// too often is no error, it comes again when its lease ends.
    private void again(Step step, Duty present, Instant now) {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            Optional<Versioned<Case>> found = ledger.byId(step.record().id())
                    .filter(c -> c.value().state() == CaseState.OPEN
                            && c.value().climb().equals(step.record().climb()));
            if (found.isEmpty()) {
                return;
            }
            if (ledger.commit(change(step, found.get(), present, now)) == Outcome.WRITTEN) {
                ring(step, present);
                return;
            }
        }
    }

    private Change change(Step step, Versioned<Case> found, Duty present, Instant now) {
        Case before = found.value();
        Plan plan = step.plan();
        List<CaseEntry> entries = new ArrayList<>();
        List<Outgoing> messages = new ArrayList<>();
        for (Counsellor who : step.told()) {
            boolean alone = step.alone().contains(who);
            entries.add(new CaseEntry(now, CaseEntry.What.ALERTED, who.name(), alone ? "" : "digest"));
            if (alone) {
                messages.add(notices.alert(who, before, now));
            }
        }
        List<String> names = step.told().stream().map(Counsellor::name).toList();
        Climb after = plan.after().alsoTold(names);
        step.alarmed()
                .forEach(who -> messages.add(
                        plan.roundOver()
                                ? notices.nobodyAccepted(who, before, now)
                                : notices.nobodyOnCall(who, before, now)));
        if (plan.roundOver()) {
            nobody(before, now).ifPresent(messages::add);
        }
        return Change.of(before.id().partition())
                .write(before.climbed(after, names), found.version(), entries)
                .due(before.id(), now.plus(plan.patience()))
                .send(messages);
    }

    /// What she is told when everybody has been alerted once in vain: only where her safe contact allows explicit
    /// words, since there is no discreet way to say it (R26).
    private Optional<Outgoing> nobody(Case record, Instant now) {
        Optional<Person> person = ledger.person(record.contact()).map(Versioned::value);
        if (person.isEmpty()
                || !person.get().explicitAllowed()
                || record.language().isEmpty()) {
            return Optional.empty();
        }
        Texts.Text text = hotlineTexts.text("sos.no-staff", record.language().get(), Map.of());
        return Optional.of(notices.stillNobody(record, person.get(), text, now));
    }

    private void ring(Step step, Duty present) {
        if (step.plan().method() != ContactMethod.CALL) {
            return;
        }
        Case record = step.record();
        boolean one = step.plan().asked().size() == 1;
        for (Counsellor who : step.plan().asked()) {
            if (who.methods().contains(ContactMethod.CALL) && !present.busy(who)) {
                Caller.Ring ring = new Caller.Ring(
                        record.id(), record.code(), record.language(), () -> ledger.isOpen(record.id()), outcome -> {
                            if (one) {
                                rang(step, outcome, present);
                            }
                        });
                try {
                    caller.ring(who, ring);
                } catch (RuntimeException e) {
                    LOG.warn("a call could not be made, the alert went by SMS: {}", Failure.describe(e));
                }
            }
        }
    }

    /// Whoever is busy or out of reach is followed by the next at once, unless the case has moved on since. A
    /// round's end is never hurried: with every telephone busy, round would follow round within seconds.
    private void rang(Step step, Caller.Outcome outcome, Duty present) {
        boolean hurry = switch (outcome) {
            case ANSWERED, NO_ANSWER -> false;
            case BUSY, UNREACHABLE -> true;
        };
        Climb expected = step.plan()
                .after()
                .alsoTold(step.told().stream().map(Counsellor::name).toList());
        if (hurry
                && !Plan.of(policy.cases(), Need.of(step.record()), expected, present)
                        .roundOver()) {
            ledger.byId(step.record().id())
                    .filter(c -> c.value().state() == CaseState.OPEN
                            && c.value().climb().equals(expected))
                    .ifPresent(c -> ledger.commit(Change.of(c.value().id().partition())
                            .write(c.value(), c.version(), List.of())
                            .due(c.value().id(), Instant.EPOCH)));
            written.run();
        }
    }

    private void digest(Counsellor who, Instant now) {
        long waiting = ledger.waiting();
        if (waiting > 0) {
            ledger.commit(Change.of(0).send(List.of(notices.digest(who, waiting, now))));
            written.run();
        }
    }
}
