package org.linja.prompts;

import org.linja.contact.Language;

/// One line of a manifest: what is known of one recording.
///
/// @param key the text's key, such as `label.legal-aid`
/// @param dialect which kind of the language, such as `Arli`; empty when that says nothing
/// @param text the words that are spoken; when the text has changed since, the recording is out of date
/// @param version 1 for the first, one more each time the file is replaced
/// @param placeholder only there until somebody has recorded it; never heard in production
/// @param reviewer who has listened to it and found it right; empty: nobody yet
public record Recorded(
        String key,
        Language language,
        String dialect,
        String text,
        int version,
        Source source,
        boolean placeholder,
        String reviewer) {

    /// Whose voice it is.
    public enum Source {
        /// A person's.
        HUMAN,
        /// A program's.
        TTS
    }

    /// The name of its file without folder and ending: dots of the key become hyphens, for Asterisk may read what
    /// stands behind a dot as a format.
    public String name() {
        return name(key);
    }

    /// The same for any key.
    public static String name(String key) {
        return key.replace('.', '-');
    }
}
