package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.escalation.Auditor;
import org.linja.escalation.Caller;
import org.linja.escalation.Duty;
import org.linja.escalation.Escalation;
import org.linja.escalation.GapWatch;
import org.linja.escalation.Notices;
import org.linja.escalation.Vigil;
import org.linja.http.Answer;
import org.linja.http.Request;
import org.linja.http.Routes;
import org.linja.ledger.Ledger;
import org.linja.redis.Partitions;
import org.linja.redis.RedisAlerts;
import org.linja.redis.RedisAvailability;
import org.linja.redis.RedisLink;
import org.linja.redis.RedisRoster;
import org.linja.redis.RedisVigil;
import org.linja.staff.Availability;
import org.linja.staff.Calendar;
import org.linja.staff.Counsellor;
import org.linja.staff.Period;
import org.linja.staff.Roster;
import org.linja.staff.RosterBook;
import org.linja.work.Ticker;

/// Joins roster, ladder and what watches both.
public final class OnCallWiring implements AutoCloseable {
    private static final Duration LADDER_BEAT = Duration.ofMillis(200);
    private static final Duration AUDITOR_BEAT = Duration.ofSeconds(10);
    private static final Duration GAPS_BEAT = Duration.ofMinutes(1);
    private static final Duration LOADS_KEPT = Duration.ofSeconds(15);

    private static final Duration CALENDAR_BACK = Duration.ofDays(31);
    private static final Duration CALENDAR_AHEAD = Duration.ofDays(180);
    private static final Duration GAP_AHEAD = Duration.ofDays(14);

    /// More accepted cases than any service has open at once.
    private static final int MOST_OPEN = 2000;

    private final Settings settings;
    private final InstantSource clock;
    private final RedisLink link;
    private final Ledger ledger;
    private final Availability availability;
    private final RosterBook book;
    private Optional<Auditor> auditor = Optional.empty();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    /// Calls that the ladder wanted before the line was there: a server that comes back climbs first.
    private final List<Runnable> early = new ArrayList<>();

    private Optional<Caller> caller = Optional.empty();
    private volatile Predicate<Counsellor> confirmed = who -> true;
    private Map<String, Integer> loads = Map.of();
    private Instant loadsRead = Instant.EPOCH;

    OnCallWiring(Settings settings, InstantSource clock, RedisLink link, Ledger ledger) {
        this.settings = settings;
        this.clock = clock;
        this.link = link;
        this.ledger = ledger;
        this.availability = new RedisAvailability(link);
        this.book = new RosterBook(settings.roster(), new RedisRoster(link, clock));
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
                settings.voice().asterisk().isPresent() ? this::ring : Caller.NONE,
                written);
        Ticker ladder = new Ticker("ladder", LADDER_BEAT, clock, escalation::tick);
        started.push(ladder);
        Vigil vigil = new RedisVigil(link, Partitions.ONE);
        Auditor watching = new Auditor(vigil, ledger, this::roster, notices, written);
        auditor = Optional.of(watching);
        started.push(new Ticker("auditor", AUDITOR_BEAT, clock, watching::tick));
        GapWatch gaps =
                new GapWatch(vigil, ledger, this::roster, settings.ladder().gapAlarms(), notices, written);
        started.push(new Ticker("gaps", GAPS_BEAT, clock, gaps::tick));
        return ladder;
    }

    /// The roster as it is now, with all overrides and swaps.
    public Roster roster() {
        return book.current();
    }

    /// Overrides and swaps.
    public RosterBook book() {
        return book;
    }

    /// Who is on a break or on a call.
    public Availability availability() {
        return availability;
    }

    /// From now on only those are asked, unless nobody would be left.
    void only(Predicate<Counsellor> these) {
        confirmed = these;
    }

    /// Has counsellors rung up by that from now on: for the edge that has a telephone line.
    void rings(Caller line) {
        synchronized (early) {
            caller = Optional.of(line);
            early.forEach(Runnable::run);
            early.clear();
        }
    }

    private boolean ring(Counsellor who, Caller.Ring ring) {
        synchronized (early) {
            if (caller.isPresent()) {
                return caller.get().ring(who, ring);
            }
            return early.add(() -> ring(who, ring));
        }
    }

    /// Who can be asked now.
    public Duty duty() {
        Instant now = clock.instant();
        Duty all = Duty.of(roster(), availability.standings(), loads(now), now);
        Duty known = all.only(confirmed);
        return known.everybody().isEmpty() ? all : known;
    }

    /// How many accepted cases each has; counted only where the roster knows a bound.
    private synchronized Map<String, Integer> loads(Instant now) {
        if (settings.roster().people().stream().noneMatch(p -> p.maxLoad() > 0)) {
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
        return caseId.map(id -> ledger.isOpen(CaseId.parse(id))).orElseGet(() -> ledger.waiting() > 0);
    }

    /// Calendars, and figures for machines. Nothing in them is about anybody who asked for help.
    public Routes routes() {
        return new Routes().get("/metrics", request -> metrics()).get("/calendar/:file", request -> calendar(request));
    }

    private Answer calendar(Request request) {
        Roster roster = roster();
        Instant now = clock.instant();
        Period shown = new Period(now.minus(CALENDAR_BACK), now.plus(CALENDAR_AHEAD));
        return settings.feeds()
                .at(request.parameter("file"), roster)
                .map(whose ->
                        Answer.of("text/calendar; charset=utf-8", Calendar.of(roster, whose.person(), shown, now)))
                .orElseGet(() -> Answer.problem(404, "there is no such calendar"));
    }

    private Answer metrics() {
        Instant now = clock.instant();
        Roster roster = roster();
        Gauges gauges = new Gauges()
                .add("linja_sos_waiting", "SOS that nobody has accepted", ledger.waiting())
                .add(
                        "linja_sos_oldest_waiting_seconds",
                        "age of the oldest SOS that nobody has accepted",
                        ledger.longestWaiting()
                                .map(c -> Duration.between(c.value().opened(), now)
                                        .toSeconds())
                                .orElse(0L))
                .add("linja_on_call", "people on call now", roster.onCall(now).size())
                .add(
                        "linja_roster_next_gap_seconds",
                        "time until nobody is on call, at most the days that the roster is looked ahead",
                        roster.gaps(now, now.plus(GAP_AHEAD)).stream()
                                .map(gap -> Duration.between(now, gap.from()))
                                .findFirst()
                                .orElse(GAP_AHEAD)
                                .toSeconds());
        auditor.ifPresent(watching -> gauges.add(
                        "linja_auditor_age_seconds",
                        "time since the watch over the ladder last looked",
                        Duration.between(watching.looked(), now).toSeconds())
                .add("linja_sos_unattended", "SOS that the ladder had lost, found just now", watching.found()));
        return Answer.of("text/plain; version=0.0.4; charset=utf-8", gauges.text());
    }

    @Override
    public void close() {
        started.forEach(Wiring::stop);
        started.clear();
    }
}
