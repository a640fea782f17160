package org.linja.contact;

import java.time.Instant;

/// That she agreed to something, so that it can be shown later: to what, where she said so, to which words, and when.
///
/// @param topic what she agreed to, as a key: a broadcast's topic, `refer`, …
/// @param source how she said it
/// @param textVersion which wording of the question she answered
/// @param at when
public record Consent(String topic, Channel source, String textVersion, Instant at) {
    /// @throws IllegalArgumentException when the topic or the wording is not named
    public Consent {
        if (topic.isBlank() || textVersion.isBlank()) {
            throw new IllegalArgumentException("a consent names its topic and the version of the text");
        }
    }
}
