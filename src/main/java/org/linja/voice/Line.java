package org.linja.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.flow.Recording;
import org.linja.tapes.Tape;

/// One telephone call as the loop sees it: something that plays recordings, takes keys and rings others. Implemented
/// over FastAGI, and by the handsets of the demo's page.
///
/// All methods block, on the call's own virtual thread, and none throws when the other side hangs up: that is an
/// outcome, [Pressed.Gone] or [Rang.Gone], and from then on the only one.
public interface Line {

    /// The call's own id: it stands in events and keys, and tells nothing of her.
    String id();

    /// Who calls, unless the number is withheld or is no telephone number.
    Optional<Msisdn> caller();

    /// The number of ours that was called, its digits; empty where the line does not know.
    String called();

    /// Takes the call.
    void answer();

    /// Lets the call ring without taking it, until whoever calls hangs up or that time is over.
    void letsRing(Duration time);

    /// Plays recordings one after another. The first key ends them and is the answer; after the last one a key is
    /// waited for during `patience`.
    Pressed ask(List<Recording> recordings, Duration patience);

    /// Ends what she hears now, as if it were over: something has changed. From any thread, at any time; a line
    /// that cannot do that plays on.
    void wake();

    /// Whether a talk on this line can be recorded: whatever stands behind us is set up for it, too.
    boolean records();

    /// Rings counsellors while she hears music; returns when the conversation is over, when nobody can be had, or
    /// when she presses one of the keys that leave ([Ring#KEYS]). A leg counts only after its key 1.
    Rang ring(Ring ring);

    /// She has talked, and waits for somebody again: until telephones ring, whatever stands behind us looks after
    /// her as after anybody who waits, and not as after one who has talked.
    void waitsAgain();

    /// The call has come to its end as it should: without this, whatever stands behind us (the dialplan) looks
    /// after her.
    void done();

    /// What came of a question.
    sealed interface Pressed {
        /// @param key `0` to `9`, `*` or `#`
        record Key(char key) implements Pressed {
            /// A key may tell what she answered.
            @Override
            public String toString() {
                return "Key[]";
            }
        }

        /// No key in the time given.
        record Silence() implements Pressed {}

        /// She has hung up, or the call was cut.
        record Gone() implements Pressed {}
    }

    /// Whom to ring, and what they are told before they accept: urgency and language, never a number (R20).
    ///
    /// @param code the case's code, for what is reported later
    /// @param urgent whether it is an SOS
    /// @param language hers, where known
    /// @param legs whom, in order; all at once
    /// @param patience how long their telephones ring
    /// @param tape on which the talk is recorded: she has agreed; the counsellor is told before she accepts
    record Ring(
            String code,
            boolean urgent,
            Optional<org.linja.contact.Language> language,
            List<org.linja.staff.Counsellor> legs,
            Duration patience,
            Optional<Tape> tape) {
        /// Call me back.
        public static final char CALLBACK = '2';

        /// I am in danger.
        public static final char SOS = '9';

        /// I leave.
        public static final char LEAVE = '#';

        /// The keys that end the music.
        public static final List<Character> KEYS = List.of(CALLBACK, SOS, LEAVE);

        @Override
        public String toString() {
            return "Ring[" + code + ", " + legs.size() + " legs]";
        }
    }

    /// What came of ringing.
    sealed interface Rang {
        /// A counsellor accepted, they talked, and it is over; she is still on the line.
        ///
        /// @param with whose telephone it was, where the line knows
        /// @param length for how long
        /// @param withdrew she has ended the recording of it, of which nothing is left
        record Talked(Optional<Msisdn> with, Duration length, boolean withdrew) implements Rang {}

        /// All legs were busy, declined, could not be reached, stayed silent or rang in vain.
        record Nobody() implements Rang {}

        /// She pressed a key that leaves the music.
        record Left(char key) implements Rang {}

        /// She has hung up, before or after she was heard.
        record Gone() implements Rang {}
    }
}
