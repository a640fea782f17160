package org.linja.counsel;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;

/// What a missed call means (R18): told by the edge that hears telephones ring.
///
/// By itself it is no consent. Only a number that is advertised as "ring, and we call back" is called back, once, one
/// to five minutes later and never after that. To any other number it is a silent note.
public final class MissedCalls {
    private static final Duration EARLIEST = Duration.ofSeconds(60);
    private static final Duration LATEST = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Set<String> callBack;
    private final RandomGenerator codes = new SecureRandom();

    /// @param callBack the numbers of ours, as the carrier tells them, that are called back
    public MissedCalls(Ledger ledger, Set<String> callBack) {
        this.ledger = ledger;
        this.callBack = Set.copyOf(callBack);
    }

    /// Whether that number of ours is advertised as "ring, and we call back".
    public boolean callsBack(String to) {
        return callBack.contains(to);
    }

    /// Someone rang that number of ours and hung up. Blocks; throws when the store cannot be reached.
    public void missed(Msisdn from, String to, Instant at) {
        if (ledger.know(from).person().blockedAt(at)) {
            return;
        }
        ledger.rewrite(overtaken -> Optional.of(change(from, to, at, overtaken)));
    }

    private Change change(Msisdn from, String to, Instant at, int overtaken) {
        Known known = ledger.know(from);
        Change change = Change.of(known.id().partition());
        Optional<Versioned<Case>> open = known.open().filter(c -> c.value().state() != CaseState.CLOSED);
        CaseEntry line = new CaseEntry(at, What.MISSED_CALL, CaseEntry.HER, "");
        boolean back = callBack.contains(to);
        Map<String, String> fields = back
                ? Map.of(
                        CaseField.CALL_UNTIL.key(),
                        Long.toString(at.plus(LATEST).toEpochMilli()),
                        CaseField.CALL_TRIES.key(),
                        "0")
                : Map.of();
        if (open.isPresent()) {
            Case record = open.get().value();
            if (!back || waits(record, at)) {
                return change.write(record, open.get().version(), List.of(line));
            }
            return change.write(record.with(fields), open.get().version(), List.of(line))
                    .callDue(record.id(), at.plus(EARLIEST));
        }
        Case fresh = Case.open(
                ledger.nextCaseId(known.id()),
                CaseCode.random(codes, ledger.codesInUse(), overtaken),
                back ? CaseKind.CALLBACK : CaseKind.MISSED_CALL,
                2,
                known.id(),
                known.person().language(),
                at,
                fields);
        change.write(
                        fresh,
                        0,
                        List.of(
                                new CaseEntry(
                                        at,
                                        What.OPENED,
                                        CaseEntry.LINJA,
                                        fresh.kind().word()),
                                line))
                .write(
                        known.id(),
                        known.fingerprint(),
                        from,
                        known.version(),
                        known.person().withCase(fresh.id().toString()));
        return back ? change.callDue(fresh.id(), at.plus(EARLIEST)) : change;
    }

    /// A second missed call while the first waits changes nothing: one call back, no second try.
    private static boolean waits(Case record, Instant at) {
        return record.field(CaseField.CALL_UNTIL)
                .map(Long::parseLong)
                .filter(until -> at.toEpochMilli() < until)
                .isPresent();
    }
}
