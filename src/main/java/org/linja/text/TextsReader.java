package org.linja.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Language;

/// Puts the files of a bundle together and compares the languages: keys, placeholders, tones.
final class TextsReader {
    private static final Set<String> MARKS = Set.of("neutral", "explicit", "draft", "reviewed", "native-review");

    private final Problems problems;

    TextsReader(Problems problems) {
        this.problems = problems;
    }

    Texts read(List<Language> languages, Map<Language, PropertiesFile> files) {
        Map<String, Map<Language, Texts.Entry>> entries = new LinkedHashMap<>();
        for (Language language : languages) {
            PropertiesFile file = files.get(language);
            if (file != null) {
                for (PropertiesFile.Entry entry : file.entries().values()) {
                    entries.computeIfAbsent(entry.key(), _ -> new LinkedHashMap<>())
                            .put(language, entry(file, entry));
                }
            }
        }
        entries.values().forEach(this::compare);
        entries.forEach((key, byLanguage) -> {
            for (Language language : languages) {
                PropertiesFile file = files.get(language);
                if (file != null && !byLanguage.containsKey(language)) {
                    Texts.Entry there = byLanguage.values().iterator().next();
                    problems.add(
                            Place.start(file.name()),
                            "is missing " + key + " (" + there.place() + ")"
                                    + Problems.nearest(key, extra(file.entries().keySet(), entries, languages)));
                }
            }
        });
        return Texts.of(List.copyOf(languages), entries);
    }

    /// Keys of one file that some other language lacks: candidates for a misspelt key.
    private static List<String> extra(
            Set<String> keys, Map<String, Map<Language, Texts.Entry>> entries, List<Language> languages) {
        List<String> extra = new ArrayList<>();
        for (String key : keys) {
            if (entries.getOrDefault(key, Map.of()).size() < languages.size()) {
                extra.add(key);
            }
        }
        return extra;
    }

    private Texts.Entry entry(PropertiesFile file, PropertiesFile.Entry entry) {
        Set<String> marks = new LinkedHashSet<>(marks(file.head(), Place.start(file.name())));
        Set<String> own = marks(entry.comments(), entry.place());
        marks.addAll(own);
        boolean neutral = own.contains("neutral");
        if (neutral == own.contains("explicit")) {
            problems.add(
                    entry.place(), entry.key() + ": mark it '#: neutral' or '#: explicit' in a comment right above");
        }
        boolean reviewed = own.contains("reviewed") || marks.contains("reviewed") && !own.contains("draft");
        unclosed(entry);
        return new Texts.Entry(
                entry.key(),
                Template.of(entry.value()),
                neutral ? Tone.NEUTRAL : Tone.EXPLICIT,
                reviewed ? Texts.Status.REVIEWED : Texts.Status.DRAFT,
                marks.contains("native-review"),
                entry.place());
    }

    private Set<String> marks(List<String> comments, Place place) {
        Set<String> marks = new LinkedHashSet<>();
        for (String comment : comments) {
            if (comment.startsWith(":")) {
                for (String mark : comment.substring(1).strip().split("\\s+")) {
                    if (MARKS.contains(mark)) {
                        marks.add(mark);
                    } else {
                        problems.add(
                                place,
                                "'" + mark + "' is no mark; known are neutral, explicit, draft, reviewed, native-review"
                                        + Problems.nearest(mark, MARKS));
                    }
                }
            }
        }
        return marks;
    }

    private void unclosed(PropertiesFile.Entry entry) {
        String literal = Template.of(entry.value()).literals();
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            problems.add(entry.place(), entry.key() + ": a brace without its pair or name; write {name}");
        }
    }

    private void compare(Map<Language, Texts.Entry> byLanguage) {
        Map<Language, Texts.Entry> rest = new EnumMap<>(byLanguage);
        Optional<Texts.Entry> first = byLanguage.values().stream().findFirst();
        first.ifPresent(model -> rest.values().forEach(other -> {
            if (!other.template().names().equals(model.template().names())) {
                problems.add(
                        other.place(),
                        other.key() + ": has the places " + other.template().names() + ", but "
                                + model.template().names() + " in " + model.place());
            }
            if (other.tone() != model.tone()) {
                problems.add(other.place(), other.key() + ": its tone differs from " + model.place());
            }
        }));
    }
}
