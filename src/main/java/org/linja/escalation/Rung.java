package org.linja.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.linja.staff.ContactMethod;

/// One rung of the ladder.
///
/// @param targets who is asked, all those that fit any of them, in this order
/// @param strategy in what order
/// @param method by SMS alone, or by a call and an SMS
/// @param patience how long before the next one is asked
/// @param most how many are asked one by one before the next rung comes; 0: all that there are
public record Rung(List<Target> targets, Strategy strategy, ContactMethod method, Duration patience, int most) {

    /// Whom a rung asks. Each is wider than the one before: a language widens the circle, it never closes it.
    public enum Target {
        /// Who is on call and speaks her language; everybody on call while it is not known.
        LANGUAGE,
        /// Who is on call and speaks more than one language.
        BILINGUAL,
        /// Everybody on call.
        ANYONE,
        /// The coordinators.
        COORDINATOR,
        /// The lines of partner organisations.
        PARTNER
    }

    /// In what order those of a rung are asked.
    public enum Strategy {
        /// In the order of the roster, each after the wait of the one before.
        ONE_BY_ONE,
        /// All at once.
        ALL,
        /// As one by one, in an order that is another for every case.
        RANDOM
    }

    /// Whether it asks only people who are on call.
    boolean onCallOnly() {
        return Set.of(Target.LANGUAGE, Target.BILINGUAL, Target.ANYONE).containsAll(targets);
    }
}
