package org.linja.counsel;

import java.util.Optional;
import org.linja.contact.SafeContact;
import org.linja.contact.SafeContact.Another;

/// What her answers in the menu say about contacting her: pure.
public final class SafeAnswers {
    /// How often a request may ring her phone when she agrees to more than once.
    private static final int AGAIN = 3;

    private SafeAnswers() {}

    /// What is known after that answer.
    ///
    /// @param key the answer's name in the flow: `sms-ok`, `safe-time`, `if-other`, `redial`
    /// @param value the option
    /// @return empty when the answer is about something else
    public static Optional<SafeContact> on(SafeContact before, String key, String value) {
        SafeContact.Calls calls = before.calls();
        return switch (key) {
            case "sms-ok" -> Optional.of(before.writing(value.equals("yes")));
            case "safe-time" -> Optional.of(safeTime(before, value));
            case "if-other" -> Optional.of(before.calling(SafeChange.another(calls, another(value))));
            case "redial" ->
                Optional.of(before.calling(calls.redialling(value.equals("yes"), value.equals("yes") ? AGAIN : 1)));
            case String other -> Optional.empty();
        };
    }

    /// `now` is about this call only: the hours stay as they are.
    private static SafeContact safeTime(SafeContact before, String value) {
        SafeContact called = before.calling(before.calls().allowing(!value.equals("never")));
        return value.equals("now") ? called : called.within(CallRules.hours(value));
    }

    private static Another another(String value) {
        return switch (value) {
            case "wrong-number" -> Another.WRONG_NUMBER;
            case "cover-line" -> Another.COVER_LINE;
            case String other -> Another.HANG_UP;
        };
    }
}
