package org.linja.counsel;

import java.util.Optional;
import org.linja.contact.AgreedWord;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;

/// One thing that her counsellor changes of what is known about contacting her.
public sealed interface SafeChange {
    /// Whether we may write to her unasked, in her hours.
    record Sms(boolean allowed) implements SafeChange {}

    /// Whether texts that name the help may be sent.
    record Explicit(boolean allowed) implements SafeChange {}

    /// In which hours; empty: none.
    record Hours(Optional<SafeContact.Window> window) implements SafeChange {}

    /// Whether she may be called.
    record Calls(boolean allowed) implements SafeChange {}

    /// On which phone; empty: the one she wrote from.
    record Number(Optional<Msisdn> number) implements SafeChange {}

    /// What is done when someone else answers.
    record IfAnother(SafeContact.Another another) implements SafeChange {}

    /// How often a request may ring her phone; 1: never again by itself.
    record Tries(int tries) implements SafeChange {}

    /// What her telephone shows.
    record Shows(SafeContact.CallerId callerId) implements SafeChange {}

    /// A word by which she is known.
    ///
    /// @param word kept as a hash only
    /// @param duress the word that says that someone makes her write
    record Word(AgreedWord word, boolean duress) implements SafeChange {}

    /// The text that is said when someone else answers and a cover is wanted.
    String COVER_LINE = "cover-line";

    /// What is known after it.
    default SafeContact on(SafeContact before) {
        SafeContact.Calls calls = before.calls();
        return switch (this) {
            case Sms(boolean allowed) -> before.writing(allowed);
            case Explicit(boolean allowed) -> before.explicit(allowed);
            case Hours(Optional<SafeContact.Window> window) -> before.within(window);
            case Calls(boolean allowed) -> before.calling(calls.allowing(allowed));
            case Number(Optional<Msisdn> number) -> before.calling(calls.on(number));
            case IfAnother(SafeContact.Another another) -> before.calling(another(calls, another));
            case Tries(int tries) -> before.calling(calls.redialling(tries > 1, tries));
            case Shows(SafeContact.CallerId shown) -> before.calling(calls.showing(shown));
            case Word(AgreedWord word, boolean duress) -> duress ? before.underDuress(word) : before.agreeing(word);
        };
    }

    /// Calls with that to be done when someone else answers.
    static SafeContact.Calls another(SafeContact.Calls calls, SafeContact.Another another) {
        return calls.whenAnotherAnswers(
                another, another == SafeContact.Another.COVER_LINE ? Optional.of(COVER_LINE) : Optional.empty());
    }
}
