package org.linja.outbox;

import java.util.List;

/// A delivery receipt (DLR) as the network sent it.
///
/// @param carrier the carrier's name in the configuration
/// @param candidates every form the id of the message may have been stored under, most likely first
/// @param state what the network says became of that segment
/// @param error the network's own error code, or empty; never more than 16 characters
public record DeliveryReport(String carrier, List<String> candidates, Delivery state, String error) {}
