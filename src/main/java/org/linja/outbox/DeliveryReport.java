package org.linja.outbox;

import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;

/// A delivery receipt (DLR) as the network sent it.
///
/// @param carrier the carrier's name in the configuration
/// @param candidates every form the id of the message may have been stored under, most likely first
/// @param state what the network says became of that segment
/// @param error the network's own error code, or empty; never more than 16 characters
/// @param to whom the message was for; empty when the receipt names no number
public record DeliveryReport(
        String carrier, List<String> candidates, Delivery state, String error, Optional<Msisdn> to) {}
