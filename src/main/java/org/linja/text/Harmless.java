package org.linja.text;

import org.linja.config.Place;

/// One entry of the exceptions: something that looks like an SOS and is none.
///
/// @param form folded, see [Fold#of(String)]
record Harmless(String form, Kind kind, Place place) {
    enum Kind {
        /// A word that is close to an SOS word and never a misspelling of it: `bitno` beside `hitno`.
        NEAR,
        /// A word that is ordinary inside a sentence, yet a misspelt SOS when it stands alone: `ndihem`.
        NEAR_INSIDE,
        /// A word of notices, films and news: beside it a single word such as `police` or `violence` is what
        /// is spoken of, and no cry.
        TOPIC,
        /// Words that hold an SOS word and are none: `pravna pomoć`, `hvala na pomoći`.
        PHRASE
    }
}
