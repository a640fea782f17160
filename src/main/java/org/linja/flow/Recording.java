package org.linja.flow;

import java.util.Optional;
import org.linja.contact.Language;

/// One recorded prompt: which words, spoken in which language.
///
/// @param language empty for one that is the same in all languages, such as music
/// @param name the key of the text that is spoken: `label.legal-aid`, `municipality.prizren`, `press.1`
public record Recording(Optional<Language> language, String name) {

    /// The recording of a text.
    ///
    /// @param key as in the `.properties` files, without the channel
    public static Recording of(Language language, String key) {
        return new Recording(Optional.of(language), key);
    }

    /// A recording without words.
    public static Recording wordless(String name) {
        return new Recording(Optional.empty(), name);
    }

    /// `sq/main`, or `hold` for one without a language.
    @Override
    public String toString() {
        return language.map(l -> l.code() + "/").orElse("") + name;
    }
}
