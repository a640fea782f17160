package org.linja.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.SafeSend;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;

/// Does what a counsellor's answer asks: the services behind SMS, key presses, `./linja case` and later the console.
///
/// A claim is one guarded commit: of two who answer at once exactly one finds the case as she read it; the other reads
/// again and is told that it is taken.
public final class StaffTurns {
    private static final int TRIES = 20;

    private final Ledger ledger;
    private final Roster roster;
    private final Notices notices;
    private final HotlineWords words;
    private final SafeSend gate;

    /// @param gate asked beforehand whether she can be told, so that the counsellor knows
    public StaffTurns(Ledger ledger, Roster roster, Notices notices, HotlineWords words, SafeSend gate) {
        this.ledger = ledger;
        this.roster = roster;
        this.notices = notices;
        this.words = words;
        this.gate = gate;
    }

    /// What became of a command. The counsellor has been written to in any case.
    public enum Done {
        WON,
        ALREADY_HERS,
        TAKEN_BY_ANOTHER,
        DECLINED,
        CLOSED,
        NO_SUCH_CASE,
        NOT_UNDERSTOOD
    }

    /// Does one command.
    ///
    /// @param finishing the inbound message it came in; its own partition is finished after the case's commit, so
    ///     after a crash between the two the command is done again and finds itself already done
    public Done handle(Counsellor who, Optional<StaffCommand> command, Optional<Finishing> finishing, Instant now) {
        Done done = command.isPresent() ? run(who, command.get(), now) : tell(who, "staff.help", Map.of(), now);
        finishing.ifPresent(f -> ledger.commit(Change.of(f.partition()).finishing(f.inboundId())));
        return done;
    }

    /// An inbound message to be taken off the list.
    public record Finishing(int partition, String inboundId) {}

    private Done run(Counsellor who, StaffCommand command, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Case>> found = find(who, command);
            if (found.isEmpty()) {
                return command.code().isPresent()
                        ? tell(
                                who,
                                "staff.unknown-code",
                                Map.of("code", command.code().get()),
                                now)
                        : tell(who, "staff.none-waiting", Map.of(), now);
            }
            Optional<Done> done = switch (command.verb()) {
                case ACCEPT -> accept(who, found.get(), now);
                case DECLINE -> decline(who, found.get(), now);
                case CLOSE -> close(who, found.get(), now);
            };
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new IllegalStateException("a case changed " + TRIES + " times while one answer was being written");
    }

    private Optional<Versioned<Case>> find(Counsellor who, StaffCommand command) {
        if (command.code().isPresent()) {
            return ledger.byCode(command.code().get());
        }
        return switch (command.verb()) {
            case ACCEPT -> ledger.longestWaiting();
            case DECLINE ->
                ledger.openCases(500).stream()
                        .filter(c -> c.state() == CaseState.OPEN && c.alerted().contains(who.name()))
                        .findFirst()
                        .flatMap(c -> ledger.byId(c.id()));
            case CLOSE -> {
                List<Case> hers = ledger.openCases(500).stream()
                        .filter(c -> c.holder().equals(Optional.of(who.name())))
                        .toList();
                yield hers.size() == 1 ? ledger.byId(hers.getFirst().id()) : Optional.empty();
            }
        };
    }

    private Optional<Done> accept(Counsellor who, Versioned<Case> found, Instant now) {
        Case record = found.value();
        if (record.state() == CaseState.CLOSED) {
            return Optional.of(tell(who, "staff.unknown-code", Map.of("code", record.code()), now));
        }
        if (record.state() == CaseState.ACCEPTED) {
            boolean hers = record.holder().equals(Optional.of(who.name()));
            reply(who, hers ? "staff.yours-already" : "staff.taken", record, now);
            return Optional.of(hers ? Done.ALREADY_HERS : Done.TAKEN_BY_ANOTHER);
        }
        Optional<Person> her = ledger.person(record.contact()).map(Versioned::value);
        boolean reaches = her.isPresent() && gate.wouldReach(her.get(), now);
        List<Outgoing> messages = new ArrayList<>();
        messages.add(toStaff(who, reaches ? "staff.won" : "staff.won-not-told", record, now));
        if (reaches) {
            her.ifPresent(p -> messages.add(
                    notices.toHer(record, p, words.toHer("sos.taken", p, record.language()), Lane.SOS, now)));
        }
        record.alerted().stream()
                .filter(name -> !name.equals(who.name()))
                .flatMap(name -> roster.byName(name).stream())
                .forEach(other -> messages.add(toStaff(other, "staff.taken", record, now)));
        List<CaseEntry> entries = List.of(
                new CaseEntry(now, What.ACCEPTED, who.name(), ""),
                new CaseEntry(now, reaches ? What.TOLD : What.NOT_TOLD, CaseEntry.LINJA, ""));
        Change change = Change.of(record.id().partition())
                .write(record.accepted(who.name()), found.version(), entries)
                .undue(record.id())
                .send(messages);
        return ledger.commit(change) == Outcome.WRITTEN ? Optional.of(Done.WON) : Optional.empty();
    }

    private Optional<Done> decline(Counsellor who, Versioned<Case> found, Instant now) {
        Case record = found.value();
        if (record.state() != CaseState.OPEN) {
            reply(who, "staff.taken", record, now);
            return Optional.of(Done.TAKEN_BY_ANOTHER);
        }
        Change change = Change.of(record.id().partition())
                .write(record, found.version(), List.of(new CaseEntry(now, What.DECLINED, who.name(), "")))
                .due(record.id(), now)
                .send(List.of(toStaff(who, "staff.declined", record, now)));
        return ledger.commit(change) == Outcome.WRITTEN ? Optional.of(Done.DECLINED) : Optional.empty();
    }

    private Optional<Done> close(Counsellor who, Versioned<Case> found, Instant now) {
        Case record = found.value();
        boolean hers = record.holder().equals(Optional.of(who.name()));
        if (record.state() != CaseState.ACCEPTED || !hers) {
            reply(who, record.state() == CaseState.ACCEPTED ? "staff.taken" : "staff.help", record, now);
            return Optional.of(Done.NOT_UNDERSTOOD);
        }
        Change change = Change.of(record.id().partition())
                .write(record.closed(), found.version(), List.of(new CaseEntry(now, What.CLOSED, who.name(), "")))
                .undue(record.id())
                .send(List.of(toStaff(who, "staff.closed", record, now)));
        return ledger.commit(change) == Outcome.WRITTEN ? Optional.of(Done.CLOSED) : Optional.empty();
    }

    private Done tell(Counsellor who, String key, Map<String, String> values, Instant now) {
        ledger.commit(Change.of(0).send(List.of(notices.toStaff(who, key, values, Lane.STAFF, Optional.empty(), now))));
        return key.equals("staff.help") ? Done.NOT_UNDERSTOOD : Done.NO_SUCH_CASE;
    }

    private void reply(Counsellor who, String key, Case record, Instant now) {
        ledger.commit(Change.of(record.id().partition()).send(List.of(toStaff(who, key, record, now))));
    }

    private Outgoing toStaff(Counsellor who, String key, Case record, Instant now) {
        Map<String, String> values = Map.of(
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?"));
        return notices.toStaff(who, key, values, Lane.STAFF, Optional.of(record), now);
    }
}
