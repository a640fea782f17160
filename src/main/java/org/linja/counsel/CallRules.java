package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseField;
import org.linja.cases.CaseKind;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;

/// When her phone may ring (R04, R16 to R18): pure.
public final class CallRules {
    /// How long `now` is now, when she asks to be called at once.
    static final Duration NOW = Duration.ofMinutes(30);

    private CallRules() {}

    /// Why her phone may not ring now.
    public enum No {
        /// She did not ask to be called, or said not to.
        NOT_ALLOWED,
        /// Not in the hours that she named.
        NOT_NOW,
        /// It has rung as often as she allowed.
        TRIES,
        /// She left quietly and has not written since.
        QUIET
    }

    /// The hours that she means by a word of the menu; empty for `now` and `never`, which name none.
    public static Optional<SafeContact.Window> hours(String safeTime) {
        return switch (safeTime) {
            case "morning" -> Optional.of(new SafeContact.Window(LocalTime.of(8, 0), LocalTime.of(12, 0)));
            case "afternoon" -> Optional.of(new SafeContact.Window(LocalTime.of(12, 0), LocalTime.of(17, 0)));
            case "evening" -> Optional.of(new SafeContact.Window(LocalTime.of(17, 0), LocalTime.of(21, 0)));
            case String other -> Optional.empty();
        };
    }

    /// Whether she wants to be called in that case.
    public static boolean wanted(Case record) {
        return record.kind() == CaseKind.CALLBACK
                || record.field(CaseField.SAFE_TIME).isPresent();
    }

    /// When to call first; empty when she named no time.
    public static Optional<Instant> first(Case record, Person person, Instant now, ZoneId zone) {
        return record.field(CaseField.SAFE_TIME).filter("now"::equals).isPresent()
                ? Optional.of(now)
                : person.contact().opensAt(now, zone);
    }

    /// How often her phone was rung in that case.
    public static int tries(Case record) {
        return record.field(CaseField.CALL_TRIES).map(Integer::parseInt).orElse(0);
    }

    /// The same case with one try more or less.
    static Case tried(Case record, int more) {
        return record.with(CaseField.CALL_TRIES, Integer.toString(Math.max(0, tries(record) + more)));
    }

    /// How many people on call were told that she wants to be called.
    static int alerts(Case record) {
        return record.field(CaseField.CALL_ALERTS).map(Integer::parseInt).orElse(0);
    }

    /// The last moment for the one call that answers a missed call (R18).
    static Optional<Instant> until(Case record) {
        return record.field(CaseField.CALL_UNTIL).map(Long::parseLong).map(Instant::ofEpochMilli);
    }

    /// Whether it answers a missed call (R18).
    static boolean missedCall(Case record) {
        return record.field(CaseField.CALL_UNTIL).isPresent();
    }

    /// Why her phone may not ring now; empty: it may.
    public static Optional<No> refusal(Case record, Person person, Instant now, ZoneId zone) {
        boolean missedCall = until(record).filter(now::isBefore).isPresent();
        SafeContact.Calls calls = person.contact().calls();
        if (!missedCall && !calls.allowed()) {
            return Optional.of(No.NOT_ALLOWED);
        }
        if (person.leftQuietly()) {
            return Optional.of(No.QUIET);
        }
        if (tries(record) >= (missedCall ? 1 : calls.attempts())) {
            return Optional.of(No.TRIES);
        }
        boolean atOnce = record.field(CaseField.SAFE_TIME).filter("now"::equals).isPresent()
                && now.isBefore(record.lastWord().plus(NOW));
        boolean open = missedCall || atOnce || person.contact().openAt(now, zone);
        return open ? Optional.empty() : Optional.of(No.NOT_NOW);
    }
}
