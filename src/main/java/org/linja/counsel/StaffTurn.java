package org.linja.counsel;

import java.time.Instant;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;

/// One command under way: who asks, when, and the message it came in, which the first commit in its partition finishes.
///
/// In another partition, or where what is known of her is written, the message is finished after it. Then, after a
/// crash between the two, the command is done
/// again, and finds itself done but for words to her, which she may get twice.
final class StaffTurn {
    private final Ledger ledger;
    private final Counsellor who;
    private final Optional<StaffTurns.Finishing> finishing;
    private final Instant now;
    private boolean finished;

    StaffTurn(Ledger ledger, Counsellor who, Optional<StaffTurns.Finishing> finishing, Instant now) {
        this.ledger = ledger;
        this.who = who;
        this.finishing = finishing;
        this.now = now;
        this.finished = finishing.isEmpty();
    }

    Counsellor who() {
        return who;
    }

    Instant now() {
        return now;
    }

    /// Whether that is the case of whoever asks.
    boolean has(Case record) {
        return record.heldBy(who.name());
    }

    /// A line in the audit: she did that in this case.
    AuditLine did(AuditLine.Act act, Case record) {
        return new AuditLine(now, who.name(), act, Optional.of(record.id().toString()), record.code());
    }

    /// A line in the audit that is about no case.
    AuditLine did(AuditLine.Act act) {
        return AuditLine.of(now, who.name(), act);
    }

    /// @return whether it is written, now or by an earlier try; if not, something was changed by another: read
    /// again
    boolean commit(Change change) {
        boolean here = !finished
                && finishing.get().partition() == change.partition()
                && change.person().isEmpty();
        if (here) {
            change.finishing(finishing.get().inboundId());
        }
        Outcome outcome = ledger.commit(change);
        finished |= here && outcome != Outcome.CONFLICT;
        return outcome != Outcome.CONFLICT;
    }

    void finish() {
        if (!finished) {
            finishing.ifPresent(f -> ledger.commit(Change.of(f.partition()).finishing(f.inboundId())));
            finished = true;
        }
    }
}
