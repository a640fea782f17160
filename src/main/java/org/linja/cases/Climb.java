package org.linja.cases;

import java.util.ArrayList;
import java.util.List;

/// How far up the ladder a case is. The people on call may change while it climbs: whoever was told in this round is
/// known by name, not by number in a list.
///
/// @param round how often the whole ladder was climbed in vain
/// @param rung which rung comes next, 0 for the first
/// @param here how many were asked on that rung so far
/// @param told who was told in this round
public record Climb(int round, int rung, int here, List<String> told) {
    /// Nobody was told yet.
    public static final Climb START = new Climb(0, 0, 0, List.of());

    /// The same place, those people having been told besides.
    public Climb alsoTold(List<String> names) {
        return new Climb(round, rung, here, all(names));
    }

    /// The same round and rung, with more people asked there.
    public Climb asked(List<String> names) {
        return new Climb(round, rung, here + names.size(), all(names));
    }

    /// The same round on that rung, where nobody was asked yet.
    public Climb on(int next) {
        return next == rung ? this : new Climb(round, next, 0, told);
    }

    /// The first rung of the next round.
    public Climb again() {
        return new Climb(round + 1, 0, 0, List.of());
    }

    private List<String> all(List<String> names) {
        List<String> all = new ArrayList<>(told);
        names.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return List.copyOf(all);
    }
}
