package org.linja.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.linja.config.Doc;
import org.linja.escalation.Rung.Strategy;
import org.linja.escalation.Rung.Target;
import org.linja.staff.ContactMethod;

/// Whom to ask, in what order, and how long to wait for an answer. After the last rung it starts again with the first,
/// until a human accepts or closes: a case is never given up.
///
/// There are two: one for cases, whose clock is in minutes, and one for somebody who is on the line, in seconds.
///
/// @param rungs at least one
public record Ladder(List<Rung> rungs) {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    /// A telephone rings for no longer: her patience is shorter, and a voicemail may answer.
    private static final Duration LONGEST_RING = Duration.ofSeconds(60);

    /// For a case: R26. One person at once, the next after two minutes, everybody and the coordinator after five,
    /// and after ten it is over.
    static final Ladder FOR_CASES = new Ladder(List.of(
            rung(List.of(Target.LANGUAGE), Strategy.ONE_BY_ONE, ContactMethod.SMS, Duration.ofMinutes(2), 1),
            rung(
                    List.of(Target.LANGUAGE, Target.BILINGUAL, Target.ANYONE),
                    Strategy.ONE_BY_ONE,
                    ContactMethod.CALL,
                    Duration.ofMinutes(3),
                    1),
            rung(
                    List.of(Target.ANYONE, Target.COORDINATOR, Target.PARTNER),
                    Strategy.ALL,
                    ContactMethod.CALL,
                    Duration.ofMinutes(5),
                    0)));

    /// For somebody who is on the line, unless the configuration says otherwise: 22 seconds each, at most 90 in
    /// all, and again.
    public static final Ladder FOR_CALLS = new Ladder(List.of(
            rung(List.of(Target.LANGUAGE), Strategy.ONE_BY_ONE, ContactMethod.CALL, Duration.ofSeconds(22), 2),
            rung(
                    List.of(Target.LANGUAGE, Target.BILINGUAL, Target.ANYONE),
                    Strategy.ALL,
                    ContactMethod.CALL,
                    Duration.ofSeconds(22),
                    0),
            rung(
                    List.of(Target.COORDINATOR, Target.PARTNER),
                    Strategy.ALL,
                    ContactMethod.CALL,
                    Duration.ofSeconds(22),
                    0)));

    private static Rung rung(
            List<Target> targets, Strategy strategy, ContactMethod method, Duration patience, int most) {
        return new Rung(targets, strategy, method, patience, most);
    }

    /// The short form: one person after another by SMS, those who speak her language first, then the coordinator.
    static Ladder every(Duration wait) {
        return new Ladder(List.of(
                rung(List.of(Target.LANGUAGE), Strategy.ONE_BY_ONE, ContactMethod.SMS, wait, 0),
                rung(List.of(Target.ANYONE), Strategy.ONE_BY_ONE, ContactMethod.SMS, wait, 0),
                rung(List.of(Target.COORDINATOR, Target.PARTNER), Strategy.ALL, ContactMethod.SMS, wait, 0)));
    }

    /// The short form for callers: one telephone after another or all at once, those who speak her language first,
    /// then everybody on call, then coordinators and partners.
    public static Ladder ringing(boolean all, Duration ringFor) {
        if (all) {
            List<Target> everybody = List.of(Target.LANGUAGE, Target.ANYONE, Target.COORDINATOR, Target.PARTNER);
            return new Ladder(List.of(rung(everybody, Strategy.ALL, ContactMethod.CALL, ringFor, 0)));
        }
        return new Ladder(List.of(
                rung(List.of(Target.LANGUAGE), Strategy.ONE_BY_ONE, ContactMethod.CALL, ringFor, 0),
                rung(List.of(Target.ANYONE), Strategy.ONE_BY_ONE, ContactMethod.CALL, ringFor, 0),
                rung(
                        List.of(Target.COORDINATOR, Target.PARTNER),
                        Strategy.ONE_BY_ONE,
                        ContactMethod.CALL,
                        ringFor,
                        0)));
    }

    /// Reads a list of rungs: `{ targets: [language], strategy: one-by-one, method: sms, wait: 2m, most: 1 }`.
    ///
    /// @param fallback taken when the list is not there
    static Ladder read(Doc list, Ladder fallback) {
        return list.present() ? rungs(list, Ladder::forCase).orElse(fallback) : fallback;
    }

    /// Reads the rungs for somebody who is on the line: telephones only, and seconds.
    ///
    /// @return empty when the list is not there
    static Optional<Ladder> readCalls(Doc list) {
        return list.present() ? rungs(list, Ladder::forCaller) : Optional.empty();
    }

    private static Rung forCase(Doc one, List<Target> targets) {
        return rung(
                targets,
                one.at("strategy").oneOf(Strategy.class, Strategy.ONE_BY_ONE),
                one.at("method").oneOf(ContactMethod.class, ContactMethod.SMS),
                one.at("wait").duration(SHORTEST, LONGEST, Duration.ofMinutes(2)),
                one.at("most").integer(0, 100, 0));
    }

    private static Rung forCaller(Doc one, List<Target> targets) {
        if (one.at("method").oneOf(ContactMethod.class, ContactMethod.CALL) == ContactMethod.SMS) {
            one.problems()
                    .add(
                            one.at("method").place(),
                            "whoever is on the line is rung through: write 'call' or leave it out; SMS for an SOS begin"
                                    + " beside it after 'sos-alert' of voice.yaml");
        }
        return rung(
                targets,
                one.at("strategy").oneOf(Strategy.class, Strategy.ONE_BY_ONE),
                ContactMethod.CALL,
                one.at("wait").duration(SHORTEST, LONGEST_RING, Duration.ofSeconds(22)),
                one.at("most").integer(0, 100, 0));
    }

    private static Optional<Ladder> rungs(Doc list, BiFunction<Doc, List<Target>, Rung> rung) {
        List<Rung> rungs = new ArrayList<>();
        for (Doc one : list.list()) {
            List<Target> targets = new ArrayList<>();
            one.at("targets").list().forEach(target -> targets.add(target.oneOf(Target.class)));
            if (targets.isEmpty()) {
                one.problems()
                        .add(
                                one.at("targets").place(),
                                "nobody is asked; list language, bilingual, anyone, coordinator or partner");
            }
            rungs.add(rung.apply(one, List.copyOf(targets)));
        }
        if (rungs.isEmpty()) {
            list.problems().add(list.place(), "the ladder has no rung; leave it out for the usual one");
            return Optional.empty();
        }
        if (rungs.stream().noneMatch(one -> one.targets().contains(Target.ANYONE))) {
            list.problems()
                    .add(
                            list.place(),
                            "no rung asks 'anyone': whoever speaks a language that nobody on call speaks would wait"
                                    + " for nothing");
        }
        return Optional.of(new Ladder(List.copyOf(rungs)));
    }

    /// Whether a rung wants calls.
    boolean calls() {
        return rungs.stream().anyMatch(rung -> rung.method() == ContactMethod.CALL);
    }
}
