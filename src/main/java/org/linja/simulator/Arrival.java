package org.linja.simulator;

import java.time.Instant;

/// A message as a handset shows it, joined from its segments. Its [#toString] shows neither numbers nor text.
///
/// @param number counts all arrivals of this SMSC, from 1
/// @param to the handset's number, digits only
/// @param from who sent it, as the sender wrote it
/// @param text decoded
/// @param coding how it travelled
/// @param segments how many segments it took
/// @param at when its last segment came
public record Arrival(long number, String to, String from, String text, Coding coding, int segments, Instant at) {
    @Override
    public String toString() {
        return "Arrival[" + number + ", " + segments + " segments]";
    }
}
