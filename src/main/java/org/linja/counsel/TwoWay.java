package org.linja.counsel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.contact.Person;
import org.linja.counsel.StaffTurns.Done;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.SafeSend;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Counsellor;
import org.linja.staff.Desk;
import org.linja.staff.Roster;
import org.linja.text.TextLint;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// The conversation of a case: her texts to the counsellor who has it, and that counsellor's words to her.
///
/// Neither sees the other's number. Her words go to a counsellor's phone where she has chosen so ([Desk]), under the
/// case's code; words to her are judged here, so that the counsellor knows at once why something was held back, and
/// again by the gate when they leave.
public final class TwoWay {
    private final Ledger ledger;
    private final Roster roster;
    private final Desk desk;
    private final Notices notices;
    private final SafeSend gate;
    private final TextLint wording;

    /// @param wording tells which words reveal what this is about (R02), and what may never be sent (R07, R47, R50)
    public TwoWay(Ledger ledger, Roster roster, Desk desk, Notices notices, SafeSend gate, TextLint wording) {
        this.ledger = ledger;
        this.roster = roster;
        this.desk = desk;
        this.notices = notices;
        this.gate = gate;
        this.wording = wording;
    }

    /// Who has that case, if she is still in the roster.
    public Optional<Counsellor> holder(Case record) {
        return record.state() == CaseState.ACCEPTED ? record.holder().flatMap(roster::byName) : Optional.empty();
    }

    /// Her words, on their way to the counsellor who has her case.
    public Outgoing relay(Counsellor to, Case record, String said, Instant now) {
        boolean bySms = desk.of(to.name()).relayBySms();
        Map<String, String> values =
                bySms ? Map.of("code", record.code(), "words", said) : Map.of("code", record.code());
        return notices.toStaff(
                to,
                bySms ? "staff.she-writes" : "staff.she-has-written",
                values,
                lane(record),
                Optional.of(record),
                now);
    }

    /// News of her to the counsellor who has her case.
    public Outgoing news(Counsellor to, String key, Case record, Instant now) {
        return notices.toStaff(to, key, Map.of("code", record.code()), lane(record), Optional.of(record), now);
    }

    private static Lane lane(Case record) {
        return record.kind().urgent() ? Lane.SOS : Lane.STAFF;
    }

    /// A counsellor's words for her. Empty means that the case was changed by another meanwhile.
    Optional<Done> say(StaffTurn turn, Versioned<Case> found, String said, StaffReplies replies) {
        Case record = found.value();
        Optional<Person> her = ledger.person(record.contact()).map(Versioned::value);
        if (her.isEmpty()) {
            return Optional.of(heldBack(turn, record, SafeSend.Reason.FORGOTTEN, replies));
        }
        if (wording.unsendable(said)) {
            replies.tell(turn, "staff.held-unsendable", record, Map.of(), Act.HELD_BACK);
            return Optional.of(Done.HELD_BACK);
        }
        Tone tone = wording.revealing(said).isPresent() ? Tone.EXPLICIT : Tone.NEUTRAL;
        Texts.Text text = new Texts.Text(said, tone, Texts.Status.REVIEWED);
        Lane lane = record.kind().urgent() ? Lane.SOS : Lane.REPLY;
        Outgoing message = notices.toHer(record, her.get(), text, lane, turn.now());
        Optional<SafeSend.Reason> reason = gate.refusal(message, her.get(), turn.now());
        if (reason.isPresent()) {
            return Optional.of(heldBack(turn, record, reason.get(), replies));
        }
        Change change = Change.of(record.id().partition())
                .write(
                        record,
                        found.version(),
                        List.of(new CaseEntry(turn.now(), What.SAID, turn.who().name(), said)))
                .send(List.of(message))
                .audit(turn.did(Act.WROTE, record));
        return turn.commit(change) ? Optional.of(Done.SENT) : Optional.empty();
    }

    private static Done heldBack(StaffTurn turn, Case record, SafeSend.Reason reason, StaffReplies replies) {
        String key = switch (reason) {
            case WINDOW, HOURS -> "staff.held-window";
            case EXPLICIT -> "staff.held-explicit";
            case STOPPED, NOT_ASKED, UNSAFE -> "staff.held-stopped";
            case QUIET -> "staff.held-quiet";
            case TAKEN -> "staff.taken";
            case FORGOTTEN -> "staff.held-forgotten";
        };
        replies.tell(turn, key, record, Map.of(), Act.HELD_BACK);
        return Done.HELD_BACK;
    }
}
