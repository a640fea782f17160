package org.linja.voice;

import java.util.Optional;
import org.linja.cases.CaseId;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.flow.Session;

/// Who calls, for as long as the call lasts.
final class Caller {
    private final Optional<Msisdn> number;
    private final ContactId id;
    private boolean blocked;
    private Session session;
    private Optional<Opened> record = Optional.empty();

    /// @param code the case's code
    record Opened(CaseId id, String code) {}

    /// @param number empty when it is withheld
    /// @param id her pseudonym; without a number one for this call alone
    /// @param blocked only a cry for help of hers counts (R33)
    Caller(Optional<Msisdn> number, ContactId id, boolean blocked, Session session) {
        this.number = number;
        this.id = id;
        this.blocked = blocked;
        this.session = session;
    }

    Optional<Msisdn> number() {
        return number;
    }

    ContactId id() {
        return id;
    }

    boolean blocked() {
        return blocked;
    }

    /// She has cried for help: in this call she counts like anybody.
    void isHeard() {
        blocked = false;
    }

    Session session() {
        return session;
    }

    void at(Session next) {
        session = next;
    }

    Optional<Language> language() {
        return session.language();
    }

    Optional<Opened> record() {
        return record;
    }

    void has(CaseId caseId, String code) {
        record = Optional.of(new Opened(caseId, code));
    }
}
