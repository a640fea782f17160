package org.linja.voice;

import java.time.Duration;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.escalation.Ladder;
import org.linja.tapes.TapeSettings;

/// The `calls` mapping of `config/voice.yaml`.
///
/// @param ladder whose telephones ring for a caller, in what order and for how long
/// @param hold the pause after each piece of music, before it is looked who is free
/// @param wrapUp how long a counsellor is left alone after a call
/// @param longestWait after this the dialplan's static part takes over, whose recording names other numbers
/// @param key how long a key is waited for after a question
/// @param sosAlert how long after an SOS call began the ordinary alerts start besides, unless someone has accepted
/// @param cutOff a talk that was shorter was probably cut off: she is put through again without a key; zero: never
/// @param tapes how talks are recorded; empty, as shipped: never
public record CallSettings(
        Ladder ladder,
        Duration hold,
        Duration wrapUp,
        Duration longestWait,
        Duration key,
        Duration sosAlert,
        Duration cutOff,
        Optional<TapeSettings> tapes) {

    /// How counsellors are rung.
    public enum Ringing {
        ONE_AFTER_ANOTHER,
        ALL_AT_ONCE
    }

    /// Reads the mapping; a missing key takes its default.
    ///
    /// @param written `ladder.calls` of `oncall.yaml`, of which `ring` and `ring-for` are the short form
    public static CallSettings read(Doc doc, Optional<Ladder> written) {
        Duration half = Duration.ofMillis(500);
        Doc ring = doc.at("ring");
        Doc ringFor = doc.at("ring-for");
        boolean all = ring.oneOf(Ringing.class, Ringing.ONE_AFTER_ANOTHER) == Ringing.ALL_AT_ONCE;
        Duration each = ringFor.duration(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(22));
        boolean shortForm = ring.present() || ringFor.present();
        if (written.isPresent() && shortForm) {
            doc.problems()
                    .warn(
                            (ring.present() ? ring : ringFor).place(),
                            "'calls' of the ladder in oncall.yaml says who is rung and for how long; 'ring' and"
                                    + " 'ring-for' are not followed: take them out");
        }
        return new CallSettings(
                written.orElseGet(() -> shortForm ? Ladder.ringing(all, each) : Ladder.FOR_CALLS),
                doc.at("hold-pause").duration(half, Duration.ofSeconds(10), half),
                doc.at("wrap-up").duration(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(2)),
                doc.at("longest-wait").duration(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofMinutes(15)),
                doc.at("key-patience").duration(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(6)),
                doc.at("sos-alert").duration(Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(45)),
                doc.at("cut-off").duration(Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(20)),
                Optional.empty());
    }

    /// The same, with talks recorded like this.
    public CallSettings recording(Optional<TapeSettings> how) {
        return new CallSettings(ladder, hold, wrapUp, longestWait, key, sosAlert, cutOff, how);
    }
}
