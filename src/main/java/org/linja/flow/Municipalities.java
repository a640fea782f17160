package org.linja.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Names;

/// The municipalities of `config/municipalities.yaml`, in the order of that file: the pilot's first.
public final class Municipalities {
    /// What the label key of a municipality begins with.
    public static final String LABEL = "municipality.";

    /// @param key stands in answers, cases and referrals
    /// @param sq its Albanian name; another one in brackets
    /// @param sr its Serbian name in Latin letters; another one in brackets
    /// @param pilot whether the pilot covers it
    /// @param also more ways to write it
    public record Municipality(String key, String sq, String sr, boolean pilot, List<String> also) {}

    private final Map<String, Municipality> byKey = new LinkedHashMap<>();
    private final List<String> keys;
    private final List<String> spellings;
    private final Names names;

    /// @param all in the order of lists
    public Municipalities(List<Municipality> all) {
        all.forEach(m -> byKey.put(m.key(), m));
        keys = List.copyOf(byKey.keySet());
        Map<String, List<String>> written = new LinkedHashMap<>();
        byKey.forEach((key, m) -> written.put(key, written(m)));
        spellings = written.values().stream().flatMap(List::stream).distinct().toList();
        names = new Names(written);
    }

    /// Reads the file.
    public static Municipalities read(Path file, Problems problems) {
        return read(Doc.read(file, problems));
    }

    /// Reads the list; problems go to `doc.problems()`.
    public static Municipalities read(Doc doc) {
        Map<String, Municipality> all = new LinkedHashMap<>();
        boolean pilotIsOver = false;
        for (Doc item : doc.at("municipalities").list()) {
            Municipality one = new Municipality(
                    item.at("key").string(),
                    item.at("sq").string(),
                    item.at("sr").string(),
                    item.at("pilot").yes(false),
                    item.at("also").list().stream().map(Doc::string).toList());
            if (all.putIfAbsent(one.key(), one) != null) {
                doc.problems().add(item.place(), "the key '" + one.key() + "' is there twice");
            }
            if (one.pilot() && pilotIsOver) {
                doc.problems().add(item.place(), one.key() + ": those of the pilot come first; move it up");
            }
            pilotIsOver |= !one.pilot();
        }
        if (all.isEmpty()) {
            doc.problems().add(doc.at("municipalities").place(), "no municipalities are listed");
        }
        doc.done();
        return new Municipalities(List.copyOf(all.values()));
    }

    /// All keys, in the order of lists.
    public List<String> keys() {
        return keys;
    }

    /// Whether there is a municipality of that key.
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /// Every way to write every name.
    public List<String> spellings() {
        return spellings;
    }

    /// The name to show: both, in every language, that of hers first; once where they are the same.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public String name(String key, Language language) {
        Municipality one = Optional.ofNullable(byKey.get(key))
                .orElseThrow(() -> new IllegalArgumentException("no municipality '" + key + "'"));
        if (one.sq().equals(one.sr())) {
            return one.sq();
        }
        return switch (language) {
            case SR -> one.sr() + "/" + one.sq();
            case SQ, ROM, EN -> one.sq() + "/" + one.sr();
        };
    }

    /// Finds the municipality that a text names, in either language and script, with a slip or two.
    public Names.Found find(String text) {
        return names.find(text);
    }

    private static List<String> written(Municipality one) {
        List<String> all = new ArrayList<>();
        for (String name : List.of(one.sq(), one.sr())) {
            int bracket = name.indexOf('(');
            if (bracket < 0) {
                all.add(name);
            } else {
                all.add(name.substring(0, bracket).strip());
                all.add(name.substring(bracket + 1).replace(")", "").strip());
            }
        }
        all.addAll(one.also());
        for (String name : List.copyOf(all)) {
            if (name.indexOf('Đ') >= 0 || name.indexOf('đ') >= 0) {
                all.add(name.replace('Đ', 'D').replace('đ', 'd'));
            }
        }
        return all;
    }
}
