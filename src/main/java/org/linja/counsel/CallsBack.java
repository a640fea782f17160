package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.escalation.Duty;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.Counsellor;

/// Writes down what became of a call back, and when it is tried again. One that never rang her phone is given back to
/// her: it does not count against what she allowed. While nobody has her case the next person on call is rung at once,
/// each once; then it waits for its time.
public final class CallsBack {
    /// Between two tries that ring her phone, where she allowed more than one.
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Supplier<Duty> duty;
    private final Notices notices;
    private final Runnable written;

    /// @param duty who can be asked now
    /// @param written run after messages were put into the outbox
    public CallsBack(Ledger ledger, Supplier<Duty> duty, Notices notices, Runnable written) {
        this.ledger = ledger;
        this.duty = duty;
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
        boolean kept = ledger.rewrite(_ -> ledger.byId(caseId)
                .filter(found -> found.value().state() != CaseState.CLOSED)
                .map(found -> change(found, who, became, now)));
        if (kept) {
            written.run();
        }
    }

    private Change change(Versioned<Case> found, Counsellor who, Became became, Instant now) {
        Case record = found.value();
        Change change = Change.of(record.id().partition());
        return switch (became) {
            case TALKED ->
                change.write(record, found.version(), line(now, What.TALKED, who))
                        .noCallDue(record.id());
            case NOT_REACHED -> {
                change.write(record, found.version(), line(now, What.NOT_REACHED, who));
                yield CallRules.tries(record) < allowed(record) ? change.callDue(record.id(), now.plus(AGAIN)) : change;
            }
            case NOT_RUNG -> {
                change.write(CallRules.tried(record, -1), found.version(), line(now, What.NOT_RUNG, who));
                yield record.heldBy(who.name())
                        ? change.send(List.of(notConnected(record, who, now)))
                        : next(change, record, now);
            }
        };
    }

    private int allowed(Case record) {
        int hers = ledger.person(record.contact())
                .map(her -> her.value().contact().calls().attempts())
                .orElse(0);
        return CallRules.missedCall(record) ? 1 : hers;
    }

    /// Whoever is next in line is rung now, as long as not everybody on call was.
    private Change next(Change change, Case record, Instant now) {
        int people = duty.get().onCall().size();
        boolean more = record.state() == CaseState.OPEN && people > 0 && CallRules.alerts(record) % people != 0;
        return more ? change.callDue(record.id(), now) : change;
    }

    private Outgoing notConnected(Case record, Counsellor who, Instant now) {
        Map<String, String> values = Map.of(
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?"));
        return notices.toStaff(who, "staff.not-connected", values, Lane.STAFF, Optional.of(record), now);
    }

    private static List<CaseEntry> line(Instant now, What what, Counsellor who) {
        return List.of(new CaseEntry(now, what, who.name(), ""));
    }
}
