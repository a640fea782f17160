package org.linja.voice;

import java.time.Duration;
import org.linja.config.Doc;

/// The `calls` mapping of `config/voice.yaml`.
///
/// @param all whether all free counsellors are rung at once, or one after another
/// @param ringFor how long one round rings: shorter than it takes a voicemail to answer
/// @param hold the pause after each piece of music, before it is looked who is free
/// @param wrapUp how long a counsellor is left alone after a call
/// @param longestWait after this the dialplan's static part takes over, whose recording names other numbers
/// @param key how long a key is waited for after a question
/// @param sosAlert how long after an SOS call began the ordinary alerts start besides, unless someone has accepted
public record CallSettings(
        boolean all,
        Duration ringFor,
        Duration hold,
        Duration wrapUp,
        Duration longestWait,
        Duration key,
        Duration sosAlert) {

    /// How counsellors are rung.
    public enum Ringing {
        ONE_AFTER_ANOTHER,
        ALL_AT_ONCE
    }

    /// Reads the mapping; a missing key takes its default.
    public static CallSettings read(Doc doc) {
        Duration half = Duration.ofMillis(500);
        return new CallSettings(
                doc.at("ring").oneOf(Ringing.class, Ringing.ONE_AFTER_ANOTHER) == Ringing.ALL_AT_ONCE,
                doc.at("ring-for").duration(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(22)),
                doc.at("hold-pause").duration(half, Duration.ofSeconds(10), half),
                doc.at("wrap-up").duration(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(2)),
                doc.at("longest-wait").duration(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofMinutes(15)),
                doc.at("key-patience").duration(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(6)),
                doc.at("sos-alert").duration(Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(45)));
    }
}
