package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Counsellor;
import org.linja.staff.Role;

/// What only a coordinator may do in a case that is not closed: block whoever writes or calls from there for a while
/// (R33), and see her number, for a reason that is kept (R20). Each is in the audit by the same commit.
public final class Supervision {
    /// Nobody is blocked for longer by one decision.
    public static final Duration LONGEST = Duration.ofDays(30);

    private final Ledger ledger;
    private final CallbackStore vault;

    /// @param vault where her number is
    public Supervision(Ledger ledger, CallbackStore vault) {
        this.ledger = ledger;
        this.vault = vault;
    }

    /// Why it was not done.
    public enum No {
        NOT_A_COORDINATOR,
        NO_SUCH_CASE,
        /// Her number is no longer known.
        FORGOTTEN
    }

    /// What became of it.
    public sealed interface Done {
        /// @param number only where it was asked for
        record Yes(Optional<Msisdn> number) implements Done {}

        record Refused(No why) implements Done {}
    }

    /// From now until `time` is over only a cry for help is answered; zero ends it now. Blocks.
    ///
    /// @throws IllegalArgumentException when it is longer than [#LONGEST]
    public Done block(Counsellor by, String code, Duration time, Instant now) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("blocked for at most " + LONGEST.toDays() + " days");
        }
        boolean ends = time.isZero();
        return change(by, code, (change, known, record) -> {
            change.write(
                            known.id(),
                            known.fingerprint(),
                            numberOf(record),
                            known.version(),
                            known.person().blocked(ends ? Instant.EPOCH : now.plus(time)))
                    .audit(did(by, ends ? Act.UNBLOCKED : Act.BLOCKED, record, now));
            note(change, record, by, ends ? "unblocked" : "blocked " + time.toHours() + " h", now);
            return Optional.empty();
        });
    }

    /// Shows her number.
    ///
    /// @param reason kept in the case's record
    public Done number(Counsellor by, String code, String reason, Instant now) {
        return change(by, code, (change, _, record) -> {
            change.audit(did(by, Act.REVEALED_NUMBER, record, now));
            note(change, record, by, "number: " + reason, now);
            return Optional.of(numberOf(record));
        });
    }

    private interface Step {
        Optional<Msisdn> into(Change change, Known known, Versioned<Case> record);
    }

    private Done change(Counsellor by, String code, Step step) {
        if (by.role() != Role.COORDINATOR) {
            return new Done.Refused(No.NOT_A_COORDINATOR);
        }
        return Ledger.retry(_ -> once(code, step));
    }

    /// Empty: something was changed by another meanwhile.
    private Optional<Done> once(String code, Step step) {
        Optional<Versioned<Case>> found =
                ledger.byCode(code).filter(c -> c.value().state() != CaseState.CLOSED);
        if (found.isEmpty()) {
            return Optional.of(new Done.Refused(No.NO_SUCH_CASE));
        }
        Case record = found.get().value();
        Optional<Known> known = vault.numberOf(record.contact())
                .map(ledger::know)
                .filter(one -> one.id().equals(record.contact()));
        if (known.isEmpty()) {
            return Optional.of(new Done.Refused(No.FORGOTTEN));
        }
        Change change = Change.of(record.id().partition());
        Optional<Msisdn> shown = step.into(change, known.get(), found.get());
        return ledger.commit(change) == Outcome.CONFLICT ? Optional.empty() : Optional.of(new Done.Yes(shown));
    }

    private Msisdn numberOf(Versioned<Case> record) {
        return vault.numberOf(record.value().contact())
                .orElseThrow(() -> new IllegalStateException("a number went out of the vault while it was in use"));
    }

    private static void note(Change change, Versioned<Case> found, Counsellor by, String words, Instant now) {
        change.write(found.value(), found.version(), List.of(new CaseEntry(now, What.NOTED, by.name(), words)));
    }

    private static AuditLine did(Counsellor by, Act act, Versioned<Case> found, Instant now) {
        Case record = found.value();
        return new AuditLine(now, by.name(), act, Optional.of(record.id().toString()), record.code());
    }
}
