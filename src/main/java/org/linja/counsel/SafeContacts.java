package org.linja.counsel;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.Permissions;
import org.linja.contact.Consent;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.counsel.StaffTurns.Done;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine.Act;

/// What her counsellor reads and changes of how she may be contacted. Every reading and every change is in the audit,
/// and a change in the case's record, without the value.
final class SafeContacts {
    private final Ledger ledger;
    private final CallbackStore vault;
    private final StaffReplies replies;
    private final ZoneId zone;

    SafeContacts(Ledger ledger, CallbackStore vault, StaffReplies replies, ZoneId zone) {
        this.ledger = ledger;
        this.vault = vault;
        this.replies = replies;
        this.zone = zone;
    }

    /// All that is known of her, as it must be to be written.
    Optional<Known> known(ContactId id) {
        return vault.numberOf(id).map(ledger::know).filter(known -> known.id().equals(id));
    }

    Optional<Done> handle(StaffTurn turn, Versioned<Case> found, Optional<SafeChange> change) {
        Case record = found.value();
        Optional<Known> known = known(record.contact());
        if (known.isEmpty()) {
            replies.tell(turn, "staff.held-forgotten", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        if (change.isEmpty()) {
            SafeContact safe = known.get().person().contact();
            replies.tell(turn, "staff.safe", record, summary(safe), Act.READ);
            return Optional.of(Done.ANSWERED);
        }
        boolean elsewhere = change.get() instanceof SafeChange.Number(Optional<Msisdn> number) && number.isPresent();
        if (elsewhere && !Permissions.of(record).calledElsewhere()) {
            replies.tell(turn, "staff.third-party-number", record, Map.of(), Act.HELD_BACK);
            return Optional.of(Done.NOT_ALLOWED);
        }
        return write(turn, found, known.get(), change.get());
    }

    private Optional<Done> write(StaffTurn turn, Versioned<Case> found, Known known, SafeChange what) {
        Case record = found.value();
        Person before = known.person();
        SafeContact safe = what.on(before.contact());
        Person after = before.safely(safe);
        if (what instanceof SafeChange.Explicit(boolean allowed) && allowed) {
            after = after.proven(true);
        }
        Act act = what instanceof SafeChange.Word ? Act.AGREED_A_WORD : Act.CHANGED_SAFE_CONTACT;
        Change change = Change.of(record.id().partition())
                .write(known.id(), known.fingerprint(), number(known), known.version(), after)
                .write(
                        record,
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.SAFE_CONTACT, turn.who().name(), name(what))))
                .send(List.of(replies.to(turn.who(), "staff.safe", record, summary(safe), turn)))
                .audit(turn.did(act, record));
        if (what instanceof SafeChange.Hours && CallRules.wanted(record)) {
            safe.opensAt(turn.now(), zone).ifPresent(at -> change.callDue(record.id(), at));
        }
        return turn.commit(change) ? Optional.of(Done.NOTED) : Optional.empty();
    }

    /// She agreed to something, said to her counsellor.
    Change agreed(Change change, Known known, Consent consent) {
        return change.write(
                known.id(),
                known.fingerprint(),
                number(known),
                known.version(),
                known.person().agreed(consent));
    }

    private Msisdn number(Known known) {
        return vault.numberOf(known.id())
                .orElseThrow(() -> new IllegalStateException("a number went out of the vault while it was in use"));
    }

    private static String name(SafeChange what) {
        return what.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// In signs that need no language; another number of hers is told of, not shown (R20).
    private static Map<String, String> summary(SafeContact safe) {
        SafeContact.Calls calls = safe.calls();
        return Map.of(
                "sms", sign(safe.smsAllowed()),
                "open", sign(safe.explicitAllowed()),
                "hours", safe.window().map(w -> w.from() + "-" + w.to()).orElse("-"),
                "calls", sign(calls.allowed()),
                "number", calls.number().isPresent() ? "2" : "1",
                "other",
                        calls.ifAnotherAnswers().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                "tries", Integer.toString(calls.attempts()),
                "shows", calls.callerId() == SafeContact.CallerId.WITHHELD ? "-" : "+",
                "words",
                        sign(safe.agreedWord().isPresent())
                                + sign(safe.duressWord().isPresent()));
    }

    private static String sign(boolean yes) {
        return yes ? "+" : "-";
    }
}
