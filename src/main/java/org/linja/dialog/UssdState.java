package org.linja.dialog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.flow.Session;
import org.linja.flow.UssdConversation.Place;
import org.linja.text.Tone;

/// What is kept of a USSD session between two steps. Sealed as a whole where it is stored.
///
/// @param open who and where she stands; empty when it is closed: then nothing of her is left in it
/// @param last what was answered last, for the same event again
public record UssdState(Optional<Open> open, Answered last) {

    /// An open session.
    ///
    /// @param from her number
    /// @param carrier by which carrier
    /// @param code what she dialled
    /// @param place where she stands
    /// @param allowed EXPLICIT only with a safe contact on record (R01)
    /// @param hers whether she has said that she may be written to: then what is on this phone is hers to read
    /// @param remembered what is to be remembered of her when the session is over
    /// @param broken where an earlier session broke off, as long as she is offered to go on there
    public record Open(
            Msisdn from,
            String carrier,
            String code,
            Place place,
            Tone allowed,
            boolean hers,
            Map<String, String> remembered,
            Optional<Session> broken) {
        /// Takes a copy.
        public Open {
            remembered = Map.copyOf(remembered);
        }

        /// The same, one step on.
        Open at(Place next, Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(remembered);
            all.putAll(more);
            return new Open(from, carrier, code, next, allowed, hers, all, Optional.empty());
        }

        @Override
        public String toString() {
            return "Open[" + place + "]";
        }
    }

    /// What was answered.
    ///
    /// @param first to the dialling itself
    /// @param step the network's mark of the step, or empty
    /// @param words her last input
    /// @param page shown to her
    /// @param at when
    public record Answered(boolean first, String step, String words, UssdPage page, Instant at) {
        /// Whether a reply is the same event once more.
        boolean is(UssdEvent.Reply reply, Instant now) {
            if (!reply.step().isEmpty()) {
                return reply.step().equals(step);
            }
            return !first && words.equals(reply.words()) && now.isBefore(at.plus(UssdDesk.REPEAT));
        }

        @Override
        public String toString() {
            return "Answered[" + at + "]";
        }
    }

    /// A session that has ended. Its last page is kept for the same event again, its words are not.
    static UssdState closed(Answered last) {
        return new UssdState(Optional.empty(), last);
    }
}
