package org.linja.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.text.Tone;

/// The gate: the only maker of [Cleared], and so the only way out.
///
/// It is asked when a message leaves, not when it is written: what was safe an hour ago may not be safe now.
public final class SafeSend {
    private final Duration replyWindow;
    private final Duration staffValidity;
    private final ZoneId zone;

    /// @param replyWindow how long after her own message we may write back (R04)
    /// @param staffValidity how long the network may try to reach a counsellor
    /// @param zone by whose clock the hours are meant that she named
    public SafeSend(Duration replyWindow, Duration staffValidity, ZoneId zone) {
        this.zone = zone;
        this.replyWindow = replyWindow;
        this.staffValidity = staffValidity;
    }

    /// What the gate says.
    public sealed interface Verdict {
        /// It may leave now.
        record Clear(Cleared message) implements Verdict {}

        /// It may not leave, now or later.
        record Refuse(Reason reason) implements Verdict {}
    }

    /// Why a message may not leave.
    public enum Reason {
        /// The reply window has closed: someone else may hold the phone by now (R04, R05).
        WINDOW,
        /// It names the help, and nothing says that is safe (R01).
        EXPLICIT,
        /// She has ended messages (O4).
        STOPPED,
        /// She left quietly after it was written (R10).
        QUIET,
        /// Her number is no longer known.
        FORGOTTEN,
        /// She did not ask for it, or does so no longer (O1).
        NOT_ASKED,
        /// She has said that we may not write, or not at this hour (R04).
        UNSAFE,
        /// It is night, Sunday or a holiday (O6).
        HOURS,
        /// Somebody has accepted the case since it was written, or it was closed.
        TAKEN
    }

    /// Judges a message to a counsellor.
    public Verdict toStaff(Outgoing message, Msisdn number) {
        return new Verdict.Clear(cleared(message, number, staffValidity));
    }

    private static Cleared cleared(Outgoing message, Msisdn number, Duration validity) {
        return new Cleared(
                message.id(),
                number,
                message.from(),
                message.text(),
                message.lane(),
                validity,
                message.purpose() == Purpose.WAITING);
    }

    /// Judges a message to a person of whom `person` is known, at `now`.
    public Verdict toPerson(Outgoing message, Person person, Msisdn number, Instant now) {
        Optional<Reason> held = refusal(message, person, now);
        if (held.isPresent()) {
            return new Verdict.Refuse(held.get());
        }
        Duration validity = Duration.between(now, openUntil(message.purpose(), person, now));
        return new Verdict.Clear(cleared(message, number, validity));
    }

    /// Why that message may not leave now; empty when it may. For telling a counsellor beforehand: the gate itself
    /// is asked again when it leaves.
    public Optional<Reason> refusal(Outgoing message, Person person, Instant now) {
        boolean written = !message.created().isAfter(person.quietAt());
        if (person.leftQuietly() || written && person.quietAt().isAfter(Instant.EPOCH)) {
            return Optional.of(Reason.QUIET);
        }
        if (!now.isBefore(openUntil(message.purpose(), person, now))) {
            return Optional.of(Reason.WINDOW);
        }
        if (message.tone() == Tone.EXPLICIT && !person.explicitAllowed()) {
            return Optional.of(Reason.EXPLICIT);
        }
        if (message.purpose() == Purpose.CASE && person.stopped() && message.lane() != Lane.SOS) {
            return Optional.of(Reason.STOPPED);
        }
        return Optional.empty();
    }

    /// Until when something may be sent to her: to the end of the reply window (R04), and news of a case also to
    /// the end of the hours that she named, if she may be written to unasked (R05). The network keeps nothing past
    /// it (R06).
    private Instant openUntil(Purpose purpose, Person person, Instant now) {
        Instant replied = person.lastInbound().plus(replyWindow);
        boolean ofHerCase = purpose == Purpose.CASE || purpose == Purpose.WAITING;
        if (!ofHerCase || !person.contact().smsAllowed()) {
            return replied;
        }
        return person.contact()
                .openUntil(now, zone)
                .filter(end -> end.isAfter(replied))
                .orElse(replied);
    }

    /// An awareness message to one of many.
    ///
    /// @param created when its recipients were fixed
    /// @param agreed whether it is on a topic to which she said yes twice, after the warning that others may read
    ///     along (O1): then it may name it
    /// @param until when the hours end in which such messages may arrive (O6)
    public record Awareness(
            String id, String text, Tone tone, String from, Instant created, boolean agreed, Instant until) {}

    /// How somebody stands at the moment in which an awareness message leaves.
    ///
    /// @param asked whether she still asks for its topic
    /// @param stopped whether she has ended messages
    /// @param person what is known of her, if she has ever written
    public record Standing(boolean asked, boolean stopped, Optional<Person> person) {}

    /// Judges an awareness message. Being known to us is never an invitation (O1): only having asked is. Where she
    /// has named hours it leaves in those only, and the network keeps it no longer.
    public Verdict toSubscriber(Awareness message, Msisdn number, Standing standing, Instant now) {
        if (standing.stopped() || standing.person().map(Person::stopped).orElse(false)) {
            return new Verdict.Refuse(Reason.STOPPED);
        }
        if (!standing.asked()) {
            return new Verdict.Refuse(Reason.NOT_ASKED);
        }
        if (!now.isBefore(message.until())) {
            return new Verdict.Refuse(Reason.HOURS);
        }
        Optional<SafeContact> safe = standing.person().flatMap(Person::safe);
        if (safe.map(s -> !s.smsAllowed()).orElse(false)) {
            return new Verdict.Refuse(Reason.UNSAFE);
        }
        Instant until = message.until();
        if (safe.flatMap(SafeContact::window).isPresent()) {
            Optional<Instant> hers = safe.flatMap(s -> s.openUntil(now, zone));
            if (hers.isEmpty()) {
                return new Verdict.Refuse(Reason.UNSAFE);
            }
            until = hers.get().isBefore(until) ? hers.get() : until;
        }
        if (standing.person().map(p -> p.quietAt().isAfter(message.created())).orElse(false)) {
            return new Verdict.Refuse(Reason.QUIET);
        }
        boolean explicit = message.agreed()
                || standing.person().map(Person::explicitAllowed).orElse(false);
        if (message.tone() == Tone.EXPLICIT && !explicit) {
            return new Verdict.Refuse(Reason.EXPLICIT);
        }
        Duration validity = Duration.between(now, until);
        return new Verdict.Clear(
                new Cleared(message.id(), number, message.from(), message.text(), Lane.BROADCAST, validity, false));
    }

    /// Whether news of a case would reach her now: so that a counsellor can be told when it will not.
    public boolean wouldReach(Person person, Instant now) {
        return now.isBefore(openUntil(Purpose.CASE, person, now)) && !person.leftQuietly();
    }
}
