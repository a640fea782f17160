package org.linja.text;

import org.linja.config.Place;
import org.linja.contact.Language;

/// One form of the keyword lists, as the configuration has it.
///
/// @param form folded, see [Fold#of(String)]
/// @param tier for an SOS, 1 or 2 ([Reading.Sos]); 0 for the other intents
/// @param where in which part of a text it counts
/// @param plain whether it was written out, rather than being one form of a pattern
record Keyword(Intent intent, Language language, String form, int tier, Where where, boolean plain, Place place) {
    /// In which part of a text a keyword counts.
    enum Where {
        /// Whatever stands around it, and only as it is written, without typing errors.
        EXACT,
        /// Whatever stands around it.
        ANYWHERE,
        /// As the first words of a text.
        FIRST,
        /// As the whole text, save for words of courtesy: the word is too common inside ordinary sentences.
        ALONE
    }
}
