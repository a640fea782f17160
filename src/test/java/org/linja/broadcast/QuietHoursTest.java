package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When awareness messages may be sent, by the calendar of Kosovo.
class QuietHoursTest {
    private static final ZoneId HERE = ZoneId.of("Europe/Belgrade");
    private static final QuietHours HOURS = new QuietHours(
            HERE,
            LocalTime.of(9, 0),
            LocalTime.of(20, 0),
            false,
            Set.of(MonthDay.of(2, 17), MonthDay.of(1, 1), MonthDay.of(1, 2)),
            Set.of(LocalDate.of(2026, 3, 20)),
            true,
            true);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HERE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59, false, 2026-11-23T09:00",
        "2026-11-23T09:00, true, 2026-11-23T09:00",
        "2026-11-23T19:59:59, true, 2026-11-23T19:59:59",
        "2026-11-23T20:00, false, 2026-11-24T09:00",
        "2026-11-21T21:00, false, 2026-11-23T09:00", // Saturday night: Sunday is skipped
        "2026-11-22T12:00, false, 2026-11-23T09:00", // Sunday
        "2026-02-17T12:00, false, 2026-02-18T09:00", // Independence Day
        "2026-03-20T12:00, false, 2026-03-21T09:00", // a date of that year only
        "2027-03-20T12:00, true, 2027-03-20T12:00",
        "2026-12-31T21:00, false, 2027-01-04T09:00", // two holidays and a Sunday
        "2026-04-06T12:00, false, 2026-04-07T09:00", // western Easter Monday
        "2026-04-13T12:00, false, 2026-04-14T09:00", // orthodox Easter Monday
        "2026-03-29T08:30, false, 2026-03-30T09:00", // Sunday on which the clock goes forward
    })
    void opens(String local, boolean open, String next) {
        assertThat(HOURS.open(at(local))).isEqualTo(open);
        assertThat(HOURS.next(at(local))).isEqualTo(at(next));
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-03-31, 2024-05-05",
        "2025, 2025-04-20, 2025-04-20",
        "2026, 2026-04-05, 2026-04-12",
        "2027, 2027-03-28, 2027-05-02",
        "2028, 2028-04-16, 2028-04-16",
    })
    void knowsBothEasters(int year, LocalDate western, LocalDate orthodox) {
        assertThat(QuietHours.western(year)).isEqualTo(western);
        assertThat(QuietHours.orthodox(year)).isEqualTo(orthodox);
    }

    @Test
    void whatIsSentIsValidUntilTheEveningAndNotLonger() {
        assertThat(HOURS.until(at("2026-11-23T19:50"))).isEqualTo(at("2026-11-23T20:00"));
        assertThat(HOURS.until(at("2026-11-23T21:00"))).isEqualTo(at("2026-11-23T21:00"));
    }

    @Test
    void eachRunHasItsOwnPlaceInTheMorningAndKeepsIt() {
        Instant opening = at("2026-11-23T09:00");
        Duration most = Duration.ofMinutes(10);
        Set<Instant> places = new java.util.HashSet<>();
        for (int i = 0; i < 50; i++) {
            Instant place = HOURS.jittered("run" + i, opening, most);
            assertThat(place).isBetween(opening, opening.plus(most));
            assertThat(HOURS.jittered("run" + i, opening, most)).isEqualTo(place);
            places.add(place);
        }
        assertThat(places).hasSizeGreaterThan(40);
    }
}
