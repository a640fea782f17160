package org.linja.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/// What she has said about how and when she may be contacted (R04, R08, R15 to R17). Without one, only neutral texts
/// answer her own (R01). There is no place for a voicemail: none is ever left (R16).
///
/// @param smsAllowed whether we may write to this number without being written to, in the window
/// @param explicitAllowed whether texts that name the help may be sent to it
/// @param window the hours of the day when contact is safe; empty means that she named none, and so never by itself
/// @param calls how she may be called
/// @param agreedWord shows that it is she who writes (R08)
/// @param duressWord shows that someone makes her write: answered as if nothing were, and staff are told (R08)
public record SafeContact(
        boolean smsAllowed,
        boolean explicitAllowed,
        Optional<Window> window,
        Calls calls,
        Optional<AgreedWord> agreedWord,
        Optional<AgreedWord> duressWord) {

    /// How she may be called.
    ///
    /// @param allowed whether at all
    /// @param number where, when not on the phone she wrote from
    /// @param ifAnotherAnswers what is done then
    /// @param coverLine key of the text that is said for [Another#COVER_LINE]
    /// @param redialAllowed whether a dropped call may be dialled again (R17)
    /// @param callerId what her telephone shows of a call from us (R15)
    /// @param attempts how often one request of hers may ring her phone, at least 1
    public record Calls(
            boolean allowed,
            Optional<Msisdn> number,
            Another ifAnotherAnswers,
            Optional<String> coverLine,
            boolean redialAllowed,
            CallerId callerId,
            int attempts) {
        /// The most often a request may ring her phone, whatever is asked for.
        public static final int MOST_ATTEMPTS = 5;

        /// @throws IllegalArgumentException when a cover line is wanted and none is named, or the attempts are
        /// not
        ///     1 to 5
        public Calls {
            if (ifAnotherAnswers == Another.COVER_LINE && coverLine.isEmpty()) {
                throw new IllegalArgumentException("a cover line is wanted, but none is named");
            }
            if (attempts < 1 || attempts > MOST_ATTEMPTS) {
                throw new IllegalArgumentException("1 to " + MOST_ATTEMPTS + " attempts, not " + attempts);
            }
        }

        /// Called or not.
        public Calls allowing(boolean allowed) {
            return new Calls(allowed, number, ifAnotherAnswers, coverLine, redialAllowed, callerId, attempts);
        }

        /// Called on that number.
        public Calls on(Optional<Msisdn> number) {
            return new Calls(allowed, number, ifAnotherAnswers, coverLine, redialAllowed, callerId, attempts);
        }

        /// With that to be done when someone else answers.
        public Calls whenAnotherAnswers(Another another, Optional<String> coverLine) {
            return new Calls(allowed, number, another, coverLine, redialAllowed, callerId, attempts);
        }

        /// Dialled again when a call drops, or not; so often for one request.
        public Calls redialling(boolean redial, int attempts) {
            return new Calls(allowed, number, ifAnotherAnswers, coverLine, redial, callerId, attempts);
        }

        /// Showing that number.
        public Calls showing(CallerId callerId) {
            return new Calls(allowed, number, ifAnotherAnswers, coverLine, redialAllowed, callerId, attempts);
        }

        @Override
        public String toString() {
            return "Calls[…]";
        }
    }

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

    /// The most careful contact, before she has said anything: nothing unasked, nothing explicit, no call.
    public static SafeContact careful() {
        Calls none = new Calls(false, Optional.empty(), Another.HANG_UP, Optional.empty(), false, CallerId.NEUTRAL, 1);
        return new SafeContact(false, false, Optional.empty(), none, Optional.empty(), Optional.empty());
    }

    /// With SMS allowed or not.
    public SafeContact writing(boolean allowed) {
        return new SafeContact(allowed, explicitAllowed, window, calls, agreedWord, duressWord);
    }

    /// With texts that name the help allowed or not.
    public SafeContact explicit(boolean allowed) {
        return new SafeContact(smsAllowed, allowed, window, calls, agreedWord, duressWord);
    }

    /// Safe in those hours.
    public SafeContact within(Optional<Window> window) {
        return new SafeContact(smsAllowed, explicitAllowed, window, calls, agreedWord, duressWord);
    }

    /// Called like this.
    public SafeContact calling(Calls calls) {
        return new SafeContact(smsAllowed, explicitAllowed, window, calls, agreedWord, duressWord);
    }

    /// With that word agreed.
    public SafeContact agreeing(AgreedWord word) {
        return new SafeContact(smsAllowed, explicitAllowed, window, calls, Optional.of(word), duressWord);
    }

    /// With that duress word.
    public SafeContact underDuress(AgreedWord word) {
        return new SafeContact(smsAllowed, explicitAllowed, window, calls, agreedWord, Optional.of(word));
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

    /// When contact is next safe: that moment when it is safe then, else the beginning of the next window; empty
    /// when she named none.
    public Optional<Instant> opensAt(Instant moment, ZoneId zone) {
        if (openAt(moment, zone)) {
            return Optional.of(moment);
        }
        LocalDate today = moment.atZone(zone).toLocalDate();
        return window.map(w -> {
            Instant begin = end(today.atTime(w.from()), moment, zone);
            return begin.isAfter(moment) ? begin : end(today.plusDays(1).atTime(w.from()), moment, zone);
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

    @Override
    public String toString() {
        return "SafeContact[…]";
    }
}
