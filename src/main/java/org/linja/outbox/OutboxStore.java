package org.linja.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;

/// Where messages wait. Messages get in by a change of the ledger only. All methods block; a store that cannot be
/// reached throws.
public interface OutboxStore {

    /// A message taken out to be sent, with what the gate needs to know of the person it goes to; both empty for a
    /// counsellor, and for someone who has been forgotten.
    record Claimed(Outgoing message, Optional<Msisdn> number, Optional<Person> person) {}

    /// What became of a claimed message.
    sealed interface Settled {
        /// The message.
        Outgoing message();

        /// The network took it. Receipts with one of those ids are about it.
        record Sent(Outgoing message, String carrier, List<String> providerIds) implements Settled {}

        /// It will not be sent.
        record Dropped(Outgoing message, String why) implements Settled {}

        /// It is to be tried again.
        record Again(Outgoing message, Instant at) implements Settled {}
    }

    /// Takes messages whose time has come, the lowest lane first, for `lease`. A message whose lease ends unsettled
    /// is given back to its lane, except in [Lane#BROADCAST].
    ///
    /// @param most how many at most of lane 0, and of all other lanes together
    List<Claimed> claim(Instant now, Duration lease, Most most);

    /// How many messages there is room for.
    record Most(int urgent, int other) {}

    /// Finishes with claimed messages, all or none of them.
    void settle(List<Settled> settled, Instant now);

    /// Gives back every claimed message and every message half taken in: for the start of the only node there is,
    /// when whoever had them is dead.
    void releaseAll();

    /// Remembers a receipt, also when it came before the response that names its message.
    ///
    /// @return whether it is known which message it is about
    boolean report(DeliveryReport report, Instant now);

    /// How many messages are being sent: claimed, and not settled yet.
    long claimed();

    /// How many messages wait in that lane.
    long waiting(Lane lane);
}
