package org.linja.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
    private static final String DAY_AND_NIGHT = """
            shifts:
              - { name: day, from: 08:00, to: 20:00, people: [arta] }
              - { name: night, from: 20:00, to: 08:00, people: [bojana] }
            """;

    @Test
    void withoutShiftsEveryCounsellorIsAlwaysOnCallInTheOrderOfTheList() {
        Roster roster = Rosters.of("");
        assertThat(on(roster, "2027-01-01 00:00")).isEqualTo("arta bojana cela");
        assertThat(roster.inRole(Role.COORDINATOR)).extracting(Counsellor::name).containsExactly("drita");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-04 07:59, bojana",
        "2027-01-04 08:00, arta",
        "2027-01-04 19:59, arta",
        "2027-01-04 20:00, bojana",
        "2027-01-05 00:00, bojana",
    })
    void aShiftMayCrossMidnight(String time, String who) {
        assertThat(on(Rosters.of(DAY_AND_NIGHT), time)).isEqualTo(who);
    }

    @ParameterizedTest
    @CsvSource({
        // Monday's night belongs to Monday's team until Tuesday morning.
        "2027-01-04 21:00, arta",
        "2027-01-05 03:00, arta",
        "2027-01-05 21:00, bojana",
        "2027-01-06 21:00, cela",
        "2027-01-07 21:00, arta",
        "2027-01-03 21:00, ''",
    })
    void aDailyRotationChangesWithEveryShift(String time, String who) {
        Roster roster = Rosters.of("""
                shifts:
                  - { name: night, from: 20:00, to: 08:00, first: 2027-01-04, turns: [[arta], [bojana], [cela]] }
                """);
        assertThat(on(roster, time)).isEqualTo(who);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-04 08:00, arta bojana",
        "2027-01-10 23:00, arta bojana",
        "2027-01-11 07:59, arta bojana",
        "2027-01-11 08:00, cela",
        "2027-01-18 08:00, arta bojana",
    })
    void aWeeklyRotationChangesOnTheFirstDaysWeekday(String time, String who) {
        Roster roster = Rosters.of("""
                shifts:
                  - { name: week, from: 08:00, to: 08:00, first: 2027-01-04, every: week, turns: [[arta, bojana], [cela]] }
                """);
        assertThat(on(roster, time)).isEqualTo(who);
    }

    @Test
    void aRotationMayLastAnyNumberOfDaysAndEnd() {
        Roster roster = Rosters.of("""
                shifts:
                  - { name: all, from: 00:00, to: 00:00, first: 2027-01-01, until: 2027-01-06, every: 3d, turns: [[arta], [bojana]] }
                """);
        assertThat(on(roster, "2027-01-03 23:59")).isEqualTo("arta");
        assertThat(on(roster, "2027-01-04 00:00")).isEqualTo("bojana");
        assertThat(on(roster, "2027-01-07 00:00")).isEmpty();
    }

    @Test
    void weekdaysAndHolidays() {
        Roster roster = Rosters.of("""
                holidays: [2027-01-06]
                shifts:
                  - { name: work, from: 08:00, to: 16:00, days: [mon, tue, wed, thu, fri], holidays: not, people: [arta] }
                  - { name: feast, from: 08:00, to: 16:00, holidays: only, people: [cela] }
                """);
        assertThat(on(roster, "2027-01-05 12:00")).isEqualTo("arta");
        assertThat(on(roster, "2027-01-06 12:00")).isEqualTo("cela");
        assertThat(on(roster, "2027-01-09 12:00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Night shifts over 2027-03-28, 02:00 to 03:00 skipped, and 2027-10-31, 02:00 to 03:00 twice.
        "2027-03-28, 11",
        "2027-10-31, 13",
        "2027-06-01, 12",
    })
    void aNightIsAnHourShorterInSpringAndLongerInAutumn(String morning, long hours) {
        Roster roster = Rosters.of(DAY_AND_NIGHT);
        Instant end = Rosters.wall(morning + " 08:00");
        List<Roster.Watch> watches = roster.between(end.minus(Duration.ofHours(20)), end.plus(Duration.ofHours(1)));
        Roster.Watch night = watches.get(watches.size() - 2);
        assertThat(Rosters.names(night.people())).containsExactly("bojana");
        assertThat(Duration.between(night.period().from(), night.period().to())).isEqualTo(Duration.ofHours(hours));
        assertThat(night.period().to()).isEqualTo(end);
    }

    @Test
    void shiftsThatMeetInTheHourThatComesTwiceOverlap() {
        Roster roster = Rosters.of("""
                shifts:
                  - { name: early, from: 14:00, to: 02:30, people: [arta] }
                  - { name: late, from: 02:30, to: 14:00, people: [bojana] }
                """);
        // 02:30 comes first at 00:30 UTC and for the last time at 01:30 UTC.
        assertThat(at(roster, "2027-10-31T00:29:59Z")).isEqualTo("arta");
        assertThat(at(roster, "2027-10-31T00:30:00Z")).isEqualTo("arta bojana");
        assertThat(at(roster, "2027-10-31T01:29:59Z")).isEqualTo("arta bojana");
        assertThat(at(roster, "2027-10-31T01:30:00Z")).isEqualTo("bojana");
    }

    @Test
    void shiftsThatMeetInTheHourThatIsSkippedMeetAtTheChange() {
        Roster roster = Rosters.of("""
                shifts:
                  - { name: early, from: 14:00, to: 02:30, people: [arta] }
                  - { name: late, from: 02:30, to: 14:00, people: [bojana] }
                """);
        assertThat(at(roster, "2027-03-28T00:59:59Z")).isEqualTo("arta");
        assertThat(at(roster, "2027-03-28T01:00:00Z")).isEqualTo("bojana");
    }

    @ParameterizedTest
    @CsvSource({"2027-03-28", "2027-10-31"})
    void noHandOverAtAnyQuarterOfAnHourLeavesAGapWhenClocksChange(String day) {
        for (int minute = 0; minute < 24 * 60; minute += 15) {
            String time = "%02d:%02d".formatted(minute / 60, minute % 60);
            Roster roster = Rosters.of("""
                    shifts:
                      - { name: one, from: %s, to: 12:07, people: [arta] }
                      - { name: two, from: 12:07, to: %s, people: [bojana] }
                    """.formatted(time, time));
            Instant noon = Rosters.wall(day + " 12:00");
            assertThat(roster.gaps(noon.minus(Duration.ofDays(2)), noon.plus(Duration.ofDays(2))))
                    .as("hand-over at " + time)
                    .isEmpty();
        }
    }

    @Test
    void overridesAddRemoveAndReplaceForAWhile() {
        Roster roster = Rosters.of(DAY_AND_NIGHT + """
                overrides:
                  - { add: cela, from: 2027-01-04 10:00, to: 2027-01-04 12:00 }
                  - { replace: bojana, with: drita, from: 2027-01-04 20:00, to: 2027-01-05 08:00 }
                  - { remove: arta, from: 2027-01-05 08:00, to: 2027-01-05 09:00 }
                """);
        assertThat(on(roster, "2027-01-04 11:00")).isEqualTo("arta cela");
        assertThat(on(roster, "2027-01-04 12:00")).isEqualTo("arta");
        assertThat(on(roster, "2027-01-05 07:59")).isEqualTo("drita");
        assertThat(on(roster, "2027-01-05 08:30")).isEmpty();
        Instant from = Rosters.wall("2027-01-04 00:00");
        assertThat(roster.gaps(from, from.plus(Duration.ofDays(7))))
                .containsExactly(new Period(Rosters.wall("2027-01-05 08:00"), Rosters.wall("2027-01-05 09:00")));
    }

    @Test
    void aSwapCountsOnlyWhenBothHaveAgreed() {
        Roster roster = Rosters.of(DAY_AND_NIGHT);
        Period night = new Period(Rosters.wall("2027-01-04 20:00"), Rosters.wall("2027-01-05 08:00"));
        Period day = new Period(Rosters.wall("2027-01-06 08:00"), Rosters.wall("2027-01-06 20:00"));
        Swap asked = new Swap("K7", "bojana", "arta", night, Optional.of(day), Swap.State.ASKED);
        assertThat(asked.amendments()).isEmpty();
        assertThat(asked.in(Swap.State.REFUSED).amendments()).isEmpty();
        Roster swapped = roster.with(asked.in(Swap.State.AGREED).amendments());
        assertThat(on(swapped, "2027-01-04 23:00")).isEqualTo("arta");
        assertThat(on(swapped, "2027-01-06 12:00")).isEqualTo("bojana");
        assertThat(on(swapped, "2027-01-05 23:00")).isEqualTo("bojana");
    }

    @Test
    void watchesFollowEachOtherWithoutGapOrOverlapAndSayTheSameAsTheMoment() {
        Roster roster = Rosters.of(DAY_AND_NIGHT + """
                overrides:
                  - { remove: arta, from: 2027-10-30 09:00, to: 2027-10-30 11:15 }
                """);
        Instant from = Rosters.wall("2027-10-29 05:00");
        Instant to = from.plus(Duration.ofDays(4));
        List<Roster.Watch> watches = roster.between(from, to);
        Instant next = from;
        for (Roster.Watch watch : watches) {
            assertThat(watch.period().from()).isEqualTo(next);
            assertThat(roster.onCall(next)).isEqualTo(watch.people());
            assertThat(roster.onCall(watch.period().to().minusMillis(1))).isEqualTo(watch.people());
            next = watch.period().to();
        }
        assertThat(next).isEqualTo(to);
    }

    private static String on(Roster roster, String time) {
        return String.join(" ", Rosters.names(roster.onCall(Rosters.wall(time))));
    }

    private static String at(Roster roster, String instant) {
        return String.join(" ", Rosters.names(roster.onCall(Instant.parse(instant))));
    }
}
