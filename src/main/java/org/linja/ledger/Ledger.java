package org.linja.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.ContactId;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;

/// Where persons and cases are kept, and the one way they change. All methods block; a store that cannot be reached
/// throws.
public interface Ledger {
    /// How often something is decided before it is given up.
    int TRIES = 20;

    /// All that is known of a number, with what guards a later write.
    ///
    /// @param id her pseudonym; a fresh one when she is new
    /// @param version 0 when she is new
    /// @param open the case of the episode under way, if it still exists
    record Known(ContactId id, Fingerprint fingerprint, long version, Person person, Optional<Versioned<Case>> open) {}

    /// A record and the version it had when it was read.
    record Versioned<T>(T value, long version) {}

    /// What became of a change.
    enum Outcome {
        /// It is on disk.
        WRITTEN,
        /// The inbound message was already done: nothing was written, nothing is owed.
        ALREADY_DONE,
        /// Something was changed by another: read again and decide again, see [#rewrite].
        CONFLICT
    }

    /// Looks up a number.
    default Known know(Msisdn number) {
        return know(List.of(number)).getFirst();
    }

    /// Looks up several numbers at once.
    ///
    /// @return in the order of `numbers`
    List<Known> know(List<Msisdn> numbers);

    /// Looks up a person by her pseudonym; empty when she has been forgotten.
    Optional<Versioned<Person>> person(ContactId id);

    /// A fresh name for a case about that person.
    CaseId nextCaseId(ContactId about);

    /// How many cases had a code when somebody was last looked up; asks nobody.
    long codesInUse();

    /// Writes all of it or nothing.
    default Outcome commit(Change change) {
        return commit(List.of(change)).getFirst();
    }

    /// Writes several changes, each of them whole or not at all, one after another. When this throws, any of them
    /// may be written; writing them once more does no harm.
    ///
    /// @return in the order of `changes`
    List<Outcome> commit(List<Change> changes);

    /// Reads, decides and commits; anew each time that something was changed by another in between.
    ///
    /// @param decide reads what is there now and says what to write, empty for nothing; told how often it was
    ///     overtaken before: by that the code of a new case grows
    /// @return whether it is on disk; false: in the end there was nothing to write
    /// @throws IllegalStateException when it was overtaken [#TRIES] times
    default boolean rewrite(IntFunction<Optional<Change>> decide) {
        return retry(overtaken -> {
            Optional<Change> change = decide.apply(overtaken);
            if (change.isEmpty()) {
                return Optional.of(false);
            }
            return commit(change.get()) == Outcome.CONFLICT ? Optional.empty() : Optional.of(true);
        });
    }

    /// The same for what has more ends than being written or not.
    ///
    /// @param attempt reads, decides and commits; empty when it was overtaken; told how often it was before
    /// @return what the first attempt gave that was not overtaken
    /// @throws IllegalStateException when all [#TRIES] were
    static <T> T retry(IntFunction<Optional<T>> attempt) {
        for (int overtaken = 0; overtaken < TRIES; overtaken++) {
            Optional<T> done = attempt.apply(overtaken);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new IllegalStateException(
                "what is to be written was changed by another " + TRIES + " times while it was decided");
    }

    /// Looks up an open case by the code people use.
    Optional<Versioned<Case>> byCode(String code);

    /// Whether that case still waits for somebody.
    default boolean isOpen(CaseId id) {
        return byId(id).filter(found -> found.value().state() == CaseState.OPEN).isPresent();
    }

    /// Looks up a case.
    Optional<Versioned<Case>> byId(CaseId id);

    /// The open case that has waited longest for someone to accept it, the most urgent tier first.
    Optional<Versioned<Case>> longestWaiting();

    /// How many urgent cases wait for someone to accept them.
    long waiting();

    /// All cases that are not closed, oldest first, at most `limit`.
    List<Case> openCases(int limit);

    /// A case's record, oldest line first.
    List<CaseEntry> entries(CaseId id);

    /// Takes up to `max` cases whose time has come, for `lease`: whoever does not finish with one by then, another
    /// will.
    List<Versioned<Case>> takeDue(Instant now, Duration lease, int max);
}
