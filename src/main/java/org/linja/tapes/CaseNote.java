package org.linja.tapes;

import java.util.List;
import java.util.Optional;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseState;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.staff.AuditLine;

/// A line about a tape in its case's record, unless the case is closed or gone, and in the audit.
final class CaseNote {
    private CaseNote() {}

    static void add(Ledger ledger, Tape tape, CaseEntry line, List<AuditLine> did) {
        ledger.rewrite(_ -> {
            Change change = Change.of(tape.about().partition());
            ledger.byId(tape.about())
                    .filter(found -> found.value().state() != CaseState.CLOSED)
                    .ifPresent(found -> change.write(found.value(), found.version(), List.of(line)));
            did.forEach(change::audit);
            return Optional.of(change);
        });
    }
}
