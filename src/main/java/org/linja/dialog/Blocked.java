package org.linja.dialog;

import java.time.Instant;
import org.linja.cases.CaseKind;
import org.linja.contact.Person;
import org.linja.flow.Effect;
import org.linja.flow.Turn;

/// What still counts of someone whom a supervisor has blocked (R33): a cry for help in any wording, what cannot be
/// read, the end of messages, and being forgotten. All else is neither answered nor passed on.
final class Blocked {
    private Blocked() {}

    /// Whether that turn, which holds no SOS word, is passed over.
    static boolean silences(Person person, Turn turn, Instant now) {
        return person.blockedAt(now) && !urgent(turn);
    }

    private static boolean urgent(Turn turn) {
        return turn.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.OpenCase opens
                        && CaseKind.of(opens.kind()).filter(CaseKind::urgent).isPresent());
    }

    /// Whether it asks for something that is not done for whoever is blocked: then nothing of it may be promised.
    static boolean asksInVain(Turn turn) {
        return !urgent(turn)
                && turn.effects().stream().anyMatch(effect -> switch (effect) {
                    case Effect.OpenCase _, Effect.Refer _, Effect.OptIn _ -> true;
                    case Effect.OptOut _, Effect.Forget _, Effect.Remember _, Effect.Dial _, Effect.End _ -> false;
                });
    }

    /// Whether it ends messages.
    static boolean endsMessages(Turn turn) {
        return turn.effects().stream().anyMatch(effect -> effect instanceof Effect.OptOut);
    }

    /// Whether it asks to be forgotten.
    static boolean forgets(Turn turn) {
        return turn.effects().stream().anyMatch(effect -> effect instanceof Effect.Forget);
    }
}
