package org.linja.broadcast;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// When awareness messages may be sent (O6): by the clock on the wall, `from` inclusive to `to` exclusive, not on
/// Sundays and not on holidays.
///
/// @param zone of the country
/// @param sundays whether Sundays are days like others
/// @param everyYear holidays with a date of their own
/// @param dates holidays whose date differs from year to year and follows no rule, such as both Bajrams
/// @param easterMonday whether the Monday after the western Easter is one
/// @param orthodoxEasterMonday whether the Monday after the orthodox Easter is one
public record QuietHours(
        ZoneId zone,
        LocalTime from,
        LocalTime to,
        boolean sundays,
        Set<MonthDay> everyYear,
        Set<LocalDate> dates,
        boolean easterMonday,
        boolean orthodoxEasterMonday) {
    private static final int LONGEST_PAUSE_DAYS = 366;
    /// The Julian calendar is this much behind from 1900 to 2099.
    private static final int JULIAN_LAG = 13;

    public QuietHours {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the day for messages ends before it begins");
        }
        everyYear = Set.copyOf(everyYear);
        dates = Set.copyOf(dates);
    }

    /// Whether messages may be sent at that moment.
    public boolean open(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        return day(here.toLocalDate()) && !time.isBefore(from) && time.isBefore(to);
    }

    /// When the hours that are open now end; `now` itself when they are closed. What is sent is valid until then,
    /// so that no telephone rings with it at night.
    public Instant until(Instant now) {
        return open(now)
                ? now.atZone(zone).toLocalDate().atTime(to).atZone(zone).toInstant()
                : now;
    }

    /// The first moment from `now` on at which messages may be sent.
    ///
    /// @throws IllegalStateException when a whole year has no such day
    public Instant next(Instant now) {
        if (open(now)) {
            return now;
        }
        LocalDate date = now.atZone(zone).toLocalDate();
        for (int i = 0; i <= LONGEST_PAUSE_DAYS; i++) {
            LocalDate day = date.plusDays(i);
            Instant start = day.atTime(from).atZone(zone).toInstant();
            if (day(day) && !start.isBefore(now)) {
                return start;
            }
        }
        throw new IllegalStateException("the calendar has no day for messages within a year");
    }

    /// How long after the opening a run begins again: spread evenly over `most`, always the same for one run on one
    /// day, so that a restart changes nothing.
    public Instant jittered(String run, Instant opening, Duration most) {
        long spread = Math.max(1, most.toMillis());
        int hash = (run + opening.atZone(zone).toLocalDate()).hashCode() * 0x9E3779B9;
        return opening.plusMillis(Integer.toUnsignedLong(hash) * spread >>> Integer.SIZE);
    }

    /// The opening of the hours that are open now.
    public Instant openedAt(Instant now) {
        return now.atZone(zone).toLocalDate().atTime(from).atZone(zone).toInstant();
    }

    /// Whether messages may be sent on that day.
    public boolean day(LocalDate date) {
        boolean sunday = date.getDayOfWeek() == DayOfWeek.SUNDAY && !sundays;
        boolean easter = easterMonday && date.equals(western(date.getYear()).plusDays(1))
                || orthodoxEasterMonday && date.equals(orthodox(date.getYear()).plusDays(1));
        return !sunday && !easter && !everyYear.contains(MonthDay.from(date)) && !dates.contains(date);
    }

    /// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
    static LocalDate western(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }

    /// Easter Sunday of the Julian calendar (Meeus), as a date of ours.
    static LocalDate orthodox(int year) {
        int d = (19 * (year % 19) + 15) % 30;
        int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
        int n = d + e + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1).plusDays(JULIAN_LAG);
    }
}
