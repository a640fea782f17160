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
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.escalation.Duty;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.ContactMethod;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has counsellors told and rung up, at the time she chose, that she wants to be called: `tick(now)`.
///
/// Whoever has the case is called once in each of her hours; while nobody has it, one person on call after another is.
/// The counsellor's telephone rings first, then hers; where there is no line, and besides, it is told by SMS. Outside
/// her hours nothing happens until they come again, on so many days as she allowed calls. A request that ends without
/// anybody having taken it is told to the coordinator.
public final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int SLICE = 64;

    /// While an SOS waits for somebody no telephone is taken up by a call back, unless her hours are about to end.
    private static final Duration SOS_FIRST = Duration.ofSeconds(20);

    private static final Duration LAST_CHANCE = Duration.ofMinutes(3);

    private final CallbackStore store;
    private final Ledger ledger;
    private final Roster roster;
    private final Supplier<Duty> duty;
    private final Notices notices;
    private final Supplier<Optional<Telephone>> telephone;
    private final CallsBack outcomes;
    private final Duration nextAfter;
    private final Runnable written;

    /// @param roster by whose clock her hours are meant
    /// @param duty who can be asked now
    /// @param telephone rings both; empty on a server without a line
    /// @param outcomes writes down what became of a call
    /// @param nextAfter how long one person has to take it before the next is told
    /// @param written run after messages were put into the outbox
    public Callbacks(
            CallbackStore store,
            Ledger ledger,
            Roster roster,
            Supplier<Duty> duty,
            Notices notices,
            Supplier<Optional<Telephone>> telephone,
            CallsBack outcomes,
            Duration nextAfter,
            Runnable written) {
        this.store = store;
        this.ledger = ledger;
        this.roster = roster;
        this.duty = duty;
        this.notices = notices;
        this.telephone = telephone;
        this.outcomes = outcomes;
        this.nextAfter = nextAfter;
        this.written = written;
    }

    /// Does all that is due at `now`. One that cannot be done holds up no other; it comes again when its lease
    /// ends.
    public void tick(Instant now) {
        List<Versioned<Case>> due = store.takeDue(now, LEASE, SLICE);
        for (Versioned<Case> one : due) {
            try {
                take(one, now);
            } catch (RuntimeException e) {
                LOG.error("a call back that was due could not be looked at: {}", Failure.describe(e));
            }
        }
        if (!due.isEmpty()) {
            written.run();
        }
    }

    private void take(Versioned<Case> due, Instant now) {
        Case record = due.value();
        Change change = Change.of(record.id().partition());
        Optional<Person> person = ledger.person(record.contact()).map(Versioned::value);
        if (record.state() == CaseState.CLOSED || person.isEmpty()) {
            ledger.commit(change.noCallDue(record.id()));
            return;
        }
        ZoneId zone = roster.zone();
        Optional<CallRules.No> no = CallRules.refusal(record, person.get(), now, zone);
        if (no.isPresent()) {
            Optional<Instant> opens =
                    no.get() == CallRules.No.NOT_NOW ? person.get().contact().opensAt(now, zone) : Optional.empty();
            ledger.commit(
                    opens.isPresent() ? change.callDue(record.id(), opens.get()) : over(change, due, no.get(), now));
            return;
        }
        Optional<Counsellor> holder = record.holder().flatMap(roster::byName);
        boolean accepted = record.state() == CaseState.ACCEPTED;
        boolean held = accepted && holder.isPresent();
        Duty present = duty.get();
        Optional<Counsellor> told = held ? holder : next(record, present);
        if (told.isEmpty() || held && present.busy(told.get())) {
            ledger.commit(change.callDue(record.id(), now.plus(nextAfter)));
        } else {
            // Whoever had it is no longer in the roster.
            Case open = accepted && !held ? record.passedOn() : record;
            tell(new Versioned<>(open, due.version()), person.get(), told.get(), now);
        }
    }

    private void tell(Versioned<Case> due, Person her, Counsellor who, Instant now) {
        Case record = due.value();
        Change change = Change.of(record.id().partition());
        Optional<Telephone> line = telephone.get().filter(there -> who.methods().contains(ContactMethod.CALL));
        Optional<Msisdn> number = line.isPresent() ? store.numberOf(record.contact()) : Optional.empty();
        boolean rings = line.isPresent() && number.isPresent();
        if (rings && ledger.waiting() > 0 && now.plus(LAST_CHANCE).isBefore(ends(record, her, now))) {
            ledger.commit(change.callDue(record.id(), now.plus(SOS_FIRST)));
            return;
        }
        boolean has = record.heldBy(who.name());
        Case after = has ? record : told(record, who);
        List<CaseEntry> entries = new ArrayList<>();
        entries.add(new CaseEntry(now, What.CALL_DUE, who.name(), ""));
        if (rings) {
            after = CallRules.tried(after, 1);
            entries.add(new CaseEntry(now, What.CALLED, who.name(), ""));
        }
        change.write(after, due.version(), entries)
                .send(List.of(message(record, her, who, now)))
                .callDue(record.id(), has ? ends(record, her, now) : now.plus(nextAfter));
        if (ledger.commit(change) == Outcome.WRITTEN && rings) {
            Telephone.Order order =
                    Telephone.Order.of(record, who, number.get(), her.contact().calls());
            if (!line.get().connect(order)) {
                outcomes.became(record.id(), who, CallsBack.Became.NOT_RUNG, now);
            }
        }
    }

    private Outgoing message(Case record, Person her, Counsellor who, Instant now) {
        Map<String, String> values = Map.of(
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?"),
                "other",
                notices.ifAnother(who, her.contact().calls().ifAnotherAnswers()));
        String key = record.heldBy(who.name()) ? "staff.call-now" : "staff.call-wanted";
        return notices.toStaff(who, key, values, Lane.STAFF, Optional.of(record), now);
    }

    /// Not looked at again: she named no hours, her `now` is over, or she may not be called any more. That stands
    /// in the record; and if nobody has taken it, the coordinators hear of it: she was promised a call.
    private Change over(Change change, Versioned<Case> due, CallRules.No why, Instant now) {
        Case record = due.value();
        boolean expected = switch (why) {
            case NOT_NOW, TRIES -> true;
            case NOT_ALLOWED -> CallRules.missedCall(record);
            case QUIET -> false;
        };
        if (expected && record.state() == CaseState.OPEN) {
            Map<String, String> values = Map.of(
                    "code",
                    record.code(),
                    "lang",
                    record.language().map(Language::code).orElse("?"));
            change.send(duty.get().alarmed().stream()
                    .map(who -> notices.toStaff(who, "staff.call-missed", values, Lane.STAFF, Optional.of(record), now))
                    .toList());
        }
        return change.write(
                        record, due.version(), List.of(new CaseEntry(now, What.CALL_DUE, CaseEntry.LINJA, why.name())))
                .noCallDue(record.id());
    }

    /// When the time is over in which her phone may ring.
    private Instant ends(Case record, Person her, Instant now) {
        return CallRules.until(record)
                .or(() -> her.contact().openUntil(now, roster.zone()))
                .orElse(record.lastWord().plus(CallRules.NOW));
    }

    /// The next person on call: those who speak her language first, nobody on a break or in a call while there is
    /// another.
    private static Optional<Counsellor> next(Case record, Duty now) {
        List<Counsellor> order = new ArrayList<>(now.onCall());
        order.sort(Comparator.comparing((Counsellor one) -> !now.atHand(one))
                .thenComparing(one -> !record.language().map(one::speaks).orElse(true)));
        return order.isEmpty() ? Optional.empty() : Optional.of(order.get(CallRules.alerts(record) % order.size()));
    }

    private static Case told(Case record, Counsellor who) {
        return record.toldTo(who.name()).with(CaseField.CALL_ALERTS, Integer.toString(CallRules.alerts(record) + 1));
    }
}
