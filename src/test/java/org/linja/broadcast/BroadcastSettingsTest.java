package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;

/// Both Bajrams follow the moon: whoever forgets to list them for a year is told in time.
class BroadcastSettingsTest {
    private final Problems problems = new Problems();

    private BroadcastSettings read(String hours) {
        return BroadcastSettings.read(Doc.parse(
                "broadcasts.yaml", hours + "\npeople: [{ name: drita, number: +383 44 000 111 }]\n", problems));
    }

    @Test
    void daysByTheMoonAreHolidays() {
        BroadcastSettings settings = read("hours: { holidays: [ 02-17 ], moon: [ 2027-03-10 ] }");
        assertThat(problems.any()).isFalse();
        assertThat(settings.hours().day(LocalDate.of(2027, 3, 10))).isFalse();
        assertThat(settings.hours().day(LocalDate.of(2028, 3, 10))).isTrue();
        assertThat(settings.hours().day(LocalDate.of(2028, 2, 17))).isFalse();
    }

    @Test
    void aYearWithoutThemIsToldAtItsPlaceAYearAhead() {
        BroadcastSettings settings = read("hours: { moon: [ 2026-03-20, 2027-03-10 ] }");
        settings.checkMoon(LocalDate.of(2026, 11, 23), problems);
        assertThat(problems.warnings()).isEmpty();
        settings.checkMoon(LocalDate.of(2027, 1, 1), problems);
        assertThat(problems.warnings())
                .singleElement()
                .asString()
                .startsWith("broadcasts.yaml:1:")
                .contains("2028");
    }

    @Test
    void withoutAYearADayByTheMoonMeansNothing() {
        read("hours: { moon: [ 03-20 ] }");
        assertThat(problems.lines()).singleElement().asString().contains("is written with its year");
    }

    @Test
    void theShippedDaysReachIntoNextYear() {
        BroadcastSettings shipped = BroadcastSettings.read(Doc.read(Path.of("config/broadcasts.yaml"), problems));
        shipped.checkMoon(LocalDate.of(2027, 6, 1), problems);
        assertThat(problems.warnings()).isEmpty();
        assertThat(shipped.hours().day(LocalDate.of(2026, 5, 27))).isFalse();
    }
}
