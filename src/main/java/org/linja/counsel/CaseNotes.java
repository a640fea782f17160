package org.linja.counsel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.contact.Channel;
import org.linja.contact.Consent;
import org.linja.counsel.StaffTurns.Done;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Outgoing;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Roster;

/// What her counsellor notes that changes what is permitted: a child, a third party, a consent, and the override for a
/// life in danger, which needs a reason and a second person (R29 to R32).
final class CaseNotes {
    private final Roster roster;
    private final SafeContacts contacts;
    private final Reporting reporting;
    private final StaffReplies replies;

    CaseNotes(Roster roster, SafeContacts contacts, Reporting reporting, StaffReplies replies) {
        this.roster = roster;
        this.contacts = contacts;
        this.reporting = reporting;
        this.replies = replies;
    }

    Optional<Done> note(StaffTurn turn, Versioned<Case> found, CaseField field, boolean yes) {
        Case record = found.value();
        String key = yes && field == CaseField.CHILD
                ? reporting.children() ? "staff.child" : "staff.child-no-duty"
                : yes && field == CaseField.THIRD_PARTY ? "staff.third-party" : "staff.noted";
        String value = yes ? "yes" : "no";
        Change change = Change.of(record.id().partition())
                .write(
                        record.with(field, value),
                        found.version(),
                        List.of(new CaseEntry(turn.now(), What.NOTED, turn.who().name(), field.key() + " " + value)))
                .send(List.of(replies.toAsker(turn, key, record)))
                .audit(turn.did(Act.NOTED, record));
        return turn.commit(change) ? Optional.of(Done.NOTED) : Optional.empty();
    }

    /// Kept with her, and noted in the case: which words she agreed to was said, not written.
    Optional<Done> consent(StaffTurn turn, Versioned<Case> found, CaseField to) {
        Case record = found.value();
        Optional<Known> known = contacts.known(record.contact());
        if (known.isEmpty()) {
            replies.tell(turn, "staff.held-forgotten", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        Consent consent = new Consent(to.key(), Channel.SMS, "said to a counsellor", turn.now());
        Change change = contacts.agreed(Change.of(record.id().partition()), known.get(), consent)
                .write(
                        record.with(to, "yes"),
                        found.version(),
                        List.of(new CaseEntry(turn.now(), What.NOTED, turn.who().name(), to.key())))
                .send(List.of(replies.toAsker(turn, "staff.noted", record)))
                .audit(turn.did(Act.RECORDED_CONSENT, record));
        return turn.commit(change) ? Optional.of(Done.NOTED) : Optional.empty();
    }

    Optional<Done> danger(StaffTurn turn, Versioned<Case> found, String reason) {
        Case record = found.value();
        List<String> others = roster.people().stream().map(p -> p.name()).toList();
        List<Outgoing> messages = new ArrayList<>(replies.toOthers(others, "staff.override-asked", record, turn));
        messages.add(replies.toAsker(turn, "staff.override-waits", record));
        Change change = Change.of(record.id().partition())
                .write(
                        record.with(CaseField.OVERRIDE_BY, turn.who().name()),
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.OVERRIDE, turn.who().name(), reason)))
                .send(messages)
                .audit(turn.did(Act.ASKED_OVERRIDE, record));
        return turn.commit(change) ? Optional.of(Done.NOTED) : Optional.empty();
    }

    /// The second person must be another than the one who asks and the one who has the case.
    Optional<Done> agree(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        Optional<String> by = record.field(CaseField.OVERRIDE_BY);
        if (by.isEmpty() || record.field(CaseField.OVERRIDE_SECOND).isPresent()) {
            replies.tell(turn, "staff.override-none", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        if (by.get().equals(turn.who().name()) || turn.has(record)) {
            replies.tell(turn, "staff.override-second", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        List<Outgoing> messages =
                new ArrayList<>(replies.toOthers(List.of(by.get()), "staff.override-granted", record, turn));
        messages.add(replies.toAsker(turn, "staff.noted", record));
        Change change = Change.of(record.id().partition())
                .write(
                        record.with(CaseField.OVERRIDE_SECOND, turn.who().name()),
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.OVERRIDE, turn.who().name(), "")))
                .send(messages)
                .audit(turn.did(Act.GRANTED_OVERRIDE, record));
        return turn.commit(change) ? Optional.of(Done.NOTED) : Optional.empty();
    }
}
