package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseState;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.text.Texts;
import org.linja.work.Work;

/// Climbs the ladder for every case nobody has accepted: `tick(now)` takes what is due, asks [Plan], and writes alerts
/// and the next due-time in one commit.
public final class Escalation implements AutoCloseable {
    /// Short, so that after a crash the next rung is climbed at most so much late.
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final int SLICE = 256;

    /// In a flood the answers to new cries for help come first: nobody can be alerted of more cases than this
    /// anyway.
    private static final int CASES_PER_SECOND = 400;

    private final Ledger ledger;
    private final Alerts alerts;
    private final Roster roster;
    private final Policy policy;
    private final Notices notices;
    private final Texts hotlineTexts;
    private final Runnable written;
    private final Work commits = new Work("escalate", SLICE);
    private double allowed = SLICE;
    private Instant allowedAt = Instant.EPOCH;

    /// @param hotlineTexts what she may be told when a round is over
    /// @param written run after messages were put into the outbox
    public Escalation(
            Ledger ledger,
            Alerts alerts,
            Roster roster,
            Policy policy,
            Notices notices,
            Texts hotlineTexts,
            Runnable written) {
        this.ledger = ledger;
        this.alerts = alerts;
        this.roster = roster;
        this.policy = policy;
        this.notices = notices;
        this.hotlineTexts = hotlineTexts;
        this.written = written;
    }

    private record Rung(Versioned<Case> due, Plan plan) {}

    /// Does all that is due at `now`.
    public void tick(Instant now) {
        double since = Math.max(0, Duration.between(allowedAt, now).toMillis()) / 1000.0;
        allowed = Math.min(SLICE, allowed + since * CASES_PER_SECOND);
        allowedAt = now;
        if (allowed >= 1) {
            allowed -= climb(now, (int) allowed);
        }
        for (String name : alerts.takeDigests(now, LEASE)) {
            roster.byName(name).ifPresent(who -> digest(who, now));
            alerts.digestWritten(name);
        }
    }

    private int climb(Instant now, int most) {
        List<Versioned<Case>> due = ledger.takeDue(now, LEASE, most);
        Map<Counsellor, List<Rung>> rungs = new HashMap<>();
        Phaser commitsUnderWay = new Phaser(1);
        for (Versioned<Case> one : due) {
            if (one.value().state() == CaseState.OPEN) {
                Plan plan = Plan.of(policy, one.value(), roster, now);
                rungs.computeIfAbsent(plan.alert(), who -> new ArrayList<>()).add(new Rung(one, plan));
            } else {
                start(
                        commitsUnderWay,
                        () -> ledger.commit(Change.of(one.value().id().partition())
                                .undue(one.value().id())));
            }
        }
        rungs.forEach((who, all) -> {
            all.sort(Comparator.comparingInt((Rung r) -> r.due().value().tier())
                    .thenComparing(r -> r.due().value().opened()));
            int single = alerts.admit(who.name(), all.size(), policy.alertsPerMinute(), now);
            for (int i = 0; i < all.size(); i++) {
                Rung rung = all.get(i);
                boolean alone = i < single;
                start(commitsUnderWay, () -> ledger.commit(change(rung, alone, now)));
            }
        });
        commitsUnderWay.arriveAndAwaitAdvance();
        if (!due.isEmpty()) {
            written.run();
        }
        return due.size();
    }

    private void start(Phaser underWay, Runnable commit) {
        underWay.register();
        boolean begun = commits.offer(() -> {
            try {
                commit.run();
            } finally {
                underWay.arriveAndDeregister();
            }
        });
        if (!begun) {
            try {
                commit.run();
            } finally {
                underWay.arriveAndDeregister();
            }
        }
    }

    private Change change(Rung rung, boolean alone, Instant now) {
        Case before = rung.due().value();
        Counsellor who = rung.plan().alert();
        Case after = before.climbed(List.of(who.name()));
        Change change = Change.of(before.id().partition())
                .write(
                        after,
                        rung.due().version(),
                        List.of(new CaseEntry(now, CaseEntry.What.ALERTED, who.name(), alone ? "" : "digest")))
                .due(before.id(), rung.plan().next());
        if (alone) {
            change.send(List.of(notices.alert(who, before, now)));
        }
        if (rung.plan().roundOver()) {
            nobody(before, now).ifPresent(text -> change.send(List.of(text)));
        }
        return change;
    }

    /// What she is told when everybody has been alerted once in vain: only where her safe contact allows explicit
    /// words, since there is no discreet way to say it (R26).
    private Optional<org.linja.outbox.Outgoing> nobody(Case record, Instant now) {
        Optional<Person> person = ledger.person(record.contact()).map(Versioned::value);
        if (person.isEmpty()
                || !person.get().explicitAllowed()
                || record.language().isEmpty()) {
            return Optional.empty();
        }
        Texts.Text text = hotlineTexts.text("sos.no-staff", record.language().get(), Map.of());
        return Optional.of(notices.toHer(record, person.get(), text, Lane.SOS, now));
    }

    private void digest(Counsellor who, Instant now) {
        long waiting = ledger.waiting();
        if (waiting > 0) {
            ledger.commit(Change.of(0).send(List.of(notices.digest(who, waiting, now))));
            written.run();
        }
    }

    @Override
    public void close() {
        commits.close();
    }
}
