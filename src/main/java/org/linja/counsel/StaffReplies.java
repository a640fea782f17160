package org.linja.counsel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;

/// Answers to counsellors.
final class StaffReplies {
    private final Notices notices;
    private final Roster roster;

    StaffReplies(Notices notices, Roster roster) {
        this.notices = notices;
        this.roster = roster;
    }

    /// An answer that is about no case.
    void tell(StaffTurn turn, String key, Map<String, String> values, AuditLine.Act... acts) {
        Change change = Change.of(0)
                .send(List.of(notices.toStaff(turn.who(), key, values, Lane.STAFF, Optional.empty(), turn.now())));
        for (AuditLine.Act act : acts) {
            change.audit(turn.did(act));
        }
        turn.commit(change);
    }

    /// An answer about a case that changes nothing in it.
    void tell(StaffTurn turn, String key, Case record, Map<String, String> values, AuditLine.Act... acts) {
        Change change = Change.of(record.id().partition()).send(List.of(to(turn.who(), key, record, values, turn)));
        for (AuditLine.Act act : acts) {
            change.audit(turn.did(act, record));
        }
        turn.commit(change);
    }

    /// A message about a case to whoever asks.
    Outgoing toAsker(StaffTurn turn, String key, Case record) {
        return to(turn.who(), key, record, Map.of(), turn);
    }

    /// The value `other` of texts about a call: what is done when someone else answers hers.
    Map<String, String> ifAnother(Counsellor who, Person her) {
        return Map.of("other", notices.ifAnother(who, her.contact().calls().ifAnotherAnswers()));
    }

    /// A message about a case to one of the staff.
    Outgoing to(Counsellor who, String key, Case record, Map<String, String> values, StaffTurn turn) {
        Map<String, String> all = new HashMap<>(values);
        all.put("code", record.code());
        all.put("lang", record.language().map(Language::code).orElse("?"));
        return notices.toStaff(who, key, all, Lane.STAFF, Optional.of(record), turn.now());
    }

    /// The same message about a case to everybody of those names but whoever asks.
    List<Outgoing> toOthers(List<String> names, String key, Case record, StaffTurn turn) {
        return names.stream()
                .filter(name -> !name.equals(turn.who().name()))
                .flatMap(name -> roster.byName(name).stream())
                .map(other -> to(other, key, record, Map.of(), turn))
                .toList();
    }
}
