package org.linja.counsel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.staff.Counsellor;

/// Writes down what became of a call back. One that never rang her phone is given back to her: it does not count
/// against what she allowed.
public final class CallsBack {
    private static final int TRIES = 20;

    private final Ledger ledger;
    private final Notices notices;
    private final Runnable written;

    /// @param written run after messages were put into the outbox
    public CallsBack(Ledger ledger, Notices notices, Runnable written) {
        this.ledger = ledger;
        this.notices = notices;
        this.written = written;
    }

    /// What can become of one.
    public enum Became {
        /// Her phone was answered.
        TALKED,
        /// Her phone rang, and was not answered or was busy.
        NOT_REACHED,
        /// Her phone did not ring: the counsellor's was not answered, or she did not press 1, or there was no
        /// line.
        NOT_RUNG
    }

    /// Writes it into the case's record, once for each call. Blocks.
    ///
    /// @param who whose phone rang first
    public void became(CaseId caseId, Counsellor who, Became became, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Case>> found =
                    ledger.byId(caseId).filter(c -> c.value().state() != CaseState.CLOSED);
            if (found.isEmpty()) {
                return;
            }
            if (ledger.commit(change(found.get(), who, became, now)) != Outcome.CONFLICT) {
                written.run();
                return;
            }
        }
        throw new IllegalStateException("a case changed " + TRIES + " times while the end of a call was written down");
    }

    private Change change(Versioned<Case> found, Counsellor who, Became became, Instant now) {
        Case record = found.value();
        Change change = Change.of(record.id().partition());
        return switch (became) {
            case TALKED -> change.write(record, found.version(), line(now, What.TALKED, who));
            case NOT_REACHED -> change.write(record, found.version(), line(now, What.NOT_REACHED, who));
            case NOT_RUNG ->
                change.write(
                                record.with(
                                        CaseField.CALL_TRIES,
                                        Integer.toString(Math.max(0, CallRules.tries(record) - 1))),
                                found.version(),
                                line(now, What.NOT_RUNG, who))
                        .send(List.of(notices.toStaff(
                                who,
                                "staff.not-connected",
                                Map.of(
                                        "code",
                                        record.code(),
                                        "lang",
                                        record.language().map(Language::code).orElse("?")),
                                Lane.STAFF,
                                Optional.of(record),
                                now)));
        };
    }

    private static List<CaseEntry> line(Instant now, What what, Counsellor who) {
        return List.of(new CaseEntry(now, what, who.name(), ""));
    }
}
