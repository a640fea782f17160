package org.linja.dialog;

import org.linja.contact.Msisdn;
import org.linja.text.PageLimit;

/// What happens in a USSD session, the same whatever carried it. Nothing of it shows number or words.
///
/// A network may bring an event twice, or late. Two with the same session and step are the same event.
public sealed interface UssdEvent {
    /// Whose session.
    Session session();

    /// A session as its carrier knows it.
    ///
    /// @param carrier the carrier's or provider's name in the configuration
    /// @param id its name for the session; unique together with `from` is enough. Empty where the network
    ///     gives none: then number and code are the session, and an idle timer ends it
    /// @param from who dialled
    /// @param code what she dialled, as the carrier writes it: `*123#`
    /// @param limit how much fits on a page of that carrier
    record Session(String carrier, String id, Msisdn from, String code, PageLimit limit) {
        @Override
        public String toString() {
            return "Session[" + carrier + "]";
        }
    }

    /// She dialled.
    ///
    /// @param words what she dialled behind the code, its parts with `*` between them: `9` for `*123*9#`;
    ///     mostly empty
    record Begin(Session session, String words) implements UssdEvent {
        @Override
        public String toString() {
            return "Begin[" + session.carrier() + "]";
        }
    }

    /// She answered a page.
    ///
    /// @param step the network's own mark of this step within the session: a sequence number, or a digest of all
    ///     inputs so far where the network sends those. Empty where there is none: then the same words within
    ///     [UssdDesk#REPEAT] of the last are the same event
    /// @param words her last input only
    record Reply(Session session, String step, String words) implements UssdEvent {
        @Override
        public String toString() {
            return "Reply[" + session.carrier() + "]";
        }
    }

    /// She hung up, or the session was closed after the last page.
    record End(Session session) implements UssdEvent {}

    /// The network closed the session because nothing came in time.
    record Timeout(Session session) implements UssdEvent {}
}
