package org.linja.simulator;

import java.time.Duration;
import java.util.Map;
import org.linja.flow.Recording;
import org.linja.prompts.Sound;

/// One recording as the page plays it.
///
/// @param recording which one
/// @param url where the page gets it; empty when there is no such recording, and nothing is heard
/// @param words what is spoken; empty for music
/// @param length how long it is
record Played(Recording recording, String url, String words, Duration length) {

    /// One that there is.
    static Played of(Recording recording, String url, String words, Sound sound) {
        return new Played(recording, url, words, sound.length());
    }

    /// One that nobody has recorded: a telephone passes it over.
    static Played missing(Recording recording) {
        return new Played(recording, "", "", Duration.ZERO);
    }

    Map<String, Object> json() {
        return Map.of(
                "key",
                recording.toString(),
                "url",
                url,
                "words",
                words,
                "language",
                recording.language().map(one -> one.code()).orElse(""));
    }
}
