package org.linja.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks up names in what people type: in any spelling, script and case, inside a sentence, cut short, with a
/// slip.
///
/// The order of belief: the whole text is a name; a name stands in it; it begins exactly the names of one
/// thing; it is a name but for typing errors ([Distance#budget]); a word of it is.
public final class Names {

    /// What was found.
    public sealed interface Found {
        /// @param key of the one thing that it names
        record One(String key) implements Found {}

        /// @param keys of the things that it may name, in their order
        record Several(List<String> keys) implements Found {}

        /// No name.
        record None() implements Found {}
    }

    /// The shortest word inside a sentence that may hold a typing error: shorter ones are too often other
    /// words.
    private static final int SHORTEST_SLIP = 5;

    private final List<String> keys;
    private final Map<String, Set<String>> bySpelling = new LinkedHashMap<>();
    private int longest = 1;

    /// @param spellings of each thing, by its key; the order of the keys is that of the answers
    public Names(Map<String, List<String>> spellings) {
        keys = List.copyOf(spellings.keySet());
        spellings.forEach((key, names) -> names.forEach(name -> add(key, name)));
    }

    private void add(String key, String name) {
        String folded = Fold.of(name);
        if (!folded.isEmpty()) {
            bySpelling.computeIfAbsent(folded, _ -> new LinkedHashSet<>()).add(key);
            longest = Math.max(longest, folded.split(" ").length);
        }
    }

    /// Finds what a text names.
    public Found find(String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return new Found.None();
        }
        String whole = String.join(" ", words);
        Set<String> found = new LinkedHashSet<>(bySpelling.getOrDefault(whole, Set.of()));
        if (found.isEmpty()) {
            found.addAll(inside(words));
        }
        if (found.isEmpty()) {
            found.addAll(beginning(whole));
        }
        if (found.isEmpty()) {
            found.addAll(nearest(whole));
        }
        if (found.isEmpty()) {
            words.stream().filter(word -> word.length() >= SHORTEST_SLIP).forEach(word -> found.addAll(nearest(word)));
        }
        return answer(found);
    }

    /// Finds what the text as a whole names: a name, the beginning of just one, or one but for typing errors.
    /// It never looks inside a sentence, so that `ne znam` is no `ne`.
    public Found findWhole(String text) {
        String whole = String.join(" ", words(text));
        if (whole.isEmpty()) {
            return new Found.None();
        }
        Set<String> found = new LinkedHashSet<>(bySpelling.getOrDefault(whole, Set.of()));
        if (found.isEmpty()) {
            found.addAll(beginning(whole));
        }
        if (found.isEmpty()) {
            found.addAll(nearest(whole));
        }
        return answer(found);
    }

    private Found answer(Set<String> found) {
        if (found.size() == 1) {
            return new Found.One(found.iterator().next());
        }
        return found.isEmpty()
                ? new Found.None()
                : new Found.Several(keys.stream().filter(found::contains).toList());
    }

    private static List<String> words(String text) {
        Fold.Doubt doubt =
                Fold.doubtful(text) ? Fold.Doubt.LOST : Fold.mixed(text) ? Fold.Doubt.LOOKS : Fold.Doubt.NONE;
        return Fold.tokens(text, doubt).stream().map(Fold.Token::word).toList();
    }

    /// The longest names that stand in the text, from the left.
    private Set<String> inside(List<String> words) {
        Set<String> found = new LinkedHashSet<>();
        int i = 0;
        while (i < words.size()) {
            int taken = 1;
            for (int n = Math.min(longest, words.size() - i); n > 0; n--) {
                Set<String> named = bySpelling.get(String.join(" ", words.subList(i, i + n)));
                if (named != null) {
                    found.addAll(named);
                    taken = n;
                    break;
                }
            }
            i += taken;
        }
        return found;
    }

    private Set<String> beginning(String start) {
        Set<String> found = new LinkedHashSet<>();
        bySpelling.forEach((spelling, named) -> {
            if (spelling.startsWith(start)) {
                found.addAll(named);
            }
        });
        return found;
    }

    private Set<String> nearest(String typed) {
        Set<String> found = new LinkedHashSet<>();
        int best = Distance.FAR;
        for (Map.Entry<String, Set<String>> entry : bySpelling.entrySet()) {
            String spelling = entry.getKey();
            int most = Distance.budget(spelling.length());
            int slips = Math.min(
                    Distance.of(typed, spelling, most),
                    Distance.of(Spelling.sound(typed), Spelling.sound(spelling), most));
            if (slips < best) {
                found.clear();
                best = slips;
            }
            if (slips == best && slips < Distance.FAR) {
                found.addAll(entry.getValue());
            }
        }
        return found;
    }
}
