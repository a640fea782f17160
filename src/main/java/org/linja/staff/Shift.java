package org.linja.staff;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Hours that come again, and who has them: always the same people, or teams by turns.
///
/// @param name for coordinators
/// @param hours from when to when
/// @param days on which days it starts
/// @param onHolidays whether it starts on holidays
/// @param first the first day on which it starts; turns are counted from here
/// @param until the last day on which it starts
/// @param turnDays how many days one team has it in a row: 1 daily, 7 weekly, or any other number
/// @param teams names; one team: it always has the shift
public record Shift(
        String name,
        Hours hours,
        Set<DayOfWeek> days,
        Holidays onHolidays,
        LocalDate first,
        Optional<LocalDate> until,
        int turnDays,
        List<List<String>> teams) {

    /// Whether a shift takes place on a holiday.
    public enum Holidays {
        ALSO,
        ONLY,
        NOT
    }

    /// One time that it takes place.
    ///
    /// @param shift its name
    /// @param period when
    /// @param names who has it
    public record Occurrence(String shift, Period period, List<String> names) {}

    /// All times that it takes place in some part of that period.
    List<Occurrence> in(Period wanted, ZoneId zone, Set<LocalDate> holidays) {
        List<Occurrence> found = new ArrayList<>();
        LocalDate last = wanted.to().atZone(zone).toLocalDate();
        // Hours end on the next day at the latest; the one day more is for a change of clocks at midnight.
        for (LocalDate day = wanted.from().atZone(zone).toLocalDate().minusDays(2);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (startsOn(day, holidays)) {
                Period period = hours.on(day, zone);
                if (period.meets(wanted)) {
                    found.add(new Occurrence(name, period, team(day)));
                }
            }
        }
        return found;
    }

    /// All times that it is on at that moment: one, or two where a change of clocks makes two days overlap.
    List<Occurrence> at(Instant moment, ZoneId zone, Set<LocalDate> holidays) {
        return in(new Period(moment, moment.plusMillis(1)), zone, holidays);
    }

    private boolean startsOn(LocalDate day, Set<LocalDate> holidays) {
        boolean holiday = holidays.contains(day);
        boolean wantedToday = switch (onHolidays) {
            case ALSO -> days.contains(day.getDayOfWeek());
            case NOT -> days.contains(day.getDayOfWeek()) && !holiday;
            case ONLY -> holiday;
        };
        return wantedToday && !day.isBefore(first) && until.filter(day::isAfter).isEmpty();
    }

    private List<String> team(LocalDate day) {
        long turn = ChronoUnit.DAYS.between(first, day) / turnDays;
        return teams.get((int) (turn % teams.size()));
    }
}
