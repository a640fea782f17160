package org.linja.text;

import java.util.Set;
import org.linja.contact.Language;

/// What a text says, before any menu is asked.
///
/// `hints` are the languages whose keywords the text holds; when all languages share the word, as with `sos`, the hint
/// says nothing.
public sealed interface Reading {
    /// A cry for help.
    ///
    /// @param tier 1 acts now, 2 may first be read by the counsellor on call; both alert
    /// @param exact whether the words stood there as they are in the lists, rather than with a typing error
    record Sos(int tier, boolean exact, Set<Language> hints) implements Reading {
        public Sos {
            if (tier != 1 && tier != 2) {
                throw new IllegalArgumentException("an SOS is of tier 1 or 2, not " + tier);
            }
            hints = Set.copyOf(hints);
        }
    }

    /// One of the other intents.
    record Command(Intent intent, Set<Language> hints) implements Reading {
        public Command {
            if (intent == Intent.SOS) {
                throw new IllegalArgumentException("an SOS is read as Reading.Sos");
            }
            hints = Set.copyOf(hints);
        }
    }

    /// Exactly a label of the open menu.
    ///
    /// @param index its place among the open labels, from 0
    record Answer(int index) implements Reading {}

    /// Nothing that the lists know: for the menu or the counsellor to understand.
    record Nothing(Set<Language> hints) implements Reading {
        public Nothing {
            hints = Set.copyOf(hints);
        }
    }
}
