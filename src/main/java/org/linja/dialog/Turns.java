package org.linja.dialog;

import java.time.Instant;
import java.util.Optional;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.Lane;
import org.linja.staff.Counsellor;
import org.linja.staff.OnCall;
import org.linja.text.Lexicon;

/// Answers one inbound message: whose it is, what it says, and one commit.
public final class Turns {
    private static final int TRIES = 20;

    private final Ledger ledger;
    private final OnCall onCall;
    private final StaffTurns staffTurns;
    private final HerTurn herTurn;
    private final Lexicon lexicon;
    private final Runnable urgentWritten;
    private final Runnable written;

    /// @param urgentWritten run after a commit that holds an answer to an SOS, before `written`: waits until a
    ///     replica has it too, where there is one
    /// @param written run after a commit: messages and due-times may be waiting
    public Turns(
            Ledger ledger,
            OnCall onCall,
            StaffTurns staffTurns,
            HerTurn herTurn,
            Lexicon lexicon,
            Runnable urgentWritten,
            Runnable written) {
        this.ledger = ledger;
        this.onCall = onCall;
        this.staffTurns = staffTurns;
        this.herTurn = herTurn;
        this.lexicon = lexicon;
        this.urgentWritten = urgentWritten;
        this.written = written;
    }

    /// Answers it. Doing so twice changes nothing the second time; when the store cannot be reached it throws, and
    /// the message stays in the inbox.
    public void answer(Inbound inbound, Instant now) {
        Optional<Counsellor> staff = onCall.byNumber(inbound.from());
        if (staff.isPresent() && !criesForHelp(inbound)) {
            staffTurns.handle(
                    staff.get(),
                    StaffCommand.read(text(inbound)),
                    Optional.of(new StaffTurns.Finishing(
                            ledger.know(inbound.from()).id().partition(), inbound.id())),
                    now);
        } else {
            commit(inbound, now);
        }
        written.run();
    }

    /// A counsellor may be in danger herself: what is no answer to an alert and holds an SOS is taken as hers.
    private boolean criesForHelp(Inbound inbound) {
        return StaffCommand.read(text(inbound)).isEmpty() && lexicon.urgent(text(inbound));
    }

    private void commit(Inbound inbound, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Change change = herTurn.of(inbound, ledger.know(inbound.from()), attempt, now);
            switch (ledger.commit(change)) {
                case WRITTEN -> {
                    if (change.messages().stream().anyMatch(message -> message.lane() == Lane.SOS)) {
                        urgentWritten.run();
                    }
                    return;
                }
                case ALREADY_DONE -> {
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
