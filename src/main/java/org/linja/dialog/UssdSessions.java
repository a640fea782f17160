package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Person;
import org.linja.flow.Session;

/// Where USSD sessions are kept between two steps. All methods block; a store that cannot be reached throws.
public interface UssdSessions {

    /// A session's place in the store. Numbers cannot be read from it.
    ///
    /// @param partition of the person
    /// @param word made of carrier, session and number
    /// @param person made of the number alone
    record Key(int partition, String word, String person) {}

    /// A session as it was read.
    ///
    /// @param version guards the next write
    record Stored(Key key, UssdState state, long version) {}

    /// What is there when she dials.
    ///
    /// @param stored a session of that name, open or closed a short while ago
    /// @param person what is known of her
    /// @param broken where an earlier session broke off, when it may go on
    record Found(Optional<Stored> stored, Optional<Person> person, Optional<Session> broken) {}

    /// A broken session that may go on for a while.
    record Broken(Session session, Duration resumable) {}

    /// Where that session is kept: computed, nothing is asked.
    Key key(UssdEvent.Session session);

    /// What is there when she dials: one question.
    Found find(Key key);

    /// The session, when it is still there.
    Optional<Stored> read(Key key);

    /// Writes an open session.
    ///
    /// @param version as read, 0 when there was none
    /// @param givenUpAt from when on [#takeSilent] finds it
    /// @return false when it had another version: read again
    boolean write(Key key, UssdState state, long version, Instant givenUpAt);

    /// Writes a closed session; it is remembered for a few minutes, so that what comes late is known as late.
    ///
    /// @return false when it had another version: read again
    boolean close(Key key, UssdState state, long version, Optional<Broken> broken);

    /// Takes up to `max` sessions in which nothing came for too long, for `lease`.
    List<Stored> takeSilent(Instant now, Duration lease, int max);
}
