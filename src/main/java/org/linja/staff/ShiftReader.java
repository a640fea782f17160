package org.linja.staff;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.config.Problems;

/// Reads the `shifts` of `config/oncall.yaml`.
final class ShiftReader {
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    /// Before everything, for shifts without turns.
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final Set<String> names;

    /// @param names who may have a shift
    ShiftReader(Set<String> names) {
        this.names = names;
    }

    List<Shift> read(Doc list) {
        List<Shift> shifts = new ArrayList<>();
        list.list().forEach(one -> shift(one).ifPresent(shifts::add));
        return List.copyOf(shifts);
    }

    private Optional<Shift> shift(Doc one) {
        String name = one.at("name").string();
        LocalTime from = WallTimes.time(one.at("from"));
        LocalTime to = WallTimes.time(one.at("to"));
        Shift.Holidays onHolidays = one.at("holidays").oneOf(Shift.Holidays.class, Shift.Holidays.ALSO);
        Doc firstDoc = one.at("first");
        LocalDate first = firstDoc.present() ? WallTimes.date(firstDoc).orElse(ALWAYS) : ALWAYS;
        Doc untilDoc = one.at("until");
        Optional<LocalDate> until = untilDoc.present() ? WallTimes.date(untilDoc) : Optional.empty();
        List<List<String>> teams = teams(one);
        int turnDays = turnDays(one.at("every"));
        if (teams.size() > 1 && !firstDoc.present()) {
            one.problems().add(one.at("turns").place(), "turns are counted from a first day; add  first: 2027-01-04");
        }
        Set<DayOfWeek> days = days(one.at("days"));
        one.done();
        if (teams.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Shift(name, new Hours(from, to), days, onHolidays, first, until, turnDays, teams));
    }

    private List<List<String>> teams(Doc one) {
        Doc people = one.at("people");
        Doc turns = one.at("turns");
        if (people.present() == turns.present()) {
            one.problems()
                    .add(one.place(), "a shift has either 'people', who always have it, or 'turns', a list of teams");
        }
        List<List<String>> teams = new ArrayList<>();
        if (people.present()) {
            teams.add(team(people));
        }
        turns.list().forEach(team -> teams.add(team(team)));
        teams.removeIf(List::isEmpty);
        return List.copyOf(teams);
    }

    private List<String> team(Doc list) {
        List<String> team = new ArrayList<>();
        list.list().forEach(one -> name(one, names).ifPresent(team::add));
        if (team.isEmpty()) {
            list.problems().add(list.place(), "nobody is in it; list names of 'people'");
        }
        return List.copyOf(team);
    }

    /// `day`, `week`, or a number of days such as `3d`.
    private static int turnDays(Doc every) {
        return switch (every.string("day")) {
            case "day" -> 1;
            case "week" -> 7;
            case String other
            when other.matches("[1-9]\\d{0,2}d") -> Integer.parseInt(other.substring(0, other.length() - 1));
            case String other -> {
                every.problems().add(every.place(), "a turn lasts a 'day', a 'week', or days such as '3d'");
                yield 1;
            }
        };
    }

    private static Set<DayOfWeek> days(Doc doc) {
        if (!doc.present()) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Doc one : doc.list()) {
            DayOfWeek day = DAYS.get(one.string());
            if (day == null) {
                doc.problems().add(one.place(), "this is none of mon, tue, wed, thu, fri, sat, sun");
            } else {
                days.add(day);
            }
        }
        return days;
    }

    static Optional<String> name(Doc doc, Set<String> names) {
        String name = doc.string();
        if (names.contains(name)) {
            return Optional.of(name);
        }
        if (doc.present()) {
            doc.problems().add(doc.place(), "nobody has this name in 'people'" + Problems.nearest(name, names));
        }
        return Optional.empty();
    }
}
