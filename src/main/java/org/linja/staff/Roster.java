package org.linja.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.linja.contact.Msisdn;

/// Who is on call when: people, shifts, and what differs from them for a while. A value without clock and without I/O,
/// asked alike by alerts, preview, calendar and alarms.
///
/// @param zone whose clocks the shifts follow
/// @param people everybody, at least one counsellor
/// @param shifts none: every counsellor is always on call, in the order of the list
/// @param holidays days that shifts may treat as special
/// @param amendments in the order in which they are made
public record Roster(
        ZoneId zone, List<Counsellor> people, List<Shift> shifts, Set<LocalDate> holidays, List<Amendment> amendments) {

    /// Kosovo's clocks: the time zone data has no zone of its own for it.
    public static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    /// Everybody in the list, always.
    public static Roster always(List<Counsellor> people) {
        return new Roster(KOSOVO, people, List.of(), Set.of(), List.of());
    }

    /// Who is on call at that moment, in the order of the shifts and of the people in them, each once.
    public List<Counsellor> onCall(Instant at) {
        List<String> names = new ArrayList<>();
        if (shifts.isEmpty()) {
            people.stream()
                    .filter(p -> p.role() == Role.COUNSELLOR)
                    .map(Counsellor::name)
                    .forEach(names::add);
        }
        for (Shift shift : shifts) {
            shift.at(at, zone, holidays).forEach(one -> names.addAll(one.names()));
        }
        for (Amendment one : amendments) {
            if (one.period().holds(at)) {
                amend(names, one);
            }
        }
        return new LinkedHashSet<>(names)
                .stream().map(this::byName).flatMap(Optional::stream).toList();
    }

    private static void amend(List<String> names, Amendment amendment) {
        switch (amendment) {
            case Amendment.Add add -> names.add(add.name());
            case Amendment.Remove remove -> names.removeIf(remove.name()::equals);
            case Amendment.Replace replace ->
                names.replaceAll(name -> name.equals(replace.name()) ? replace.by() : name);
        }
    }

    /// A stretch of time in which the same people are on call.
    public record Watch(Period period, List<Counsellor> people) {}

    /// Who is on call from moment to moment, without gap or overlap; stretches with nobody are in it.
    public List<Watch> between(Instant from, Instant to) {
        List<Watch> found = new ArrayList<>();
        List<Instant> changes = List.copyOf(changes(new Period(from, to)));
        for (int i = 0; i + 1 < changes.size(); i++) {
            Watch next = new Watch(new Period(changes.get(i), changes.get(i + 1)), onCall(changes.get(i)));
            boolean same = !found.isEmpty() && found.getLast().people().equals(next.people());
            if (same) {
                next = new Watch(new Period(found.removeLast().period().from(), changes.get(i + 1)), next.people());
            }
            found.add(next);
        }
        return found;
    }

    /// When nobody is on call.
    public List<Period> gaps(Instant from, Instant to) {
        return between(from, to).stream()
                .filter(watch -> watch.people().isEmpty())
                .map(Watch::period)
                .toList();
    }

    private TreeSet<Instant> changes(Period wanted) {
        TreeSet<Instant> changes = new TreeSet<>(List.of(wanted.from(), wanted.to()));
        List<Period> periods = new ArrayList<>();
        shifts.forEach(shift -> shift.in(wanted, zone, holidays).forEach(one -> periods.add(one.period())));
        amendments.forEach(one -> periods.add(one.period()));
        for (Period one : periods) {
            if (wanted.holds(one.from())) {
                changes.add(one.from());
            }
            if (wanted.holds(one.to())) {
                changes.add(one.to());
            }
        }
        return changes;
    }

    /// The same roster with more that differs.
    public Roster with(List<Amendment> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Amendment> all = new ArrayList<>(amendments);
        all.addAll(more);
        return new Roster(zone, people, shifts, holidays, List.copyOf(all));
    }

    /// Everybody with that role.
    public List<Counsellor> inRole(Role role) {
        return people.stream().filter(p -> p.role() == role).toList();
    }

    /// Who has that number.
    public Optional<Counsellor> byNumber(Msisdn number) {
        return people.stream().filter(p -> p.number().equals(number)).findFirst();
    }

    /// Who has that name.
    public Optional<Counsellor> byName(String name) {
        return people.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
