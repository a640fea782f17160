package org.linja.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linja.config.Doc;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Language;

/// Checks texts before anyone can be sent one: a neutral text reveals nothing (R02), no text holds a link
/// (R07), an address (R47) or a private telephone number (R50), and each has its length and its review.
public final class TextLint {
    /// Beginnings of words that reveal what this is about (R02), in every language, folded.
    private static final List<String> STEMS = List.of(
            "dhun", "nasil", "viktim", "strehim", "siguran", "sigurn", "sigurt", "sos", "polic", "192", "hiv",
            "hepatit", "drog", "shelter", "violen", "victim", "zrtv", "abus", "safe");

    private static final Pattern LINK =
            Pattern.compile("(?i)https?:|www\\.|\\b[a-z0-9-]+\\.(com|org|net|info|eu|rs|al|mk|ks)\\b|\\S+@\\S+\\.\\S+");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)\\b(rruga|rrugës|rr\\.|ulica|ulici|ul\\.|bulevard\\S*|sokak\\S*|street|road|avenue)\\s");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d /-]{1,}\\d");

    /// Shorter ones are dates, hours and the emergency lines.
    private static final int SHORTEST_NUMBER = 6;

    private static final int LONGEST_USSD = 182;
    private static final String TYPICAL_VALUE = "xxxxxxxxxxxxx";

    private final List<String> names;
    private final Set<String> numbers;

    /// @param names of organisations and partners that no neutral text may hold
    /// @param numbers telephone numbers that texts may hold, the public lines
    public TextLint(List<String> names, List<String> numbers) {
        this.names = List.copyOf(names);
        this.numbers = new LinkedHashSet<>();
        numbers.forEach(number -> this.numbers.add(digits(number)));
    }

    /// Reads `config/wording.yaml`.
    public static TextLint read(Path file, Problems problems) {
        return read(Doc.read(file, problems));
    }

    /// Reads the settings; problems go to `doc.problems()`.
    public static TextLint read(Doc doc) {
        List<String> names = doc.at("names").list().stream().map(Doc::string).toList();
        List<String> numbers =
                doc.at("numbers").list().stream().map(Doc::string).toList();
        doc.done();
        return new TextLint(names, numbers);
    }

    /// Checks all texts of a bundle.
    ///
    /// @param production a draft is a problem, not a warning
    public void check(Texts texts, boolean production, Problems problems) {
        Map<Language, List<Texts.Entry>> drafts = new LinkedHashMap<>();
        for (String key : texts.keys()) {
            for (Language language : texts.languages()) {
                texts.entry(key, language).ifPresent(entry -> {
                    check(entry, language, problems);
                    if (entry.status() == Texts.Status.DRAFT) {
                        drafts.computeIfAbsent(language, _ -> new ArrayList<>()).add(entry);
                    }
                });
            }
        }
        drafts.values().forEach(entries -> drafts(entries, production, problems));
    }

    /// The first word, name or number in a text that must not stand in one that anyone may read (R02).
    public Optional<String> revealing(String words) {
        String folded = " " + Fold.of(words) + " ";
        for (String word : folded.strip().split(" ")) {
            for (String stem : STEMS) {
                if (word.startsWith(stem)) {
                    return Optional.of(word);
                }
            }
        }
        return names.stream()
                .filter(name -> folded.contains(" " + Fold.of(name) + " "))
                .findFirst();
    }

    /// Whether a text holds what is never sent to anybody: a link (R07), an address (R47), or a telephone number
    /// that is none of the public lines (R50).
    public boolean unsendable(String words) {
        Matcher number = NUMBER.matcher(words);
        while (number.find()) {
            String found = digits(number.group());
            if (found.length() >= SHORTEST_NUMBER && !numbers.contains(found)) {
                return true;
            }
        }
        return LINK.matcher(words).find() || ADDRESS.matcher(words).find();
    }

    /// Checks one text.
    public void check(Texts.Entry entry, Language language, Problems problems) {
        String words = entry.template().toString();
        Place place = entry.place();
        String key = entry.key();
        if (entry.tone() == Tone.NEUTRAL) {
            revealing(words)
                    .ifPresent(word -> problems.add(
                            place,
                            key + ": '" + word + "' reveals what this is about; word it otherwise, or mark it explicit"
                                    + " and give it a neutral twin " + key + ".discreet"));
        }
        if (LINK.matcher(words).find()) {
            problems.add(place, key + ": holds a link; a link on her phone gives her away (R07)");
        }
        if (ADDRESS.matcher(words).find()) {
            problems.add(place, key + ": looks like an address; addresses never stand in texts (R47)");
        }
        numbers(words, place, key, problems);
        length(entry, language, problems);
    }

    private void numbers(String words, Place place, String key, Problems problems) {
        Matcher number = NUMBER.matcher(words);
        while (number.find()) {
            String found = digits(number.group());
            if (found.length() >= SHORTEST_NUMBER && !numbers.contains(found)) {
                problems.add(
                        place,
                        key + ": holds a telephone number that is none of the public lines in wording.yaml (R50)");
            }
        }
    }

    private static void length(Texts.Entry entry, Language language, Problems problems) {
        String typical = entry.template().names().isEmpty()
                ? entry.template().toString()
                : entry.template().fill(filled(entry.template()));
        Segments sms = Segments.of(Transliteration.apply(typical, language, Transliteration.Policy.WHEN_CHEAPER));
        if (sms.count() > 1) {
            problems.warn(
                    entry.place(),
                    entry.key() + ": " + sms.units() + " characters in " + sms.encoding() + " take " + sms.count()
                            + " SMS segments");
        }
        Segments ussd = Segments.of(Transliteration.apply(typical, language, Transliteration.Policy.ALWAYS));
        if (ussd.units() > LONGEST_USSD) {
            problems.warn(
                    entry.place(),
                    entry.key() + ": " + ussd.units() + " characters, a USSD page holds " + LONGEST_USSD
                            + ": two pages");
        }
    }

    private static Map<String, String> filled(Template template) {
        Map<String, String> values = new LinkedHashMap<>();
        template.names().forEach(name -> values.put(name, TYPICAL_VALUE));
        return values;
    }

    private static void drafts(List<Texts.Entry> drafts, boolean production, Problems problems) {
        Texts.Entry first = drafts.getFirst();
        boolean natives = drafts.stream().anyMatch(Texts.Entry::nativeReview);
        String what = drafts.size() + (drafts.size() == 1 ? " text is a draft: " : " texts are drafts, the first is ")
                + first.key() + "; have them read by "
                + (natives ? "native speakers" : "someone who speaks the language") + " and mark what is good reviewed";
        if (production) {
            problems.add(first.place(), what);
        } else {
            problems.warn(first.place(), what);
        }
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder();
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
