package org.linja.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Channel;
import org.linja.contact.Language;

/// The texts of one bundle: a folder with one UTF-8 `.properties` file per language.
///
/// Above each key stands a note to the translator and a line with its marks: `#: neutral draft`. Marks at the
/// top of a file (before the first empty line) hold for all its keys. The tone must be marked on each key; a
/// text is a draft until it is marked `reviewed`; `native-review` says that only a native speaker can review
/// it.
///
/// `key.sms`, `key.ussd` and `key.voice` win over `key` on their channel. `key.discreet` is the neutral twin
/// of an explicit text, for a phone that others may read (R01).
public final class Texts {
    /// How far a text has come.
    public enum Status {
        /// Not yet read by a native speaker.
        DRAFT,
        /// Fit for production.
        REVIEWED
    }

    /// A text ready to send. Its [#toString] hides the words.
    public record Text(String words, Tone tone, Status status) {
        @Override
        public String toString() {
            return "Text[" + words.length() + " characters, " + tone + "]";
        }
    }

    /// A text as written in one language.
    ///
    /// @param nativeReview only a native speaker can review it
    public record Entry(String key, Template template, Tone tone, Status status, boolean nativeReview, Place place) {}

    private static final String DISCREET = ".discreet";

    private final List<Language> languages;
    private final Map<String, Map<Language, Entry>> entries;
    /// What wins on each channel, in the order of [Channel].
    private final List<Map<String, Map<Language, Entry>>> onChannel = new ArrayList<>();

    private Texts(List<Language> languages, Map<String, Map<Language, Entry>> entries) {
        this.languages = languages;
        this.entries = entries;
        for (Channel channel : Channel.values()) {
            Map<String, Map<Language, Entry>> own = new LinkedHashMap<>();
            entries.forEach((key, byLanguage) -> own.put(key, entries.getOrDefault(key + suffix(channel), byLanguage)));
            onChannel.add(own);
        }
    }

    /// Reads a bundle.
    ///
    /// @param folder holds `<code>.properties` for each language
    /// @param languages those that must be there; the first also serves whoever speaks none of them
    /// @param problems takes what is wrong: keys or placeholders that differ between languages, marks,
    /// escapes
    public static Texts read(Path folder, List<Language> languages, Problems problems) {
        Map<Language, PropertiesFile> files = new EnumMap<>(Language.class);
        for (Language language : languages) {
            files.put(language, PropertiesFile.read(folder.resolve(language.code() + ".properties"), problems));
        }
        return new TextsReader(problems).read(languages, files);
    }

    static Texts of(List<Language> languages, Map<String, Map<Language, Entry>> entries) {
        return new Texts(languages, entries);
    }

    /// The text as an SMS.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public Text text(String key, Language language, Map<String, String> values) {
        return text(key, language, Channel.SMS, values);
    }

    /// The text for a channel.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public Text text(String key, Language language, Channel channel, Map<String, String> values) {
        Map<Language, Entry> byLanguage = onChannel.get(channel.ordinal()).get(key);
        if (byLanguage == null) {
            throw new IllegalArgumentException("no text '" + key + "'");
        }
        Entry entry = byLanguage.get(language);
        if (entry == null) {
            entry = byLanguage.values().iterator().next();
        }
        return new Text(entry.template().fill(values), entry.tone(), entry.status());
    }

    /// The text as an SMS that anyone may read: the discreet twin of an explicit text. Where an explicit text
    /// has no twin it comes back as it is, still marked explicit, and the gate keeps it.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public Text discreet(String key, Language language, Map<String, String> values) {
        return discreet(key, language, Channel.SMS, values);
    }

    /// As [#discreet(String, Language, Map)], for a channel.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public Text discreet(String key, Language language, Channel channel, Map<String, String> values) {
        Text plain = text(key, language, channel, values);
        boolean twin = plain.tone() == Tone.EXPLICIT && has(key + DISCREET);
        return twin ? text(key + DISCREET, language, channel, values) : plain;
    }

    /// Whether there is such a text.
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /// Whether this text can go to a phone that others may read, as it is or by its discreet twin.
    public boolean fitsAnyEyes(String key) {
        return has(key + DISCREET)
                || entries.getOrDefault(key, Map.of()).values().stream().allMatch(e -> e.tone() == Tone.NEUTRAL);
    }

    /// All keys, in the order of the first language's file.
    public Set<String> keys() {
        return new LinkedHashSet<>(entries.keySet());
    }

    /// The languages of this bundle.
    public List<Language> languages() {
        return languages;
    }

    /// A text as written, for checks.
    public Optional<Entry> entry(String key, Language language) {
        return Optional.ofNullable(entries.getOrDefault(key, Map.of()).get(language));
    }

    private static String suffix(Channel channel) {
        return "." + channel.name().toLowerCase(Locale.ROOT);
    }
}
