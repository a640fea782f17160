package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Outgoing;
import org.linja.staff.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the ladder, and shares nothing with it but the store: finds every cry for help that nobody will be alerted
/// of, puts it back, and tells the coordinator.
public final class Auditor {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    /// A rung climbs within a second; what is due for this long is stuck.
    private static final Duration OVERDUE = Duration.ofSeconds(30);

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofMinutes(5);

    private final Vigil vigil;
    private final Ledger ledger;
    private final Supplier<Roster> roster;
    private final Notices notices;
    private final Runnable written;
    /// What is late once may have been so while the server was down; what is late twice is stuck.
    private Set<CaseId> lateBefore = Set.of();

    private Instant swept = Instant.EPOCH;
    private volatile Instant looked = Instant.EPOCH;
    private volatile int lately;

    /// @param written run after messages were put into the outbox
    public Auditor(Vigil vigil, Ledger ledger, Supplier<Roster> roster, Notices notices, Runnable written) {
        this.vigil = vigil;
        this.ledger = ledger;
        this.roster = roster;
        this.notices = notices;
        this.written = written;
    }

    /// Looks once.
    public void tick(Instant now) {
        List<CaseId> lost = new ArrayList<>();
        Set<CaseId> late = new HashSet<>();
        for (Vigil.Unattended one : vigil.unattended(now.minus(OVERDUE), now)) {
            if (one.overdue()) {
                late.add(one.id());
            }
            if (!one.overdue() || lateBefore.contains(one.id())) {
                lost.add(one.id());
            }
        }
        lateBefore = late;
        if (!now.isBefore(swept.plus(SWEEP))) {
            lost.addAll(sweep(now));
            swept = now;
        }
        lately = lost.size();
        looked = now;
        if (!lost.isEmpty()) {
            LOG.error("the ladder had lost {} cases; they are back on it", lost.size());
            if (vigil.begin("lost", LEASE)) {
                List<Outgoing> alarms = Duty.of(roster.get(), Map.of(), Map.of(), now).alarmed().stream()
                        .map(who -> notices.lost(who, lost.size(), now))
                        .toList();
                ledger.commit(Change.of(0).send(alarms));
                vigil.given("lost", SILENCE);
            }
            written.run();
        }
    }

    private List<CaseId> sweep(Instant now) {
        List<CaseId> restored = new ArrayList<>();
        for (CaseId id : vigil.notWaiting()) {
            Optional<Versioned<Case>> found = ledger.byId(id);
            boolean lost = found.map(Versioned::value)
                    .filter(c -> c.state() == CaseState.OPEN && c.kind().urgent())
                    .isPresent();
            if (lost && vigil.restore(found.get().value(), found.get().version(), now)) {
                restored.add(id);
            }
        }
        return restored;
    }

    /// When it last looked.
    public Instant looked() {
        return looked;
    }

    /// How many lost cases it found then.
    public int found() {
        return lately;
    }
}
