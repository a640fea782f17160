package org.linja.dialog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.cases.CaseKind;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.flow.Conversation;
import org.linja.flow.Effect;
import org.linja.flow.Engine;
import org.linja.text.Reading;

/// What happened in a USSD session and is to be written down. What she is told stands on the page already: none of it
/// is sent.
///
/// @param id of this step: written twice, it changes nothing the second time
///
/// @param said her inputs and what each led to
/// @param remembered what is to be remembered of her from earlier steps
record UssdTurn(
        String id,
        Msisdn from,
        String carrier,
        String code,
        List<Said> said,
        Map<String, String> remembered,
        Instant at) {
    private static final int LETTERS_OF_A_WORD = 3;

    /// One input. The words are empty when she only pressed a key, or hung up.
    record Said(String words, Conversation.Heard heard) {
        static Said of(String words, Conversation.Heard heard) {
            boolean free = words.chars().filter(Character::isLetter).count() >= LETTERS_OF_A_WORD;
            return new Said(free ? words : "", heard);
        }

        @Override
        public String toString() {
            return "Said[" + words.length() + " characters]";
        }

        private boolean notUnderstood() {
            return !words.isEmpty()
                    && heard.reading() instanceof Reading.Nothing
                    && heard.turn().prompts().stream()
                            .anyMatch(prompt -> prompt.key().equals(Engine.WRONG_INPUT));
        }
    }

    /// Whether something of it must be on disk before she gets her page. What is only to be remembered waits for
    /// the end of the session; free words may belong to a case.
    boolean urgent() {
        return said.stream()
                .anyMatch(one -> one.heard().reading() instanceof Reading.Sos
                        || one.notUnderstood()
                        || one.heard().turn().effects().stream().anyMatch(UssdTurn::matters));
    }

    /// Whether it opens an urgent case, or adds to one.
    boolean callsForHelp() {
        return said.stream()
                .anyMatch(one -> one.heard().reading() instanceof Reading.Sos
                        || one.heard().turn().effects().stream().anyMatch(UssdTurn::opensUrgent));
    }

    private static boolean opensUrgent(Effect effect) {
        return switch (effect) {
            case Effect.OpenCase(String kind, Map<String, String> _) ->
                CaseKind.of(kind).map(CaseKind::urgent).orElse(false);
            case Effect.Refer _,
                    Effect.OptIn _,
                    Effect.OptOut _,
                    Effect.Forget _,
                    Effect.End _,
                    Effect.Remember _,
                    Effect.Dial _ -> false;
        };
    }

    private static boolean matters(Effect effect) {
        return switch (effect) {
            case Effect.OpenCase _, Effect.OptIn _, Effect.OptOut _, Effect.Forget _, Effect.Refer _ -> true;
            case Effect.End(boolean silent) -> silent;
            case Effect.Remember _, Effect.Dial _ -> false;
        };
    }

    /// What these inputs want remembered.
    static Map<String, String> remembered(List<Said> said) {
        Map<String, String> remembered = new LinkedHashMap<>();
        for (Said one : said) {
            for (Effect effect : one.heard().turn().effects()) {
                switch (effect) {
                    case Effect.Remember(String key, String value) -> remembered.put(key, value);
                    case Effect.Forget _ -> remembered.clear();
                    case Effect.OpenCase _,
                            Effect.OptIn _,
                            Effect.OptOut _,
                            Effect.Refer _,
                            Effect.Dial _,
                            Effect.End _ -> {}
                }
            }
        }
        return remembered;
    }

    /// As the message it would have been.
    Inbound inbound() {
        return new Inbound(id, carrier, Channel.USSD, from, code, new Inbound.Body.Text("", false), at);
    }

    @Override
    public String toString() {
        return "UssdTurn[" + said.size() + " inputs]";
    }
}
