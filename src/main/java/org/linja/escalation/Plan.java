package org.linja.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.linja.cases.Climb;
import org.linja.escalation.Rung.Strategy;
import org.linja.escalation.Rung.Target;
import org.linja.staff.ContactMethod;
import org.linja.staff.Counsellor;
import org.linja.staff.Gender;

/// What to do now for somebody whom nobody has accepted: pure, no I/O, no clock.
///
/// @param asked whom to ask; never empty while anybody is in the roster
/// @param method how
/// @param after how far up the ladder that is
/// @param patience how long until it is looked at again
/// @param roundOver everybody was asked and nobody accepted: the coordinator is told, she may be told, and it starts
///     again
/// @param nobodyOnCall the roster is empty at this moment
public record Plan(
        List<Counsellor> asked,
        ContactMethod method,
        Climb after,
        Duration patience,
        boolean roundOver,
        boolean nobodyOnCall) {

    /// The next rung. A rung on which nobody is left to be asked takes no time. In the first round whoever is on a
    /// break or on a call is passed over, and whoever has enough cases comes last.
    public static Plan of(Ladder ladder, Need need, Climb climb, Duty duty) {
        Optional<Plan> next = new Ascent(ladder, need, climb, duty, false).next();
        if (next.isPresent()) {
            return next.get();
        }
        boolean roundOver = !climb.told().isEmpty();
        Ascent again = new Ascent(ladder, need, roundOver ? climb.again() : climb, duty, roundOver);
        return again.next().orElseGet(again::everybody);
    }

    private record Ascent(Ladder ladder, Need need, Climb climb, Duty duty, boolean roundOver) {

        Optional<Plan> next() {
            for (int i = climb.rung(); i < ladder.rungs().size(); i++) {
                Rung rung = ladder.rungs().get(i);
                Climb here = climb.on(i);
                List<Counsellor> left =
                        here.here() > 0 && rung.most() > 0 && here.here() >= rung.most() ? List.of() : left(rung);
                if (!left.isEmpty()) {
                    boolean all = rung.strategy() == Strategy.ALL;
                    List<Counsellor> asked = all ? left : List.of(left.getFirst());
                    Climb after = here.asked(names(asked));
                    return Optional.of(plan(asked, rung.method(), all ? after.on(i + 1) : after, rung.patience()));
                }
            }
            return Optional.empty();
        }

        /// Nobody fits any rung: better everybody than nobody.
        Plan everybody() {
            List<Counsellor> asked = duty.onCall().isEmpty() ? duty.everybody() : duty.onCall();
            Climb after = climb.asked(names(asked)).on(ladder.rungs().size());
            return plan(
                    asked, ContactMethod.SMS, after, ladder.rungs().getLast().patience());
        }

        private Plan plan(List<Counsellor> asked, ContactMethod method, Climb after, Duration patience) {
            return new Plan(
                    asked, method, after, patience, roundOver, duty.onCall().isEmpty());
        }

        private List<Counsellor> left(Rung rung) {
            Set<Counsellor> pool = new LinkedHashSet<>();
            for (Target target : rung.targets()) {
                List<Counsellor> fitting = new ArrayList<>(fitting(target));
                if (rung.strategy() == Strategy.RANDOM) {
                    Collections.shuffle(fitting, new Random((need.seed() + climb.round()).hashCode()));
                }
                fitting.sort(
                        Comparator.comparing((Counsellor who) -> !trained(who)).thenComparing(who -> !wished(who)));
                pool.addAll(fitting);
            }
            return pool.stream()
                    .filter(who -> !climb.told().contains(who.name()))
                    .filter(who -> climb.round() > 0 || duty.atHand(who))
                    .sorted(Comparator.comparing(duty::full))
                    .toList();
        }

        private List<Counsellor> fitting(Target target) {
            return switch (target) {
                case LANGUAGE ->
                    duty.onCall().stream()
                            .filter(who -> need.language().map(who::speaks).orElse(true))
                            .toList();
                case BILINGUAL ->
                    duty.onCall().stream().filter(Counsellor::bilingual).toList();
                case ANYONE -> duty.onCall().isEmpty() && climb.round() > 0 ? duty.everybody() : duty.onCall();
                case COORDINATOR -> duty.coordinators();
                case PARTNER -> duty.partners();
            };
        }

        private boolean wished(Counsellor who) {
            return need.gender() == Gender.ANY || who.gender() == need.gender();
        }

        private boolean trained(Counsellor who) {
            return need.skill().map(who.skills()::contains).orElse(true);
        }
    }

    private static List<String> names(List<Counsellor> people) {
        return people.stream().map(Counsellor::name).toList();
    }
}
