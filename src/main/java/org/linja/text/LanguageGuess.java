package org.linja.text;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Fold.Token;

/// The language of a text, by words that only one of our languages uses. It says nothing rather than something wrong:
/// never from fewer than three words, and only with a clear lead (domain notes §5). No model knows Kosovo Romani.
public final class LanguageGuess {
    private static final int FEWEST_WORDS = 3;
    private static final int STRONG = 2;
    private static final int WEAK = 1;
    private static final int LEAD = 2;
    /// Stands for every language that is not ours.
    private static final int OTHER = Language.values().length;

    private final Map<String, int[]> weights = new HashMap<>();
    private final Map<Character, int[]> letters = new HashMap<>();

    private LanguageGuess() {}

    /// Reads `languages.yaml`: for each language, and for `other`, strong and weak marker words and marker letters.
    public static LanguageGuess read(Path file, Problems problems) {
        return read(Doc.read(file, problems));
    }

    static LanguageGuess read(Doc doc) {
        LanguageGuess guess = new LanguageGuess();
        Doc markers = doc.at("markers");
        for (Language language : Language.values()) {
            guess.markers(markers.at(language.code()), language.ordinal());
        }
        guess.markers(markers.at("other"), OTHER);
        doc.done();
        return guess;
    }

    private void markers(Doc doc, int language) {
        words(doc.at("strong"), language, STRONG);
        words(doc.at("weak"), language, WEAK);
        String marks = doc.at("letters").string("");
        for (int i = 0; i < marks.length(); i++) {
            letters.computeIfAbsent(marks.charAt(i), k -> new int[OTHER + 1])[language] += WEAK;
        }
    }

    private void words(Doc list, int language, int weight) {
        for (Doc word : list.list()) {
            String form = Fold.of(word.string(""));
            if (form.isEmpty() || form.indexOf(' ') >= 0) {
                word.problems().add(word.place(), "a marker is one word");
            } else {
                int[] own = weights.computeIfAbsent(form, k -> new int[OTHER + 1]);
                if (own[language] > 0) {
                    word.problems().warn(word.place(), "'" + form + "' is a marker of this language already");
                }
                own[language] = weight;
            }
        }
    }

    /// @return the language, or empty where the text is too short, unclear, or in another language
    public Optional<Language> of(String text) {
        List<Token> tokens = Fold.tokens(text, Fold.Doubt.NONE);
        int words = 0;
        int[] scores = new int[OTHER + 1];
        for (Token token : tokens) {
            if (!token.number()) {
                words++;
                add(scores, weights.get(token.word()));
            }
        }
        if (words < FEWEST_WORDS) {
            return Optional.empty();
        }
        if (text.chars().anyMatch(Cyrillic::is)) {
            return Optional.of(Language.SR);
        }
        int[] seen = new int[OTHER + 1];
        for (int i = 0; i < text.length(); i++) {
            int[] own = letters.get(Character.toLowerCase(text.charAt(i)));
            for (int k = 0; own != null && k <= OTHER; k++) {
                seen[k] = Math.max(seen[k], own[k]);
            }
        }
        add(scores, seen);
        return leader(scores);
    }

    private static void add(int[] scores, int @org.jspecify.annotations.Nullable [] own) {
        for (int k = 0; own != null && k <= OTHER; k++) {
            scores[k] += own[k];
        }
    }

    private static Optional<Language> leader(int[] scores) {
        int best = 0;
        for (int k = 1; k <= OTHER; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        for (int k = 0; k <= OTHER; k++) {
            if (k != best && scores[best] - scores[k] < LEAD) {
                return Optional.empty();
            }
        }
        return best == OTHER ? Optional.empty() : Optional.of(Language.values()[best]);
    }
}
