package org.linja.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.contact.ContactId;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.Subscription;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Recipient;
import org.linja.staff.AuditLine;
import org.linja.staff.Desk;

/// All that one event changes in one partition, written together or not at all.
///
/// It is guarded: by the inbound message not being done yet, and by the version that each record had when it was read.
/// So doing it twice, or two nodes doing it at once, changes nothing the second time.
public final class Change {
    private final int partition;
    private Optional<Answered> answered = Optional.empty();
    private Optional<Instant> claimedUntil = Optional.empty();
    private Optional<PersonWrite> person = Optional.empty();
    private final List<CaseWrite> cases = new ArrayList<>();
    private final List<Outgoing> messages = new ArrayList<>();
    private final List<Due> dues = new ArrayList<>();
    private final List<Due> calls = new ArrayList<>();
    private final List<AuditLine> audit = new ArrayList<>();
    private final List<DeskWrite> desks = new ArrayList<>();
    private Optional<Subscription> subscription = Optional.empty();

    private Change(int partition) {
        this.partition = partition;
    }

    /// An empty change of that partition.
    public static Change of(int partition) {
        return new Change(partition);
    }

    /// @param id her pseudonym
    /// @param fingerprint by which her number is found
    /// @param number stored in the vault when she is new
    /// @param version as read; 0 when she is new
    public record PersonWrite(
            ContactId id, Fingerprint fingerprint, Msisdn number, long version, Person person, boolean forget) {}

    /// @param version as read; 0 when it is new
    /// @param entries lines added to its record
    public record CaseWrite(Case record, long version, List<CaseEntry> entries) {}

    /// @param name a member of staff
    public record DeskWrite(String name, Desk.State state) {}

    /// When a case is to be looked at again; empty: never.
    public record Due(CaseId caseId, Optional<Instant> at) {}

    /// An inbound message that is done with this change.
    ///
    /// @param stored it waits in the inbox and is taken out; else this change is the first that is stored of it,
    /// and
    ///     her record remembers its id
    public record Answered(String inboundId, boolean stored) {}

    /// The inbound message, waiting in the inbox, that this change finishes.
    public Change finishing(String inboundId) {
        answered = Optional.of(new Answered(inboundId, true));
        return this;
    }

    /// The inbound message, stored nowhere yet, that this change answers.
    public Change answering(String inboundId) {
        answered = Optional.of(new Answered(inboundId, false));
        return this;
    }

    /// Whoever writes it sends its SOS answers at once: they are written as claimed until `end`.
    public Change claimedUntil(Instant end) {
        claimedUntil = Optional.of(end);
        return this;
    }

    /// Writes what is known of a person.
    public Change write(ContactId id, Fingerprint fingerprint, Msisdn number, long version, Person state) {
        person = Optional.of(new PersonWrite(id, fingerprint, number, version, state, false));
        return this;
    }

    /// Wipes all that is known of a person and the words of her cases, and keeps only the fingerprint's opt-out
    /// (R39). Her number stays for the few minutes of the reply window, so that she can be told.
    ///
    /// @param before what was known: whether she had opted out, and when she wrote
    public Change forget(ContactId id, Fingerprint fingerprint, Msisdn number, long version, Person before) {
        Person blank = Person.unknown()
                .wrote(before.lastInbound(), before.ownNumber(), before.carrier())
                .stopped(before.stopped())
                .blocked(before.blockedUntil());
        person = Optional.of(new PersonWrite(id, fingerprint, number, version, blank, true));
        return this;
    }

    /// Writes a case and adds to its record.
    public Change write(Case record, long version, List<CaseEntry> entries) {
        cases.add(new CaseWrite(record, version, List.copyOf(entries)));
        return this;
    }

    /// Puts messages into the outbox.
    public Change send(List<Outgoing> outgoing) {
        messages.addAll(outgoing);
        return this;
    }

    /// She asks for messages on a topic. Ending messages, or being forgotten, ends all of them.
    public Change subscribe(Subscription asked) {
        subscription = Optional.of(asked);
        return this;
    }

    /// Has the case looked at again then.
    public Change due(CaseId caseId, Instant at) {
        dues.add(new Due(caseId, Optional.of(at)));
        return this;
    }

    /// Has the case not looked at again.
    public Change undue(CaseId caseId) {
        dues.add(new Due(caseId, Optional.empty()));
        return this;
    }

    /// Has the call back that was asked for in the case looked at then.
    public Change callDue(CaseId caseId, Instant at) {
        calls.add(new Due(caseId, Optional.of(at)));
        return this;
    }

    /// Has no call back looked at in the case.
    public Change noCallDue(CaseId caseId) {
        calls.add(new Due(caseId, Optional.empty()));
        return this;
    }

    /// Writes what is known of a member of staff; kept in partition 0.
    public Change write(String name, Desk.State state) {
        desks.add(new DeskWrite(name, state));
        return this;
    }

    /// Writes down what a member of staff did.
    public Change audit(AuditLine line) {
        audit.add(line);
        return this;
    }

    /// Which partition.
    public int partition() {
        return partition;
    }

    /// See [#finishing] and [#answering].
    public Optional<Answered> answered() {
        return answered;
    }

    /// See [#claimedUntil(Instant)].
    public Optional<Instant> claimedUntil() {
        return claimedUntil;
    }

    /// The messages that are written as claimed: to the person this change is about, in lane 0.
    public List<Outgoing> claimed() {
        return claimedUntil.isEmpty()
                ? List.of()
                : messages.stream().filter(this::mayBeClaimed).toList();
    }

    /// Whether that one of [#messages] is written as claimed when [#claimedUntil(Instant)] is set.
    public boolean mayBeClaimed(Outgoing message) {
        return message.lane() == Lane.SOS
                && person.isPresent()
                && message.to().equals(new Recipient.Person(person.get().id()));
    }

    /// See [#write(ContactId, Fingerprint, Msisdn, long, Person)].
    public Optional<PersonWrite> person() {
        return person;
    }

    /// See [#write(Case, long, List)].
    public List<CaseWrite> cases() {
        return List.copyOf(cases);
    }

    /// See [#send].
    public List<Outgoing> messages() {
        return List.copyOf(messages);
    }

    /// See [#due] and [#undue].
    public List<Due> dues() {
        return List.copyOf(dues);
    }

    /// See [#callDue] and [#noCallDue].
    public List<Due> calls() {
        return List.copyOf(calls);
    }

    /// See [#audit(AuditLine)].
    public List<AuditLine> audit() {
        return List.copyOf(audit);
    }

    /// See [#write(String, Desk.State)].
    public List<DeskWrite> desks() {
        return List.copyOf(desks);
    }

    /// See [#subscribe].
    public Optional<Subscription> subscription() {
        return subscription;
    }
}
