package org.linja.staff;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import org.linja.config.Doc;

/// Dates and times as people write them, on the clock on the wall.
public final class WallTimes {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter BOTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private WallTimes() {}

    /// Reads `2027-03-28 20:00`, also with a `T` in between.
    ///
    /// @return empty when it is not of that form
    public static Optional<LocalDateTime> read(String written) {
        try {
            return Optional.of(LocalDateTime.parse(written.strip().replace('T', ' '), BOTH));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Reads from when to when: the first moment of the one, the last of the other.
    ///
    /// @return empty when one is not of the form of [#read], or the end is not after the start
    public static Optional<Period> period(String from, String to, ZoneId zone) {
        Optional<Instant> first = read(from).map(wall -> Hours.first(wall, zone));
        Optional<Instant> last = read(to).map(wall -> Hours.last(wall, zone));
        return first.isPresent() && last.isPresent() && first.get().isBefore(last.get())
                ? Optional.of(new Period(first.get(), last.get()))
                : Optional.empty();
    }

    /// Writes the moment as [#read] reads it.
    public static String written(Instant moment, ZoneId zone) {
        return BOTH.format(moment.atZone(zone));
    }

    static Optional<Period> period(Doc from, Doc to, ZoneId zone) {
        for (Doc one : new Doc[] {from, to}) {
            if (read(one.string()).isEmpty()) {
                if (one.present()) {
                    one.problems().add(one.place(), "this is no date with a time; write it as 2027-03-28 20:00");
                }
                return Optional.empty();
            }
        }
        Optional<Period> period = period(from.string(), to.string(), zone);
        if (period.isEmpty()) {
            to.problems().add(to.place(), "it ends before it begins");
        }
        return period;
    }

    static Optional<LocalDate> date(Doc doc) {
        try {
            return Optional.of(LocalDate.parse(doc.string(), DATE));
        } catch (DateTimeParseException e) {
            if (doc.present()) {
                doc.problems().add(doc.place(), "this is no date; write it as 2027-03-28");
            }
            return Optional.empty();
        }
    }

    static LocalTime time(Doc doc) {
        try {
            return LocalTime.parse(doc.string(), TIME);
        } catch (DateTimeParseException e) {
            if (doc.present()) {
                doc.problems().add(doc.place(), "this is no time of day; write it as 20:00");
            }
            return LocalTime.MIDNIGHT;
        }
    }

    static ZoneId zone(Doc doc) {
        try {
            return ZoneId.of(doc.string(Roster.KOSOVO.getId()));
        } catch (DateTimeException e) {
            doc.problems().add(doc.place(), "no such time zone; Kosovo's clocks are those of Europe/Belgrade");
            return Roster.KOSOVO;
        }
    }
}
