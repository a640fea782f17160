package org.linja.staff;

import java.time.Instant;
import java.util.Optional;
import org.linja.contact.AgreedWord;
import org.linja.contact.Fingerprint;

/// What is known of a member of staff besides the roster: her number's confirmation, how she reads. Changed
/// by a change of the ledger only, together with its line in the audit. Reading blocks.
public interface Desk {

    /// What is known of that person; [State#FRESH] of someone of whom nothing is.
    State of(String name);

    /// @param relayBySms whether texts of those whose case she has come to her phone as SMS
    /// @param confirmed the number she has confirmed by the code sent to it
    /// @param pending a code on its way
    record State(boolean relayBySms, Optional<Fingerprint> confirmed, Optional<Pending> pending) {
        /// Texts come by SMS until there is another way to read them.
        public static final State FRESH = new State(true, Optional.empty(), Optional.empty());

        /// With her texts by SMS, or not.
        public State relaying(boolean bySms) {
            return new State(bySms, confirmed, pending);
        }

        /// With a code on its way.
        public State enrolling(Pending code) {
            return new State(relayBySms, confirmed, Optional.of(code));
        }

        /// With that number confirmed.
        public State confirming(Fingerprint number) {
            return new State(relayBySms, Optional.of(number), Optional.empty());
        }
    }

    /// A code on its way to a number.
    ///
    /// @param code as a hash
    /// @param number which number it went to
    /// @param until it counts until then
    /// @param tries how many more answers are compared with it
    record Pending(AgreedWord code, Fingerprint number, Instant until, int tries) {
        /// After a wrong answer.
        public Pending missed() {
            return new Pending(code, number, until, tries - 1);
        }
    }
}
