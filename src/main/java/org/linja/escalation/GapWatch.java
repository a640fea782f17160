package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.Outgoing;
import org.linja.staff.Period;
import org.linja.staff.Roster;

/// Tells the coordinator of times without anybody on call, days and hours ahead.
public final class GapWatch {
    private static final Duration LEASE = Duration.ofMinutes(1);

    /// A gap under way is known by the day on which it began, or by a day a week ago.
    private static final int LOOKS_BACK_DAYS = 7;

    private final Vigil vigil;
    private final Ledger ledger;
    private final Supplier<Roster> roster;
    private final List<Duration> ahead;
    private final Notices notices;
    private final Runnable written;

    /// @param ahead how long before a gap it is told, once for each
    /// @param written run after messages were put into the outbox
    public GapWatch(
            Vigil vigil,
            Ledger ledger,
            Supplier<Roster> roster,
            List<Duration> ahead,
            Notices notices,
            Runnable written) {
        this.vigil = vigil;
        this.ledger = ledger;
        this.roster = roster;
        this.ahead = List.copyOf(ahead);
        this.notices = notices;
        this.written = written;
    }

    /// Looks once.
    public void tick(Instant now) {
        Optional<Duration> farthest = ahead.stream().max(Duration::compareTo);
        if (farthest.isEmpty()) {
            return;
        }
        Roster current = roster.get();
        Instant begin = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(LOOKS_BACK_DAYS));
        Instant end = now.plus(farthest.get()).plus(Duration.ofDays(1));
        for (Period gap : current.gaps(begin, end)) {
            if (gap.to().isAfter(now)) {
                Duration left = Duration.between(now, gap.from());
                ahead.stream()
                        .filter(threshold -> left.compareTo(threshold) <= 0)
                        .min(Duration::compareTo)
                        .ifPresent(threshold -> tell(current, gap, threshold, now));
            }
        }
    }

    private void tell(Roster current, Period gap, Duration threshold, Instant now) {
        String alarm = "gap:" + gap.from().getEpochSecond() + ":" + threshold.toSeconds();
        if (vigil.begin(alarm, LEASE)) {
            Period left = new Period(gap.from().isBefore(now) ? now : gap.from(), gap.to());
            List<Outgoing> alarms = Duty.of(current, Map.of(), Map.of(), now).alarmed().stream()
                    .map(who -> notices.gap(who, left, current.zone(), now))
                    .toList();
            ledger.commit(Change.of(0).send(alarms));
            vigil.given(alarm, threshold.plus(Duration.ofDays(LOOKS_BACK_DAYS)));
            written.run();
        }
    }
}
