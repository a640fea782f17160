package org.linja.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.counsel.Enrolment;
import org.linja.counsel.StaffCommand;
import org.linja.counsel.StaffTurns;
import org.linja.escalation.Swaps;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Outcome;
import org.linja.outbox.Lane;
import org.linja.outbox.Outbox;
import org.linja.outbox.OutboxStore.Claimed;
import org.linja.outbox.Outgoing;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.staff.Swap;
import org.linja.text.Lexicon;
import org.linja.work.Failure;
import org.linja.work.Undone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers inbound messages: whose each is, what it says, and one commit. Messages of several people are answered
/// together: one look-up, one commit script, each change still whole or not at all, each for itself.
public final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final int COMMITS = 3;

    private final Ledger ledger;
    private final Roster roster;
    private final Enrolment enrolment;
    private final StaffTurns staffTurns;
    private final Swaps swaps;
    private final HerTurn herTurn;
    private final Lexicon lexicon;
    private final Outbox outbox;
    private final Runnable urgentWritten;
    private final Runnable due;

    /// @param enrolment says whose number is a member of staff's
    /// @param urgentWritten run after a commit that holds SOS answers, before they leave: waits until a replica has
    ///     it too, where there is one
    /// @param due run after a commit: due-times may be waiting
    public Turns(
            Ledger ledger,
            Roster roster,
            Enrolment enrolment,
            StaffTurns staffTurns,
            Swaps swaps,
            HerTurn herTurn,
            Lexicon lexicon,
            Outbox outbox,
            Runnable urgentWritten,
            Runnable due) {
        this.ledger = ledger;
        this.roster = roster;
        this.enrolment = enrolment;
        this.staffTurns = staffTurns;
        this.swaps = swaps;
        this.herTurn = herTurn;
        this.lexicon = lexicon;
        this.outbox = outbox;
        this.urgentWritten = urgentWritten;
        this.due = due;
    }

    /// Whether a member of staff wrote it as one, or is about to become one. She may be in danger herself: what is
    /// no answer to an alert and holds an SOS is taken as hers. Someone whose number is not confirmed is helped
    /// like anyone else.
    boolean fromStaff(Inbound inbound) {
        Optional<Counsellor> listed = roster.byNumber(inbound.from());
        String text = text(inbound);
        if (listed.isEmpty() || StaffCommand.read(text).isEmpty() && lexicon.urgent(text)) {
            return false;
        }
        try {
            return enrolment.confirmed(listed.get()) || enrolment.awaits(listed.get(), text);
        } catch (RuntimeException unreachable) {
            return true;
        }
    }

    /// Does what a counsellor's message asks, which waits in the inbox. Doing so twice changes nothing the second
    /// time; when the store cannot be reached it throws.
    void staff(Inbound inbound, Instant now) {
        Counsellor who = roster.byNumber(inbound.from()).orElseThrow();
        Known known = ledger.know(inbound.from());
        StaffTurns.Finishing finishing = new StaffTurns.Finishing(known.id().partition(), inbound.id());
        Optional<StaffCommand> command = StaffCommand.read(text(inbound));
        if (!enrolment.confirmed(who)) {
            if (!enrolment.answered(who, known.fingerprint(), text(inbound), finishing, now)) {
                answer(List.of(inbound), true, now);
            }
        } else if (command.isPresent() && decidesASwap(who, command.get(), now)) {
            ledger.commit(Change.of(finishing.partition()).finishing(inbound.id()));
        } else {
            staffTurns.handle(who, command, Optional.of(finishing), now);
        }
        outbox.poke();
        due.run();
    }

    /// The codes of swaps are longer than those of cases, and a case goes first.
    private boolean decidesASwap(Counsellor who, StaffCommand command, Instant now) {
        return switch (command) {
            case StaffCommand.Accept(var which) -> decidesASwap(who, which, Swap.State.AGREED, now);
            case StaffCommand.Decline(var which) -> decidesASwap(who, which, Swap.State.REFUSED, now);
            case StaffCommand.Close(var which, var _) -> decidesASwap(who, which, Swap.State.WITHDRAWN, now);
            case StaffCommand.Say(var _, var _, var otherwise) ->
                otherwise.isPresent() && decidesASwap(who, otherwise.get(), now);
            case StaffCommand.Escalate _,
                    StaffCommand.Call _,
                    StaffCommand.Break _,
                    StaffCommand.Back _,
                    StaffCommand.WhoIsOnCall _,
                    StaffCommand.Commands _,
                    StaffCommand.Relay _,
                    StaffCommand.Safe _,
                    StaffCommand.Note _,
                    StaffCommand.Consented _,
                    StaffCommand.Danger _,
                    StaffCommand.Agree _ -> false;
        };
    }

    private boolean decidesASwap(Counsellor who, StaffCommand.Which which, Swap.State to, Instant now) {
        boolean named = which instanceof StaffCommand.Which.Code(String code)
                && ledger.byCode(code).isEmpty()
                && swaps.knows(code);
        if (named) {
            swaps.decide(((StaffCommand.Which.Code) which).code(), who.name(), to, now);
        }
        return named;
    }

    /// Answers messages of different people, of counsellors none. Those whose answer is written are on disk by
    /// then.
    ///
    /// @param stored whether they wait in the inbox, and are taken out of it; else the answer is the first that is
    ///     stored of them
    /// @return the ids of those that could not be answered
    Set<String> answer(List<Inbound> messages, boolean stored, Instant now) {
        Set<String> open = new HashSet<>();
        List<Change> changes = new ArrayList<>(messages.size());
        List<Inbound> changing = new ArrayList<>(messages.size());
        List<Known> known = ledger.know(messages.stream().map(Inbound::from).toList());
        for (int i = 0; i < messages.size(); i++) {
            Inbound inbound = messages.get(i);
            try {
                changes.add(herTurn.of(inbound, known.get(i), stored, 0, now));
                changing.add(inbound);
            } catch (RuntimeException e) {
                LOG.error("message {} could not be answered: {}", inbound.id(), Failure.describe(e));
                open.add(inbound.id());
            }
        }
        List<Outcome> outcomes = commit(changes, now);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Outcome.CONFLICT && !again(changing.get(i), stored, now)) {
                open.add(changing.get(i).id());
            }
        }
        due.run();
        return open;
    }

    /// One that fails here is open alone: those it was answered with are written. Not by [Ledger#rewrite], since
    /// the first try was made with theirs, and each commit claims places in the outbox.
    private boolean again(Inbound inbound, boolean stored, Instant now) {
        try {
            for (int attempt = 1; attempt < Ledger.TRIES; attempt++) {
                Change change = herTurn.of(inbound, ledger.know(inbound.from()), stored, attempt, now);
                if (commit(List.of(change), now).getFirst() != Outcome.CONFLICT) {
                    return true;
                }
            }
        } catch (RuntimeException e) {
            LOG.error("message {} could not be answered anew: {}", inbound.id(), Failure.describe(e));
            return false;
        }
        LOG.error(
                "message {}: what is known of its sender changed {} times during one turn", inbound.id(), Ledger.TRIES);
        return false;
    }

    /// Commits, and hands the SOS answers that were written as claimed straight to the outbox.
    private List<Outcome> commit(List<Change> changes, Instant now) {
        int wanted = changes.stream().mapToInt(Turns::claimable).sum();
        int places = outbox.reserve(wanted);
        int left = places;
        for (Change change : changes) {
            int mine = claimable(change);
            if (mine > 0 && mine <= left) {
                change.claimedUntil(now.plus(Outbox.LEASE));
                left -= mine;
            }
        }
        outbox.giveBack(left);
        List<Outcome> outcomes = written(changes);
        if (changes.stream().anyMatch(Turns::urgent)) {
            urgentWritten.run();
        }
        List<Claimed> handed = new ArrayList<>(places);
        boolean waiting = false;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            switch (outcomes.get(i)) {
                case WRITTEN -> {
                    change.claimed().forEach(message -> handed.add(claimed(change, message)));
                    waiting |= change.messages().size() > change.claimed().size();
                }
                // By whomever: an answer whose commit was not heard of the first time must not wait for its lease.
                case ALREADY_DONE -> outbox.letGo(change.claimed());
                case CONFLICT -> outbox.giveBack(change.claimed().size());
            }
        }
        if (!handed.isEmpty()) {
            outbox.hand(handed);
        }
        if (waiting) {
            outbox.poke();
        }
        return outcomes;
    }

    private static boolean urgent(Change change) {
        return change.messages().stream().anyMatch(message -> message.lane() == Lane.SOS);
    }

    private static int claimable(Change change) {
        return (int) change.messages().stream().filter(change::mayBeClaimed).count();
    }

    private static Claimed claimed(Change change, Outgoing message) {
        Change.PersonWrite her = change.person().orElseThrow();
        return new Claimed(message, Optional.of(her.number()), Optional.of(her.person()));
    }

    /// A store that is restarting is worth a few tries: writing the same changes again does no harm.
    private List<Outcome> written(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return ledger.commit(changes);
            } catch (RuntimeException unreachable) {
                if (attempt == COMMITS) {
                    changes.forEach(change -> outbox.letGo(change.claimed()));
                    throw unreachable instanceof Undone ? unreachable : new CommitUnknown(unreachable);
                }
            }
        }
    }

    static String text(Inbound inbound) {
        return switch (inbound.body()) {
            case Inbound.Body.Text words -> words.text();
            case Inbound.Body.Undecodable ignored -> "";
        };
    }
}
