package org.linja.dialog;

import java.time.Instant;
import java.util.Optional;
import org.linja.counsel.Enrolment;
import org.linja.counsel.StaffCommand;
import org.linja.counsel.StaffTurns;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.text.Lexicon;

/// Answers one inbound message: whose it is, what it says, and one commit.
public final class Turns {
    private static final int TRIES = 20;

    private final Ledger ledger;
    private final Roster roster;
    private final Enrolment enrolment;
    private final StaffTurns staffTurns;
    private final HerTurn herTurn;
    private final Lexicon lexicon;
    private final Runnable written;

    /// @param enrolment says whose number is a member of staff's
    /// @param written run after a commit: messages and due-times may be waiting
    public Turns(
            Ledger ledger,
            Roster roster,
            Enrolment enrolment,
            StaffTurns staffTurns,
            HerTurn herTurn,
            Lexicon lexicon,
            Runnable written) {
        this.ledger = ledger;
        this.roster = roster;
        this.enrolment = enrolment;
        this.staffTurns = staffTurns;
        this.herTurn = herTurn;
        this.lexicon = lexicon;
        this.written = written;
    }

    /// Answers it. Doing so twice changes nothing the second time; when the store cannot be reached it throws, and
    /// the message stays in the inbox.
    public void answer(Inbound inbound, Instant now) {
        Optional<Counsellor> listed = roster.byNumber(inbound.from());
        if (listed.isEmpty() || criesForHelp(inbound) || !fromStaff(listed.get(), inbound, now)) {
            commit(inbound, now);
        }
        written.run();
    }

    /// Someone whose number is not confirmed is no member of staff, and helped like anyone else.
    ///
    /// @return whether it was dealt with as a message of staff
    private boolean fromStaff(Counsellor who, Inbound inbound, Instant now) {
        Ledger.Known known = ledger.know(inbound.from());
        StaffTurns.Finishing finishing = new StaffTurns.Finishing(known.id().partition(), inbound.id());
        if (!enrolment.confirmed(who)) {
            return enrolment.answered(who, known.fingerprint(), text(inbound), finishing, now);
        }
        staffTurns.handle(who, StaffCommand.read(text(inbound)), Optional.of(finishing), now);
        return true;
    }

    /// A counsellor may be in danger herself: what is no answer to an alert and holds an SOS is taken as hers.
    private boolean criesForHelp(Inbound inbound) {
        return StaffCommand.read(text(inbound)).isEmpty() && lexicon.urgent(text(inbound));
    }

    private void commit(Inbound inbound, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Change change = herTurn.of(inbound, ledger.know(inbound.from()), attempt, now);
            switch (ledger.commit(change)) {
                case WRITTEN, ALREADY_DONE -> {
                    return;
                }
                case CONFLICT -> {}
            }
        }
        throw new IllegalStateException("what is known of a person changed " + TRIES + " times during one turn");
    }

    static String text(Inbound inbound) {
        return switch (inbound.body()) {
            case Inbound.Body.Text words -> words.text();
            case Inbound.Body.Undecodable ignored -> "";
        };
    }
}
