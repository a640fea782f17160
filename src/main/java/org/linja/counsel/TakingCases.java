package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.cases.Outcome;
import org.linja.cases.Permissions;
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

/// Accept, decline, escalate now, close. Each is one guarded commit; empty means that another was faster: read again.
final class TakingCases {
    /// Whoever was told by the winner's own commit that a case is taken is not told again by her own late answer.
    private static final Duration TOLD_ALREADY = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Notices notices;
    private final HotlineWords words;
    private final SafeSend gate;
    private final StaffReplies replies;

    TakingCases(Ledger ledger, Notices notices, HotlineWords words, SafeSend gate, StaffReplies replies) {
        this.ledger = ledger;
        this.notices = notices;
        this.words = words;
        this.gate = gate;
        this.replies = replies;
    }

    Optional<Done> accept(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        if (record.state() == CaseState.ACCEPTED) {
            return Optional.of(alreadyTaken(turn, record));
        }
        Optional<Person> her = ledger.person(record.contact()).map(Versioned::value);
        boolean reaches = record.kind().urgent()
                && !record.has(CaseField.DURESS)
                && her.isPresent()
                && gate.wouldReach(her.get(), turn.now());
        List<Outgoing> messages = new ArrayList<>();
        messages.add(replies.toAsker(turn, won(record, her, reaches), record));
        if (reaches) {
            her.ifPresent(p -> messages.add(
                    notices.toHer(record, p, words.toHer("sos.taken", p, record.language()), Lane.SOS, turn.now())));
        }
        messages.addAll(replies.toOthers(record.alerted(), "staff.taken", record, turn));
        List<CaseEntry> entries = List.of(
                new CaseEntry(turn.now(), What.ACCEPTED, turn.who().name(), ""),
                new CaseEntry(turn.now(), reaches ? What.TOLD : What.NOT_TOLD, CaseEntry.LINJA, ""));
        Change change = Change.of(record.id().partition())
                .write(record.accepted(turn.who().name()), found.version(), entries)
                .undue(record.id())
                .send(messages)
                .audit(turn.did(Act.ACCEPTED, record));
        return turn.commit(change) ? Optional.of(Done.WON) : Optional.empty();
    }

    private String won(Case record, Optional<Person> her, boolean reaches) {
        if (record.has(CaseField.DURESS)) {
            return "staff.won-duress";
        }
        if (record.kind() == CaseKind.CALLBACK) {
            return "staff.won-call";
        }
        if (record.thirdParty()) {
            return "staff.won-third-party";
        }
        if (record.child()) {
            return reaches ? "staff.won-child" : "staff.won-child-not-told";
        }
        if (!reaches && her.filter(Person::leftQuietly).isPresent()) {
            return "staff.won-left";
        }
        if (!reaches && hungUp(record)) {
            return "staff.won-hung-up";
        }
        if (!record.kind().urgent()) {
            return "staff.won-other";
        }
        return reaches ? "staff.won" : "staff.won-not-told";
    }

    /// Whether she called and is no longer on the line.
    private boolean hungUp(Case record) {
        return ledger.entries(record.id()).stream()
                .map(CaseEntry::what)
                .filter(Set.of(What.CALLED, What.WROTE, What.HUNG_UP)::contains)
                .reduce((_, last) -> last)
                .filter(What.HUNG_UP::equals)
                .isPresent();
    }

    private Done alreadyTaken(StaffTurn turn, Case record) {
        if (turn.has(record)) {
            replies.tell(turn, "staff.yours-already", record, Map.of());
            return Done.ALREADY_HERS;
        }
        boolean told = record.alerted().contains(turn.who().name()) && takenJustNow(turn, record);
        if (!told) {
            replies.tell(turn, "staff.taken", record, Map.of());
        }
        return Done.TAKEN_BY_ANOTHER;
    }

    private boolean takenJustNow(StaffTurn turn, Case record) {
        return ledger.entries(record.id()).stream()
                .filter(line -> line.what() == What.ACCEPTED)
                .reduce((_, last) -> last)
                .filter(line -> Duration.between(line.at(), turn.now()).compareTo(TOLD_ALREADY) < 0)
                .isPresent();
    }

    Optional<Done> decline(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        if (turn.has(record)) {
            return passOn(turn, found);
        }
        if (record.state() != CaseState.OPEN) {
            return Optional.of(alreadyTaken(turn, record));
        }
        return next(turn, found, What.DECLINED, Act.DECLINED, "staff.declined", Done.DECLINED);
    }

    /// The next person is asked at once; who has the case gives it up.
    Optional<Done> escalate(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        if (turn.has(record)) {
            return passOn(turn, found);
        }
        if (record.state() != CaseState.OPEN) {
            return Optional.of(alreadyTaken(turn, record));
        }
        return next(turn, found, What.ESCALATED, Act.ESCALATED, "staff.escalated", Done.ESCALATED);
    }

    private Optional<Done> next(StaffTurn turn, Versioned<Case> found, What what, Act act, String key, Done done) {
        Case record = found.value();
        Change change = waitsAgain(record, turn.now())
                .write(
                        record,
                        found.version(),
                        List.of(new CaseEntry(turn.now(), what, turn.who().name(), "")))
                .send(List.of(replies.toAsker(turn, key, record)))
                .audit(turn.did(act, record));
        return turn.commit(change) ? Optional.of(done) : Optional.empty();
    }

    /// A request to be called goes on to the next one who may call; everything else climbs the ladder.
    private static Change waitsAgain(Case record, Instant now) {
        Change change = Change.of(record.id().partition());
        boolean call = CallRules.wanted(record) && !record.kind().urgent();
        return call ? change.callDue(record.id(), now) : change.due(record.id(), now);
    }

    private Optional<Done> passOn(StaffTurn turn, Versioned<Case> found) {
        Case record = found.value();
        Change change = waitsAgain(record, turn.now())
                .write(
                        record.passedOn(),
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.PASSED_ON, turn.who().name(), "")))
                .send(List.of(replies.toAsker(turn, "staff.passed-on", record)))
                .audit(turn.did(Act.PASSED_ON, record));
        return turn.commit(change) ? Optional.of(Done.PASSED_ON) : Optional.empty();
    }

    /// Only whoever has a case closes it, and only with an outcome that is permitted (R29).
    Optional<Done> close(StaffTurn turn, Versioned<Case> found, Optional<Outcome> outcome) {
        Case record = found.value();
        if (!turn.has(record)) {
            if (record.state() == CaseState.ACCEPTED) {
                replies.tell(turn, "staff.taken", record, Map.of());
                return Optional.of(Done.TAKEN_BY_ANOTHER);
            }
            replies.tell(turn, "staff.not-yours-yet", record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        if (outcome.isPresent() && !Permissions.of(record).allows(outcome.get())) {
            String key = outcome.get() == Outcome.POLICE ? "staff.no-consent-police" : "staff.no-consent-refer";
            replies.tell(turn, key, record, Map.of());
            return Optional.of(Done.NOT_ALLOWED);
        }
        Case closed = outcome.map(o -> record.with(CaseField.OUTCOME, o.name().toLowerCase(Locale.ROOT)))
                .orElse(record)
                .closed();
        String how = outcome.map(Outcome::name).orElse("");
        Change change = Change.of(record.id().partition())
                .write(
                        closed,
                        found.version(),
                        List.of(new CaseEntry(
                                turn.now(), What.CLOSED, turn.who().name(), how)))
                .undue(record.id())
                .noCallDue(record.id())
                .send(List.of(replies.toAsker(turn, "staff.closed", record)))
                .audit(turn.did(Act.CLOSED, record));
        return turn.commit(change) ? Optional.of(Done.CLOSED) : Optional.empty();
    }
}
