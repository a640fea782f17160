package org.linja.escalation;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.linja.staff.Counsellor;
import org.linja.staff.Role;
import org.linja.staff.Roster;
import org.linja.staff.Standing;

/// Who can be asked at one moment, and what they are doing.
///
/// @param onCall in the order of the roster
/// @param coordinators always there
/// @param partners lines of partner organisations
/// @param everybody on and off duty, for when nobody is on call
/// @param standings who is on a break or on a call, by name
/// @param loads how many accepted cases somebody has, by name
/// @param at the moment
public record Duty(
        List<Counsellor> onCall,
        List<Counsellor> coordinators,
        List<Counsellor> partners,
        List<Counsellor> everybody,
        Map<String, Standing> standings,
        Map<String, Integer> loads,
        Instant at) {

    /// The duty of that moment.
    public static Duty of(Roster roster, Map<String, Standing> standings, Map<String, Integer> loads, Instant at) {
        return new Duty(
                roster.onCall(at),
                roster.inRole(Role.COORDINATOR),
                roster.inRole(Role.PARTNER),
                roster.people(),
                standings,
                loads,
                at);
    }

    /// Only those of them.
    public Duty only(Predicate<Counsellor> these) {
        return new Duty(
                onCall.stream().filter(these).toList(),
                coordinators.stream().filter(these).toList(),
                partners.stream().filter(these).toList(),
                everybody.stream().filter(these).toList(),
                standings,
                loads,
                at);
    }

    /// Without those who are off duty, unless there is nobody else.
    public Duty onDuty() {
        Set<Counsellor> there = new LinkedHashSet<>(onCall);
        there.addAll(coordinators);
        there.addAll(partners);
        return there.isEmpty()
                ? this
                : new Duty(onCall, coordinators, partners, List.copyOf(there), standings, loads, at);
    }

    /// Whether she is neither on a break nor on a call.
    public boolean atHand(Counsellor who) {
        Standing standing = standings.getOrDefault(who.name(), Standing.FREE);
        return !standing.onBreak(at) && !standing.busy(at);
    }

    /// Whether she has said that she is on a break.
    public boolean onBreak(Counsellor who) {
        return standings.getOrDefault(who.name(), Standing.FREE).onBreak(at);
    }

    /// Whether she is on a call.
    public boolean busy(Counsellor who) {
        return standings.getOrDefault(who.name(), Standing.FREE).busy(at);
    }

    /// Whether she has as many cases as she can bear.
    boolean full(Counsellor who) {
        return who.maxLoad() > 0 && loads.getOrDefault(who.name(), 0) >= who.maxLoad();
    }

    /// Those who are told of what fails: the coordinators, or everybody where there are none.
    public List<Counsellor> alarmed() {
        return coordinators.isEmpty() ? everybody : coordinators;
    }
}
