package org.linja.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linja.cases.Climb;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.escalation.Rung.Strategy;
import org.linja.escalation.Rung.Target;
import org.linja.staff.ContactMethod;
import org.linja.staff.Counsellor;
import org.linja.staff.Gender;
import org.linja.staff.Role;
import org.linja.staff.Roster;
import org.linja.staff.Standing;

class PlanTest {
    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
    private static final Counsellor ARTA = person("arta", Role.COUNSELLOR, Gender.WOMAN, Set.of(), 0, Language.SQ);
    private static final Counsellor BEN =
            person("ben", Role.COUNSELLOR, Gender.MAN, Set.of(), 0, Language.SR, Language.EN);
    private static final Counsellor CELA =
            person("cela", Role.COUNSELLOR, Gender.WOMAN, Set.of("child"), 0, Language.SQ, Language.SR);
    private static final Counsellor DRITA = person("drita", Role.COORDINATOR, Gender.WOMAN, Set.of(), 0, Language.SQ);
    private static final List<Counsellor> ALL = List.of(ARTA, BEN, CELA, DRITA);

    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Integer> loads = new HashMap<>();
    private List<Counsellor> people = ALL;

    private static Counsellor person(
            String name, Role role, Gender gender, Set<String> skills, int maxLoad, Language... languages) {
        return new Counsellor(
                name,
                new Msisdn("38344000" + (100 + name.charAt(0) - 'a')),
                List.of(languages),
                role,
                gender,
                Set.of(ContactMethod.SMS, ContactMethod.CALL),
                skills,
                maxLoad);
    }

    private static Need speaking(Language language) {
        return new Need(Optional.of(language), Gender.ANY, Optional.empty(), "seed");
    }

    private Plan plan(Ladder ladder, Need need, Climb climb) {
        return Plan.of(ladder, need, climb, Duty.of(Roster.always(people), standings, loads, NOW));
    }

    /// Climbs until the round is over.
    private List<String> climbed(Ladder ladder, Need need) {
        List<String> told = new ArrayList<>();
        Climb climb = Climb.START;
        while (true) {
            Plan plan = plan(ladder, need, climb);
            if (plan.roundOver()) {
                return told;
            }
            told.add(
                    String.join("+", plan.asked().stream().map(Counsellor::name).toList()) + " "
                            + plan.patience().toMinutes() + "m");
            climb = plan.after();
        }
    }

    @Test
    void theUsualLadderKeepsTheTimesOfR26() {
        assertThat(climbed(Ladder.FOR_CASES, speaking(Language.SQ)))
                .containsExactly("arta 2m", "cela 3m", "ben+drita 5m");
    }

    @Test
    void aLanguageNobodySpeaksWidensAtOnce() {
        assertThat(climbed(Ladder.FOR_CASES, speaking(Language.ROM))).containsExactly("ben 3m", "arta+cela+drita 5m");
    }

    @Test
    void theShortFormAsksOneAfterAnother() {
        assertThat(climbed(Ladder.every(Duration.ofMinutes(2)), speaking(Language.SR)))
                .containsExactly("ben 2m", "cela 2m", "arta 2m", "drita 2m");
    }

    @Test
    void afterTheLastRungItBeginsAgain() {
        Climb end = new Climb(0, 3, 0, List.of("arta", "ben", "cela", "drita"));
        Plan plan = plan(Ladder.FOR_CASES, speaking(Language.SQ), end);
        assertThat(plan.roundOver()).isTrue();
        assertThat(plan.asked()).containsExactly(ARTA);
        assertThat(plan.after()).isEqualTo(new Climb(1, 0, 1, List.of("arta")));
    }

    @Test
    void whoeverIsOnABreakOrOnACallIsPassedOverInTheFirstRoundOnly() {
        standings.put("arta", new Standing(Optional.of(NOW.plusSeconds(60)), Optional.empty()));
        standings.put("cela", new Standing(Optional.empty(), Optional.of(NOW.plusSeconds(60))));
        assertThat(climbed(Ladder.FOR_CASES, speaking(Language.SQ))).containsExactly("ben 3m", "drita 5m");
        Plan again = plan(Ladder.FOR_CASES, speaking(Language.SQ), new Climb(0, 3, 0, List.of("ben", "drita")));
        assertThat(again.asked()).containsExactly(ARTA);
    }

    @Test
    void aBreakEnds() {
        standings.put("arta", new Standing(Optional.of(NOW), Optional.of(NOW.minusSeconds(1))));
        assertThat(plan(Ladder.FOR_CASES, speaking(Language.SQ), Climb.START).asked())
                .containsExactly(ARTA);
    }

    @Test
    void whenAllAreOnABreakAndNobodyElseIsThereAllAreAsked() {
        people = List.of(ARTA, BEN);
        standings.put("arta", new Standing(Optional.of(NOW.plusSeconds(60)), Optional.empty()));
        standings.put("ben", new Standing(Optional.of(NOW.plusSeconds(60)), Optional.empty()));
        assertThat(plan(Ladder.FOR_CASES, speaking(Language.SQ), Climb.START).asked())
                .containsExactly(ARTA, BEN);
    }

    @Test
    void aWishAndASkillOrderPeopleAndExcludeNobody() {
        Need man = new Need(Optional.empty(), Gender.MAN, Optional.empty(), "seed");
        assertThat(climbed(Ladder.every(Duration.ofMinutes(1)), man))
                .containsExactly("ben 1m", "arta 1m", "cela 1m", "drita 1m");
        Need child = new Need(Optional.of(Language.SQ), Gender.ANY, Optional.of(Counsellor.CHILD), "seed");
        assertThat(climbed(Ladder.every(Duration.ofMinutes(1)), child))
                .containsExactly("cela 1m", "arta 1m", "ben 1m", "drita 1m");
    }

    @Test
    void whoeverHasEnoughCasesComesLast() {
        Counsellor full = person("arta", Role.COUNSELLOR, Gender.WOMAN, Set.of(), 2, Language.SQ);
        people = List.of(full, CELA);
        loads.put("arta", 2);
        assertThat(climbed(Ladder.every(Duration.ofMinutes(1)), speaking(Language.SQ)))
                .containsExactly("cela 1m", "arta 1m");
        loads.put("arta", 1);
        assertThat(climbed(Ladder.every(Duration.ofMinutes(1)), speaking(Language.SQ)))
                .containsExactly("arta 1m", "cela 1m");
    }

    @Test
    void aRandomOrderIsTheSameForOneCaseAndAnotherForOthers() {
        Ladder random = new Ladder(List.of(
                new Rung(List.of(Target.ANYONE), Strategy.RANDOM, ContactMethod.SMS, Duration.ofMinutes(1), 0)));
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Need need = new Need(Optional.empty(), Gender.ANY, Optional.empty(), "case" + i);
            List<String> order = climbed(random, need);
            assertThat(order).hasSize(3).isEqualTo(climbed(random, need));
            orders.add(order);
        }
        assertThat(orders).hasSizeGreaterThan(3);
    }

    @Test
    void somebodyIsAlwaysAskedWhateverTheLadder() {
        Ladder coordinators = new Ladder(
                List.of(new Rung(List.of(Target.PARTNER), Strategy.ALL, ContactMethod.CALL, Duration.ofMinutes(1), 0)));
        Plan plan = plan(coordinators, speaking(Language.ROM), Climb.START);
        assertThat(plan.asked()).containsExactly(ARTA, BEN, CELA);
        assertThat(plan(coordinators, speaking(Language.ROM), plan.after()).roundOver())
                .isTrue();
    }

    @Test
    void somebodyOnTheLineIsNotKeptForLongerThanNinetySeconds() {
        Duration inAll = Duration.ZERO;
        Climb climb = Climb.START;
        for (Plan plan = plan(Ladder.FOR_CALLS, speaking(Language.SQ), climb);
                !plan.roundOver();
                plan = plan(Ladder.FOR_CALLS, speaking(Language.SQ), climb)) {
            assertThat(plan.patience()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(25));
            inAll = inAll.plus(plan.patience());
            climb = plan.after();
        }
        assertThat(inAll).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    }
}
