package org.linja.staff;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The roster as a calendar that telephones subscribe to (iCalendar, RFC 5545). Times are in UTC, so a change of clocks
/// cannot move them. It names people by their handles, and no case.
public final class Calendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// RFC 5545 §3.1: a line has at most 75 octets, without its end.
    private static final int LINE = 75;

    private final StringBuilder text = new StringBuilder();

    private Calendar() {}

    /// The calendar of one person, or of all.
    ///
    /// @param person whose turns; empty: who is on call from hand-over to hand-over, and when nobody is
    /// @param stamp when it is written
    public static String of(Roster roster, Optional<String> person, Period period, Instant stamp) {
        Calendar calendar = new Calendar();
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Linja//On call//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("NAME:" + escaped(person.map(name -> "On call: " + name).orElse("On call")));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        List<Roster.Watch> watches = roster.between(period.from(), period.to());
        if (person.isPresent()) {
            turns(watches, person.get()).forEach(turn -> calendar.event(turn, "On call", person.get(), stamp));
        } else {
            watches.forEach(watch -> calendar.event(watch.period(), names(watch), "team", stamp));
        }
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private static String names(Roster.Watch watch) {
        return watch.people().isEmpty()
                ? "NOBODY IS ON CALL"
                : watch.people().stream().map(Counsellor::name).collect(Collectors.joining(", "));
    }

    /// Her turns; what follows without a break is one.
    private static List<Period> turns(List<Roster.Watch> watches, String name) {
        List<Period> turns = new ArrayList<>();
        for (Roster.Watch watch : watches) {
            if (watch.people().stream().anyMatch(who -> who.name().equals(name))) {
                boolean goesOn = !turns.isEmpty()
                        && turns.getLast().to().equals(watch.period().from());
                Instant from =
                        goesOn ? turns.removeLast().from() : watch.period().from();
                turns.add(new Period(from, watch.period().to()));
            }
        }
        return turns;
    }

    private void event(Period period, String summary, String whose, Instant stamp) {
        line("BEGIN:VEVENT");
        line("UID:" + period.from().getEpochSecond() + "-" + escaped(whose) + "@linja");
        line("DTSTAMP:" + UTC.format(stamp));
        line("DTSTART:" + UTC.format(period.from()));
        line("DTEND:" + UTC.format(period.to()));
        line("SUMMARY:" + escaped(summary));
        line("TRANSP:OPAQUE");
        line("END:VEVENT");
    }

    /// RFC 5545 §3.3.11.
    private static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    private void line(String line) {
        int octets = 0;
        int limit = LINE;
        for (int c : line.codePoints().toArray()) {
            String character = Character.toString(c);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > limit) {
                text.append("\r\n ");
                octets = 0;
                limit = LINE - 1;
            }
            text.append(character);
            octets += size;
        }
        text.append("\r\n");
    }
}
