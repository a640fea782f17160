package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseState;
import org.linja.escalation.Duty;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.SafeSend;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Availability;
import org.linja.staff.Counsellor;
import org.linja.staff.Desk;
import org.linja.staff.Roster;
import org.linja.staff.Standing;

/// Does what a counsellor's answer asks: the services behind SMS, key presses, `./linja case` and later the console.
///
/// A claim is one guarded commit: of two who answer at once exactly one finds the case as she read it; the other reads
/// again and finds that it is taken. Whatever is done stands in the audit by the same commit.
public final class StaffTurns {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Parts parts;
    private final ZoneId zone;
    private final StaffReplies replies;
    private final CaseFinder finder;
    private final TakingCases taking;
    private final SafeContacts contacts;
    private final CaseNotes notes;
    private final Calling calling;

    /// What it all needs.
    ///
    /// @param duty who can be asked now
    /// @param gate asked beforehand whether she can be told, so that the counsellor knows
    /// @param vault for those commands that need her number, which no counsellor sees
    /// @param telephone places calls back; none on a server that has no telephone line
    /// @param reporting what staff must report by law (R30)
    public record Parts(
            Ledger ledger,
            Roster roster,
            Supplier<Duty> duty,
            Availability availability,
            Desk desk,
            Notices notices,
            HotlineWords words,
            SafeSend gate,
            TwoWay twoWay,
            CallbackStore vault,
            Supplier<Optional<Telephone>> telephone,
            Reporting reporting) {}

    /// Over those parts.
    public StaffTurns(Parts parts) {
        this.parts = parts;
        this.zone = parts.roster().zone();
        this.replies = new StaffReplies(parts.notices(), parts.roster());
        this.finder = new CaseFinder(parts.ledger(), replies);
        this.taking = new TakingCases(parts.ledger(), parts.notices(), parts.words(), parts.gate(), replies);
        this.contacts = new SafeContacts(parts.ledger(), parts.vault(), replies, zone);
        this.notes = new CaseNotes(parts.roster(), contacts, parts.reporting(), replies);
        this.calling = new Calling(
                parts.ledger(),
                parts.vault(),
                parts.telephone(),
                new CallsBack(parts.ledger(), parts.duty(), parts.notices(), () -> {}),
                replies,
                zone);
    }

    /// What became of a command. The counsellor has been written to in any case, unless her words simply went out
    /// ([#SENT]) or she was told of the same a moment ago.
    public enum Done {
        WON,
        ALREADY_HERS,
        TAKEN_BY_ANOTHER,
        DECLINED,
        ESCALATED,
        PASSED_ON,
        CLOSED,
        SENT,
        HELD_BACK,
        NOTED,
        ANSWERED,
        CALLING,
        NOT_ALLOWED,
        NO_SUCH_CASE,
        NOT_UNDERSTOOD
    }

    /// An inbound message to be taken off the list.
    public record Finishing(int partition, String inboundId) {}

    /// Does one command.
    ///
    /// @param command empty: it was none that is known
    /// @param finishing the inbound message it came in, finished in the same commit
    public Done handle(Counsellor who, Optional<StaffCommand> command, Optional<Finishing> finishing, Instant now) {
        StaffTurn turn = new StaffTurn(parts.ledger(), who, finishing, now);
        Done done = run(turn, command);
        turn.finish();
        return done;
    }

    private Done run(StaffTurn turn, Optional<StaffCommand> command) {
        if (command.isEmpty()) {
            replies.tell(turn, "staff.help", Map.of());
            return Done.NOT_UNDERSTOOD;
        }
        return Ledger.retry(_ -> once(turn, command.get()));
    }

    /// Empty: something was changed by another meanwhile.
    private Optional<Done> once(StaffTurn turn, StaffCommand command) {
        return switch (command) {
            case StaffCommand.Accept(var which) -> with(finder.toTake(turn, which), c -> taking.accept(turn, c));
            case StaffCommand.Decline(var which) -> with(finder.toldOf(turn, which), c -> taking.decline(turn, c));
            case StaffCommand.Escalate(var which) -> with(finder.toldOf(turn, which), c -> taking.escalate(turn, c));
            case StaffCommand.Close(var which, var how) ->
                with(finder.hers(turn, which), c -> taking.close(turn, c, how));
            case StaffCommand.Call(var which) -> hers(turn, finder.hers(turn, which), c -> calling.connect(turn, c));
            case StaffCommand.Say say -> say(turn, say);
            case StaffCommand.Safe(var code, var change) ->
                hers(turn, finder.byCode(turn, code), c -> contacts.handle(turn, c, change));
            case StaffCommand.Note(var code, var field, var yes) ->
                hers(turn, finder.byCode(turn, code), c -> notes.note(turn, c, field, yes));
            case StaffCommand.Consented(var code, var to) ->
                hers(turn, finder.byCode(turn, code), c -> notes.consent(turn, c, to));
            case StaffCommand.Danger(var code, var reason) ->
                hers(turn, finder.byCode(turn, code), c -> notes.danger(turn, c, reason));
            case StaffCommand.Agree(var code) -> with(finder.byCode(turn, code), c -> notes.agree(turn, c));
            case StaffCommand.Break(var time) -> Optional.of(pause(turn, time));
            case StaffCommand.Back() -> Optional.of(back(turn));
            case StaffCommand.WhoIsOnCall() -> Optional.of(whoIsOnCall(turn));
            case StaffCommand.Relay(var bySms) -> Optional.of(relay(turn, bySms));
            case StaffCommand.Commands() -> {
                replies.tell(turn, "staff.commands", Map.of());
                yield Optional.of(Done.ANSWERED);
            }
        };
    }

    private interface Step {
        Optional<Done> on(Versioned<Case> found);
    }

    private static Optional<Done> with(Optional<Versioned<Case>> found, Step step) {
        return found.isEmpty() ? Optional.of(Done.NO_SUCH_CASE) : step.on(found.get());
    }

    /// Only for whoever has the case.
    private Optional<Done> hers(StaffTurn turn, Optional<Versioned<Case>> found, Step step) {
        if (found.isEmpty() || turn.has(found.get().value())) {
            return with(found, step);
        }
        Case record = found.get().value();
        boolean taken = record.state() == CaseState.ACCEPTED;
        replies.tell(turn, taken ? "staff.taken" : "staff.not-yours-yet", record, Map.of());
        return Optional.of(taken ? Done.TAKEN_BY_ANOTHER : Done.NOT_ALLOWED);
    }

    private Optional<Done> say(StaffTurn turn, StaffCommand.Say say) {
        Optional<Versioned<Case>> found = finder.byCode(turn, say.code());
        boolean command = found.isPresent()
                && say.otherwise().isPresent()
                && !turn.has(found.get().value());
        return command
                ? once(turn, say.otherwise().get())
                : hers(turn, found, c -> parts.twoWay().say(turn, c, say.words(), replies));
    }

    /// The break is set before it is written down: doing both twice changes nothing.
    private Done pause(StaffTurn turn, Duration time) {
        Instant until = turn.now().plus(time);
        parts.availability().onBreak(turn.who().name(), until);
        replies.tell(turn, "staff.on-break", Map.of("time", clock(until)), Act.ON_BREAK);
        return Done.NOTED;
    }

    private Done back(StaffTurn turn) {
        parts.availability().back(turn.who().name());
        replies.tell(turn, "staff.back", Map.of(), Act.BACK);
        return Done.NOTED;
    }

    private Done whoIsOnCall(StaffTurn turn) {
        Duty duty = parts.duty().get();
        List<String> names = duty.onCall().stream()
                .map(one -> one.name() + standing(duty.standings().getOrDefault(one.name(), Standing.FREE), turn.now()))
                .toList();
        if (names.isEmpty()) {
            replies.tell(turn, "staff.on-call-nobody", Map.of(), Act.ASKED_WHO);
        } else {
            replies.tell(turn, "staff.on-call", Map.of("names", String.join(", ", names)), Act.ASKED_WHO);
        }
        return Done.ANSWERED;
    }

    private String standing(Standing standing, Instant now) {
        return standing.breakUntil()
                .filter(now::isBefore)
                .map(until -> " (-> " + clock(until) + ")")
                .orElse("");
    }

    private Done relay(StaffTurn turn, boolean bySms) {
        String name = turn.who().name();
        Change change = Change.of(0)
                .write(name, parts.desk().of(name).relaying(bySms))
                .audit(turn.did(bySms ? Act.RELAY_ON : Act.RELAY_OFF))
                .send(List.of(parts.notices()
                        .toStaff(
                                turn.who(),
                                bySms ? "staff.relay-on" : "staff.relay-off",
                                Map.of(),
                                Lane.STAFF,
                                Optional.empty(),
                                turn.now())));
        turn.commit(change);
        return Done.NOTED;
    }

    private String clock(Instant moment) {
        return CLOCK.format(moment.atZone(zone));
    }
}
