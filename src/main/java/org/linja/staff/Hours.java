package org.linja.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/// From when to when on the clock on the wall; an end that is not after the start is on the next day.
///
/// When clocks change, a start is the first moment at which they show that time and an end the last one, so two shifts
/// that meet overlap for an hour in autumn and never leave a gap. A time that the spring skips is the moment of the
/// change.
///
/// @param from the hour at which it starts
/// @param to the hour at which it ends; the same as `from`: a whole day
public record Hours(LocalTime from, LocalTime to) {

    /// The hours that start on that day.
    public Period on(LocalDate day, ZoneId zone) {
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        return new Period(first(day.atTime(from), zone), last(lastDay.atTime(to), zone));
    }

    /// The first moment at which clocks there show that time.
    public static Instant first(LocalDateTime wall, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        if (change == null) {
            return wall.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : wall.toInstant(change.getOffsetBefore());
    }

    /// The last moment at which clocks there show that time.
    public static Instant last(LocalDateTime wall, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        if (change == null) {
            return wall.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : wall.toInstant(change.getOffsetAfter());
    }
}
