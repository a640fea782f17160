package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;

/// The store as a desk sees it that practises before the door opens: all of it is asked, and nothing stays in it.
public final class UssdPractice {
    private UssdPractice() {}

    /// Each write comes on top of a version that no session has: the store goes all the way and refuses it, and
    /// here it counts as written.
    public record Sessions(UssdSessions store) implements UssdSessions {
        private static final long NO_VERSION = -1;

        @Override
        public Key key(UssdEvent.Session session) {
            return store.key(session);
        }

        @Override
        public Found find(Key key) {
            return store.find(key);
        }

        @Override
        public Optional<Stored> read(Key key) {
            return store.read(key);
        }

        @Override
        public boolean write(Key key, UssdState state, long version, Instant givenUpAt) {
            store.write(key, state, NO_VERSION, givenUpAt);
            return true;
        }

        @Override
        public boolean close(Key key, UssdState state, long version, Optional<Broken> broken) {
            store.close(key, state, NO_VERSION, Optional.empty());
            return true;
        }

        @Override
        public List<Stored> takeSilent(Instant now, Duration lease, int max) {
            return List.of();
        }
    }

    /// Each change finishes an inbound message that does not exist: so the store writes nothing of it.
    public record Books(Ledger ledger) implements Ledger {
        private static final String NOWHERE = "warm-up";

        @Override
        public List<Known> know(List<Msisdn> numbers) {
            return ledger.know(numbers);
        }

        @Override
        public List<Outcome> commit(List<Change> changes) {
            changes.forEach(change -> change.finishing(NOWHERE));
            return ledger.commit(changes);
        }

        @Override
        public Optional<Versioned<Person>> person(ContactId id) {
            return ledger.person(id);
        }

        @Override
        public CaseId nextCaseId(ContactId about) {
            return ledger.nextCaseId(about);
        }

        @Override
        public long codesInUse() {
            return ledger.codesInUse();
        }

        @Override
        public Optional<Versioned<Case>> byCode(String code) {
            return ledger.byCode(code);
        }

        @Override
        public Optional<Versioned<Case>> byId(CaseId id) {
            return ledger.byId(id);
        }

        @Override
        public Optional<Versioned<Case>> longestWaiting() {
            return ledger.longestWaiting();
        }

        @Override
        public long waiting() {
            return ledger.waiting();
        }

        @Override
        public List<Case> openCases(int limit) {
            return ledger.openCases(limit);
        }

        @Override
        public List<CaseEntry> entries(CaseId id) {
            return ledger.entries(id);
        }

        @Override
        public List<Versioned<Case>> takeDue(Instant now, Duration lease, int max) {
            return List.of();
        }
    }
}
