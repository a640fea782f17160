package org.linja.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/// What she has said about how and when she may be contacted, and what to say if someone else answers (R04, R15 to
/// R17). Without one, only neutral texts answer her own (R01). There is no place for a voicemail: none is ever left
/// (R16).
///
/// @param smsAllowed whether we may write to this number without being written to
/// @param explicitAllowed whether texts that name the help may be sent to it
/// @param window the hours of the day when contact is safe; empty means that she named none, and so never by itself
/// @param ifAnotherAnswers what is done then
/// @param coverLine key of the text that is said for [Another#COVER_LINE]
/// @param redialAllowed whether a dropped call may be dialled again (R17)
/// @param callerId what her telephone shows of a call from us (R15)
public record SafeContact(
        boolean smsAllowed,
        boolean explicitAllowed,
        Optional<Window> window,
        Another ifAnotherAnswers,
        Optional<String> coverLine,
        boolean redialAllowed,
        CallerId callerId) {

    /// What is done when someone else answers a call to her.
    public enum Another {
        HANG_UP,
        WRONG_NUMBER,
        COVER_LINE
    }

    /// What a telephone shows of a call from us.
    public enum CallerId {
        /// Nothing; to some a hidden number is itself a sign.
        WITHHELD,
        /// A number that is known for nothing.
        NEUTRAL
    }

    /// Hours of a day by the clock on the wall, `from` inclusive to `to` exclusive. A window whose end is not after
    /// its beginning goes on past midnight; one that ends where it begins is the whole day.
    public record Window(LocalTime from, LocalTime to) {
        /// Whether the window is open at that time of day.
        public boolean holds(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean notEnded = time.isBefore(to);
            return from.isBefore(to) ? begun && notEnded : begun || notEnded;
        }
    }

    /// @throws IllegalArgumentException when a cover line is wanted and none is named
    public SafeContact {
        if (ifAnotherAnswers == Another.COVER_LINE && coverLine.isEmpty()) {
            throw new IllegalArgumentException("a cover line is wanted, but none is named");
        }
    }

    /// The most careful contact, before she has said anything: nothing unasked, nothing explicit, no second call.
    public static SafeContact careful() {
        return new SafeContact(
                false, false, Optional.empty(), Another.HANG_UP, Optional.empty(), false, CallerId.NEUTRAL);
    }

    /// Whether contact is safe at that moment by the clock of that zone.
    public boolean openAt(Instant moment, ZoneId zone) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        return window.map(w -> w.holds(time)).orElse(false);
    }

    /// The end of the window that is open at that moment, for the validity of what is sent in it (R06); empty when
    /// none is open.
    public Optional<Instant> openUntil(Instant moment, ZoneId zone) {
        if (!openAt(moment, zone)) {
            return Optional.empty();
        }
        LocalDate today = moment.atZone(zone).toLocalDate();
        return window.map(w -> {
            Instant end = end(today.atTime(w.to()), moment, zone);
            return end.isAfter(moment) ? end : end(today.plusDays(1).atTime(w.to()), moment, zone);
        });
    }

    /// When the clock on the wall comes to that time, or jumps over it; of an hour that comes twice, the one that
    /// is still ahead.
    private static Instant end(LocalDateTime time, Instant moment, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        Instant first = time.atZone(zone).toInstant();
        return first.isAfter(moment)
                ? first
                : time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
