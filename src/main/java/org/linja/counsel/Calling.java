package org.linja.counsel;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.counsel.StaffTurns.Done;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine.Act;

/// A counsellor asks to be connected with her. Counted before the phone rings: after a crash it rings once too few
/// times, never once too often.
final class Calling {
    private final Ledger ledger;
    private final CallbackStore vault;
    private final Supplier<Optional<Telephone>> telephones;
    private final CallsBack outcomes;
    private final StaffReplies replies;
    private final ZoneId zone;

    Calling(
            Ledger ledger,
            CallbackStore vault,
            Supplier<Optional<Telephone>> telephones,
            CallsBack outcomes,
            StaffReplies replies,
            ZoneId zone) {
        this.ledger = ledger;
        this.vault = vault;
        this.telephones = telephones;
        this.outcomes = outcomes;
        this.replies = replies;
        this.zone = zone;
    }

    Optional<Done> connect(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        Optional<Person> person = ledger.person(record.contact()).map(Versioned::value);
        Optional<Msisdn> number = vault.numberOf(record.contact());
        if (person.isEmpty() || number.isEmpty()) {
            replies.tell(turn, "staff.held-forgotten", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        Optional<CallRules.No> no = CallRules.refusal(record, person.get(), turn.now(), zone);
        if (no.isPresent()) {
            String key = switch (no.get()) {
                case NOT_ALLOWED -> "staff.call-not-allowed";
                case NOT_NOW -> "staff.call-not-now";
                case TRIES -> "staff.call-tries";
                case QUIET -> "staff.held-quiet";
            };
            replies.tell(turn, key, record, Map.of(), Act.HELD_BACK);
            return Optional.of(Done.NOT_ALLOWED);
        }
        Optional<Telephone> telephone = telephones.get();
        if (telephone.isEmpty()) {
            replies.tell(turn, "staff.no-telephone", record, Map.of(), Act.ASKED_TO_CALL);
            return Optional.of(Done.NOT_ALLOWED);
        }
        Case counted = CallRules.tried(record, 1);
        Change change = Change.of(record.id().partition())
                .write(
                        counted,
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.CALLED, turn.who().name(), "")))
                .send(List.of(replies.to(
                        turn.who(), "staff.calling", record, replies.ifAnother(turn.who(), person.get()), turn)))
                .audit(turn.did(Act.CALLED, record));
        if (!turn.commit(change)) {
            return Optional.empty();
        }
        boolean taken = telephone
                .get()
                .connect(Telephone.Order.of(
                        record, turn.who(), number.get(), person.get().contact().calls()));
        if (!taken) {
            outcomes.became(record.id(), turn.who(), CallsBack.Became.NOT_RUNG, turn.now());
        }
        return Optional.of(taken ? Done.CALLING : Done.NOT_ALLOWED);
    }
}
