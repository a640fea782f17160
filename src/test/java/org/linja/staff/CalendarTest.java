package org.linja.staff;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The calendar, read back by a parser that is not ours.
class CalendarTest {
    private static final Instant STAMP = Instant.parse("2027-10-01T00:00:00Z");
    private static final Roster ROSTER = Rosters.of("""
            shifts:
              - { name: day, from: 08:00, to: 20:00, people: [arta, cela] }
              - { name: night, from: 20:00, to: 08:00, people: [bojana] }
            overrides:
              - { remove: bojana, from: 2027-11-01 02:00, to: 2027-11-01 03:00 }
            """);
    private static final Period DAYS = new Period(Rosters.wall("2027-10-30 08:00"), Rosters.wall("2027-11-01 08:00"));

    private static List<VEvent> events(String calendar) {
        ICalendar read = Biweekly.parse(calendar).first();
        assertThat(read.validate(biweekly.ICalVersion.V2_0).isEmpty())
                .as(read.validate(biweekly.ICalVersion.V2_0).toString())
                .isTrue();
        return read.getEvents();
    }

    private static Period period(VEvent event) {
        return new Period(
                event.getDateStart().getValue().toInstant(),
                event.getDateEnd().getValue().toInstant());
    }

    @Test
    void theTeamsCalendarSaysWhatTheRosterSays() {
        List<VEvent> events = events(Calendar.of(ROSTER, Optional.empty(), DAYS, STAMP));
        List<Roster.Watch> watches = ROSTER.between(DAYS.from(), DAYS.to());
        assertThat(events)
                .extracting(CalendarTest::period)
                .containsExactlyElementsOf(
                        watches.stream().map(Roster.Watch::period).toList());
        assertThat(events)
                .extracting(event -> event.getSummary().getValue())
                .containsExactly("arta, cela", "bojana", "arta, cela", "bojana", "NOBODY IS ON CALL", "bojana");
        assertThat(events.stream().map(event -> event.getUid().getValue()).distinct())
                .hasSameSizeAs(events);
    }

    @Test
    void theNightWithAnHourTwiceLastsThirteenHoursInHerCalendar() {
        List<VEvent> events = events(Calendar.of(ROSTER, Optional.of("bojana"), DAYS, STAMP));
        Period night = period(events.getFirst());
        assertThat(night.from()).isEqualTo(Rosters.wall("2027-10-30 20:00"));
        assertThat(Duration.between(night.from(), night.to())).isEqualTo(Duration.ofHours(13));
        assertThat(events).hasSize(3);
    }

    @Test
    void linesAreFoldedAndEndAsTheStandardWantsIt() {
        String calendar = Calendar.of(ROSTER, Optional.of("ë".repeat(80)), DAYS, STAMP);
        assertThat(calendar).endsWith("END:VCALENDAR\r\n");
        for (String line : calendar.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
        }
        assertThat(Biweekly.parse(calendar).first().getNames().getFirst().getValue())
                .isEqualTo("On call: " + "ë".repeat(80));
    }

    @Test
    void onlyWhoeverHasTheAddressFindsACalendar() {
        Feeds feeds = new Feeds(Optional.of("a secret of some length"));
        Feeds.Whose arta = new Feeds.Whose(Optional.of("arta"));
        Feeds.Whose team = new Feeds.Whose(Optional.empty());
        String path = feeds.path(arta).orElseThrow();
        assertThat(path).startsWith("/calendar/").endsWith(".ics").doesNotContain("arta");
        assertThat(feeds.at(path.substring("/calendar/".length()), ROSTER)).contains(arta);
        assertThat(feeds.at(feeds.path(team).orElseThrow().substring("/calendar/".length()), ROSTER))
                .contains(team);
        assertThat(feeds.at("arta.ics", ROSTER)).isEmpty();
        assertThat(feeds.at(".ics", ROSTER)).isEmpty();
        assertThat(new Feeds(Optional.of("another secret, long enough")).path(arta))
                .isNotEqualTo(Optional.of(path));
        assertThat(new Feeds(Optional.empty()).at(path.substring("/calendar/".length()), ROSTER))
                .isEmpty();
        assertThat(feeds.toString()).doesNotContain("secret of");
    }
}
