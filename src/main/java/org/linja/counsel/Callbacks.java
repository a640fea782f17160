package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.escalation.Duty;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;

/// Has counsellors told, at the time she chose, that she wants to be called: `tick(now)`.
///
/// Whoever has the case is told once in each of her hours; while nobody has it, one person on call after another is.
/// Outside her hours nothing happens until they come again, on so many days as she allowed calls.
public final class Callbacks {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int SLICE = 64;

    private final CallbackStore store;
    private final Ledger ledger;
    private final Roster roster;
    private final Supplier<Duty> duty;
    private final Notices notices;
    private final Duration nextAfter;
    private final Runnable written;

    /// @param roster by whose clock her hours are meant
    /// @param duty who can be asked now
    /// @param nextAfter how long one person has to take it before the next is told
    /// @param written run after messages were put into the outbox
    public Callbacks(
            CallbackStore store,
            Ledger ledger,
            Roster roster,
            Supplier<Duty> duty,
            Notices notices,
            Duration nextAfter,
            Runnable written) {
        this.store = store;
        this.ledger = ledger;
        this.roster = roster;
        this.duty = duty;
        this.notices = notices;
        this.nextAfter = nextAfter;
        this.written = written;
    }

    /// Does all that is due at `now`.
    public void tick(Instant now) {
        List<Versioned<Case>> due = store.takeDue(now, LEASE, SLICE);
        for (Versioned<Case> one : due) {
            ledger.commit(change(one, now));
        }
        if (!due.isEmpty()) {
            written.run();
        }
    }

    private Change change(Versioned<Case> due, Instant now) {
        Case record = due.value();
        Change change = Change.of(record.id().partition());
        Optional<Person> person = ledger.person(record.contact()).map(Versioned::value);
        if (record.state() == CaseState.CLOSED || person.isEmpty()) {
            return change.noCallDue(record.id());
        }
        ZoneId zone = roster.zone();
        Optional<CallRules.No> no = CallRules.refusal(record, person.get(), now, zone);
        if (no.isPresent()) {
            Optional<Instant> opens =
                    no.get() == CallRules.No.NOT_NOW ? person.get().contact().opensAt(now, zone) : Optional.empty();
            return later(change, due, opens, no.get(), now);
        }
        Optional<Counsellor> holder = record.holder().flatMap(roster::byName);
        Optional<Counsellor> told = record.state() == CaseState.ACCEPTED && holder.isPresent() ? holder : next(record);
        if (told.isEmpty()) {
            return change.callDue(record.id(), now.plus(nextAfter));
        }
        boolean has = record.heldBy(told.get().name());
        Outgoing message = notices.toStaff(
                told.get(),
                has ? "staff.call-now" : "staff.call-wanted",
                Map.of(
                        "code",
                        record.code(),
                        "lang",
                        record.language().map(Language::code).orElse("?")),
                Lane.STAFF,
                Optional.of(record),
                now);
        Instant again = has ? afterThisWindow(person.get(), now) : now.plus(nextAfter);
        return change.write(
                        has ? record : told(record, told.get()),
                        due.version(),
                        List.of(new CaseEntry(now, What.CALL_DUE, told.get().name(), "")))
                .send(List.of(message))
                .callDue(record.id(), again);
    }

    /// Looked at again when her hours begin. Who named none, whose `now` is over, or who may not be called any more
    /// is not: that stands in the record.
    private static Change later(
            Change change, Versioned<Case> due, Optional<Instant> opens, CallRules.No why, Instant now) {
        Case record = due.value();
        return opens.isPresent()
                ? change.callDue(record.id(), opens.get())
                : change.write(
                                record,
                                due.version(),
                                List.of(new CaseEntry(now, What.CALL_DUE, CaseEntry.LINJA, why.name())))
                        .noCallDue(record.id());
    }

    private Instant afterThisWindow(Person person, Instant now) {
        return person.contact().openUntil(now, roster.zone()).orElse(now.plus(CallRules.NOW));
    }

    /// The next person on call: those who speak her language first, nobody on a break or in a call while there is
    /// another.
    private Optional<Counsellor> next(Case record) {
        Duty now = duty.get();
        List<Counsellor> order = new ArrayList<>(now.onCall());
        order.sort(Comparator.comparing((Counsellor one) -> !now.atHand(one))
                .thenComparing(one -> !record.language().map(one::speaks).orElse(true)));
        return order.isEmpty() ? Optional.empty() : Optional.of(order.get(alerts(record) % order.size()));
    }

    private static int alerts(Case record) {
        return record.field(CaseField.CALL_ALERTS).map(Integer::parseInt).orElse(0);
    }

    private static Case told(Case record, Counsellor who) {
        return record.toldTo(who.name()).with(CaseField.CALL_ALERTS, Integer.toString(alerts(record) + 1));
    }
}
