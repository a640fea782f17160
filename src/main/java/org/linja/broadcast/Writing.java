package org.linja.broadcast;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.contact.Language;
import org.linja.text.Segments;
import org.linja.text.Template;
import org.linja.text.Transliteration;

/// A broadcast's texts with their places filled: made once for each language and municipality, not for each person.
final class Writing {
    /// The one place a text may have.
    static final String MUNICIPALITY = "municipality";

    private final Broadcast broadcast;
    private final BiFunction<String, Language, String> names;
    private final Map<Language, Integer> segments = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, String>> filled = new EnumMap<>(Language.class);

    /// @param names the name of a municipality, by its key, in a language
    Writing(Broadcast broadcast, BiFunction<String, Language, String> names) {
        this.broadcast = broadcast;
        this.names = names;
        broadcast.texts().forEach((language, words) -> {
            segments.put(language, segments(words.text(), language).count());
            filled.put(language, new HashMap<>());
        });
    }

    /// The segments a text is sent in.
    static Segments segments(String text, Language language) {
        return Segments.of(Transliteration.apply(text, language, Transliteration.Policy.WHEN_CHEAPER));
    }

    Broadcast.Words words(Language language) {
        Broadcast.Words words = broadcast.texts().get(language);
        if (words == null) {
            throw new IllegalStateException("a recipient speaks a language in which there is no text");
        }
        return words;
    }

    /// What she gets; the same instance for all who get the same. For one thread.
    String text(Recipient to) {
        Map<String, String> known = filled.get(to.language());
        return known == null
                ? ""
                : known.computeIfAbsent(
                        to.municipality(),
                        key -> Template.of(words(to.language()).text())
                                .fill(Map.of(MUNICIPALITY, key.isEmpty() ? "" : names.apply(key, to.language()))));
    }

    int segments(Language language) {
        return segments.getOrDefault(language, 1);
    }

    int mostSegments() {
        return segments.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
