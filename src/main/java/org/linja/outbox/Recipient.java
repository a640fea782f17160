package org.linja.outbox;

import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;

/// Whom a message goes to: a person known by her pseudonym, or a counsellor whose number stands in the roster.
public sealed interface Recipient {

    /// Her number is in the vault and is looked up when the message is claimed.
    record Person(ContactId id) implements Recipient {}

    /// @param number from the roster
    record Staff(Msisdn number) implements Recipient {}
}
