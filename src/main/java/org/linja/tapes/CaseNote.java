package org.linja.tapes;

import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseState;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine;

/// A line about a tape in its case's record, unless the case is closed or gone, and in the audit.
final class CaseNote {
    private static final int TRIES = 20;

    private CaseNote() {}

    static void add(Ledger ledger, Tape tape, CaseEntry line, List<AuditLine> did) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Case>> open =
                    ledger.byId(tape.about()).filter(found -> found.value().state() != CaseState.CLOSED);
            Change change = Change.of(tape.about().partition());
            open.ifPresent(found -> change.write(found.value(), found.version(), List.of(line)));
            did.forEach(change::audit);
            if (ledger.commit(change) == Outcome.WRITTEN) {
                return;
            }
        }
        throw new IllegalStateException("a case changed " + TRIES + " times while one line was written");
    }
}
