package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.escalation.Auditor;
import org.linja.escalation.Caller;
import org.linja.escalation.Duty;
import org.linja.escalation.Escalation;
import org.linja.escalation.GapWatch;
import org.linja.escalation.Notices;
import org.linja.escalation.Vigil;
import org.linja.ledger.Ledger;
import org.linja.redis.Partitions;
import org.linja.redis.RedisAlerts;
import org.linja.redis.RedisAvailability;
import org.linja.redis.RedisLink;
import org.linja.redis.RedisVigil;
import org.linja.staff.Availability;
import org.linja.staff.Roster;
import org.linja.work.Ticker;

/// Joins roster, ladder and what watches both.
public final class OnCallWiring implements AutoCloseable {
    private static final Duration LADDER_BEAT = Duration.ofMillis(200);
    private static final Duration AUDITOR_BEAT = Duration.ofSeconds(10);
    private static final Duration GAPS_BEAT = Duration.ofMinutes(1);
    private static final Duration LOADS_KEPT = Duration.ofSeconds(15);

    /// More accepted cases than any service has open at once.
    private static final int MOST_OPEN = 2000;

    private final Settings settings;
    private final InstantSource clock;
    private final RedisLink link;
    private final Ledger ledger;
    private final Availability availability;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Map<String, Integer> loads = Map.of();
    private Instant loadsRead = Instant.EPOCH;

    OnCallWiring(Settings settings, InstantSource clock, RedisLink link, Ledger ledger) {
        this.settings = settings;
        this.clock = clock;
        this.link = link;
        this.ledger = ledger;
        this.availability = new RedisAvailability(link);
    }

    /// Starts the ladder and what watches it.
    ///
    /// @param written run after messages were put into the outbox
    Ticker start(Notices notices, Runnable written) {
        Escalation escalation = new Escalation(
                ledger,
                new RedisAlerts(link),
                this::duty,
                settings.ladder(),
                notices,
                settings.script().texts(),
                Caller.NONE,
                written);
        started.push(escalation);
        Ticker ladder = new Ticker("ladder", LADDER_BEAT, clock, escalation::tick);
        started.push(ladder);
        Vigil vigil = new RedisVigil(link, Partitions.ONE);
        Auditor auditor = new Auditor(vigil, ledger, this::roster, notices, written);
        started.push(new Ticker("auditor", AUDITOR_BEAT, clock, auditor::tick));
        GapWatch gaps =
                new GapWatch(vigil, ledger, this::roster, settings.ladder().gapAlarms(), notices, written);
        started.push(new Ticker("gaps", GAPS_BEAT, clock, gaps::tick));
        return ladder;
    }

    /// The roster as it is now, with all overrides and swaps.
    public Roster roster() {
        return settings.roster();
    }

    /// Who is on a break or on a call.
    public Availability availability() {
        return availability;
    }

    /// Who can be asked now.
    public Duty duty() {
        Instant now = clock.instant();
        return Duty.of(roster(), availability.standings(), loads(now), now);
    }

    /// How many accepted cases each has; counted only where the roster knows a bound.
    private synchronized Map<String, Integer> loads(Instant now) {
        if (roster().people().stream().noneMatch(p -> p.maxLoad() > 0)) {
            return Map.of();
        }
        if (!now.isBefore(loadsRead.plus(LOADS_KEPT))) {
            Map<String, Integer> counted = new HashMap<>();
            ledger.openCases(MOST_OPEN).stream()
                    .filter(c -> c.state() == CaseState.ACCEPTED)
                    .flatMap(c -> c.holder().stream())
                    .forEach(name -> counted.merge(name, 1, Integer::sum));
            loads = Map.copyOf(counted);
            loadsRead = now;
        }
        return loads;
    }

    /// Whether the case still waits for somebody; without one, whether any does.
    boolean waits(Optional<String> caseId) {
        return caseId.map(id -> ledger.byId(CaseId.parse(id))
                        .filter(found -> found.value().state() == CaseState.OPEN)
                        .isPresent())
                .orElseGet(() -> ledger.waiting() > 0);
    }

    @Override
    public void close() {
        started.forEach(Wiring::stop);
        started.clear();
    }
}
