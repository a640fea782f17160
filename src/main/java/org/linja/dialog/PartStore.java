package org.linja.dialog;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linja.contact.Msisdn;

/// Keeps the parts of long messages that have not all come yet, so that a part can be acknowledged before the
/// rest is there: an SMSC does not wait as long for a `deliver_sm_resp` as the last part may take (rule 1:
/// stored before acknowledged).
public interface PartStore {

    /// Stores one part; a part of the same inbound and number replaces the earlier one. Never blocks.
    /// Completes exceptionally when it could not be stored: the network is then asked to send it again.
    CompletionStage<?> store(Part part);

    /// All parts kept, of all carriers, in any order. Blocks; asked once, at the start.
    List<Part> all();

    /// Drops all parts of that inbound: it has been taken by the [Intake]. Never blocks. Takes effect after
    /// every [#store] of that inbound that was asked before it, even of those not yet completed. Parts that
    /// could not be dropped come back at the next start and are handed over again under the same inbound id.
    CompletionStage<?> remove(String inbound, Origin origin);

    /// What the parts of one message have in common (3GPP TS 23.040 §9.2.3.24.1). It holds a number: never in
    /// a log.
    ///
    /// @param carrier the carrier's name in the configuration
    /// @param from who writes
    /// @param to which of our numbers she writes to
    /// @param reference the message's reference; references of different kinds (8 bits, 16 bits, SAR) never
    /// coincide
    /// @param total of how many parts it is made, 2 to 255
    record Origin(String carrier, Msisdn from, String to, int reference, int total) {
        @Override
        public String toString() {
            return "Origin[" + carrier + ", " + total + " parts]";
        }
    }

    /// One part.
    ///
    /// @param inbound the id the joined message will have ([Inbound#id])
    /// @param number 1 to the origin's total
    /// @param bytes as they came, without the user data header
    /// @param dataCoding how to read them (SMPP 3.4 §5.2.19)
    /// @param at when it came
    record Part(String inbound, Origin origin, int number, byte[] bytes, int dataCoding, Instant at) {
        @Override
        public String toString() {
            return "Part[" + inbound + ", " + number + " of " + origin.total() + "]";
        }
    }
}
