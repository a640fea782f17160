package org.linja.counsel;

import java.util.Optional;
import org.linja.contact.AgreedWord;
import org.linja.contact.SafeContact;
import org.linja.text.Fold;

/// Whether a text of hers holds a word that was agreed with her (R08): alone, or as one of its words.
public enum SaidWord {
    /// It does not.
    NONE,
    /// It is she who writes.
    AGREED,
    /// Someone makes her write. Counts more than the other.
    DURESS;

    /// Looks for both words in a text.
    public static SaidWord in(String text, SafeContact contact) {
        if (contact.agreedWord().isEmpty() && contact.duressWord().isEmpty()) {
            return NONE;
        }
        String folded = Fold.of(text);
        if (holds(contact.duressWord(), folded)) {
            return DURESS;
        }
        return holds(contact.agreedWord(), folded) ? AGREED : NONE;
    }

    private static boolean holds(Optional<AgreedWord> word, String folded) {
        if (word.isEmpty()) {
            return false;
        }
        if (word.get().is(folded)) {
            return true;
        }
        for (String one : folded.split(" ")) {
            if (word.get().is(one)) {
                return true;
            }
        }
        return false;
    }
}
