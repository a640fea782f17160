package org.linja.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.staff.RosterBook;
import org.linja.staff.RosterBook.Outcome;
import org.linja.staff.Swap;

/// Swaps of shifts, with the messages that go with them: the one who is asked answers by SMS, `1` and the code for yes,
/// `2` and the code for no.
public final class Swaps {
    private final RosterBook book;
    private final Ledger ledger;
    private final Notices notices;

    /// @param ledger takes the messages
    public Swaps(RosterBook book, Ledger ledger, Notices notices) {
        this.book = book;
        this.ledger = ledger;
        this.notices = notices;
    }

    /// Asks, and writes to the one who is asked.
    public Outcome ask(Swap swap, Instant now) {
        Outcome outcome = book.ask(swap);
        if (outcome == Outcome.DONE) {
            tell(swap.asked(), "staff.swap-asked", swap, now);
        }
        return outcome;
    }

    /// Whether a swap has that code.
    public boolean knows(String code) {
        return book.swap(code).isPresent();
    }

    /// Decides, and writes to both. Done twice it changes nothing the second time, but both are written to again.
    /// Whoever cannot decide is told.
    public Outcome decide(String code, String by, Swap.State to, Instant now) {
        Outcome outcome = book.decide(code, by, to);
        Optional<Swap> swap = book.swap(code);
        boolean done = outcome == Outcome.DONE || outcome == Outcome.DONE_BEFORE;
        if (swap.isPresent() && done) {
            String key = switch (swap.get().state()) {
                case ASKED -> "staff.swap-asked";
                case AGREED -> "staff.swap-agreed";
                case REFUSED, WITHDRAWN -> "staff.swap-off";
            };
            tell(swap.get().asker(), key, swap.get(), now);
            tell(swap.get().asked(), key, swap.get(), now);
        } else {
            swap.ifPresent(stands -> tell(by, "staff.swap-not-so", stands, now));
        }
        return outcome;
    }

    private void tell(String name, String key, Swap swap, Instant now) {
        Roster roster = book.current();
        Optional<Counsellor> who = roster.byName(name);
        who.ifPresent(to -> ledger.commit(Change.of(0).send(List.of(notices.swap(to, key, swap, roster.zone(), now)))));
    }
}
