package org.linja.dialog;

import java.util.Locale;
import java.util.Optional;
import org.linja.cases.CaseCode;

/// What a counsellor's text asks for: a digit, a code, or both, in either order. Works from any phone, without data.
///
/// @param verb what to do
/// @param code which case; empty: the one that has waited longest
public record StaffCommand(Verb verb, Optional<String> code) {

    /// The digits.
    public enum Verb {
        /// `1`: I take it.
        ACCEPT,
        /// `2`: I cannot; alert the next one now.
        DECLINE,
        /// `3`: it is closed.
        CLOSE
    }

    /// Reads `1`, `1 4F7K`, `4f7k 1`, `1.4F7K`, `14F7K`; a code alone means yes.
    ///
    /// @return empty when it is no command
    public static Optional<StaffCommand> read(String text) {
        String[] words = text.strip().toUpperCase(Locale.ROOT).split("[\\s.,;:!?+*#()\"'-]+", 4);
        Optional<Verb> verb = Optional.empty();
        Optional<String> code = Optional.empty();
        for (String word : words) {
            if (word.isEmpty()) {
                continue;
            }
            Optional<Verb> asVerb = verb(word);
            Optional<String> asCode = CaseCode.read(word);
            boolean joined = asVerb.isEmpty()
                    && word.length() > 1
                    && verb(word.substring(0, 1)).isPresent();
            if (asVerb.isPresent() && verb.isEmpty()) {
                verb = asVerb;
            } else if (asCode.isPresent() && code.isEmpty()) {
                code = asCode;
            } else if (joined
                    && verb.isEmpty()
                    && CaseCode.read(word.substring(1)).isPresent()) {
                verb = verb(word.substring(0, 1));
                code = CaseCode.read(word.substring(1));
            } else {
                return Optional.empty();
            }
        }
        if (verb.isEmpty() && code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StaffCommand(verb.orElse(Verb.ACCEPT), code));
    }

    private static Optional<Verb> verb(String word) {
        return switch (word) {
            case "1" -> Optional.of(Verb.ACCEPT);
            case "2" -> Optional.of(Verb.DECLINE);
            case "3" -> Optional.of(Verb.CLOSE);
            case String other -> Optional.empty();
        };
    }
}
