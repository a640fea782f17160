package org.linja.counsel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.ledger.Ledger.Versioned;

/// Where calls back wait for their time. They get in by a change of the ledger only. All methods block.
public interface CallbackStore {

    /// Takes up to `max` cases whose call is due, for `lease`: whoever does not finish with one by then, another
    /// will.
    List<Versioned<Case>> takeDue(Instant now, Duration lease, int max);

    /// Her number from the vault, for those few who place a call or write down what is known of her; empty when she
    /// has been forgotten.
    Optional<Msisdn> numberOf(ContactId id);
}
