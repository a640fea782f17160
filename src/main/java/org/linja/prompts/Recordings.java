package org.linja.prompts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.prompts.Recorded.Source;

/// All recordings: a folder per language with a `manifest.yaml` and one A-law file per key.
public final class Recordings {
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /// The ending of the files: raw A-law, 8,000 a second.
    public static final String ENDING = ".alaw";

    private static final String MANIFEST = "manifest.yaml";

    private final Path folder;
    private final Map<Language, Map<String, Recorded>> entries = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, Place>> places = new EnumMap<>(Language.class);

    private Recordings(Path folder) {
        this.folder = folder;
    }

    /// Reads the manifests; a language without one has no recordings yet.
    ///
    /// @param folder such as `ivr-scripts/prompts`
    public static Recordings read(Path folder, Problems problems) {
        Recordings all = new Recordings(folder);
        for (Language language : Language.values()) {
            Map<String, Recorded> entries = new LinkedHashMap<>();
            Map<String, Place> places = new LinkedHashMap<>();
            Path manifest = all.manifest(language);
            if (Files.exists(manifest)) {
                Doc doc = Doc.read(manifest, problems);
                for (Doc one : doc.at("recordings").list()) {
                    Recorded entry = entry(language, one);
                    if (entries.put(entry.key(), entry) != null) {
                        problems.add(one.place(), entry.key() + " is in the manifest twice");
                    }
                    places.put(entry.key(), one.place());
                }
                doc.done();
            }
            all.entries.put(language, entries);
            all.places.put(language, places);
        }
        return all;
    }

    private static Recorded entry(Language language, Doc doc) {
        Recorded entry = new Recorded(
                doc.at("key").string(),
                language,
                doc.at("dialect").string(""),
                doc.at("text").string(),
                doc.at("version").integer(1, 100_000, 1),
                doc.at("source").oneOf(Source.class),
                doc.at("placeholder").yes(false),
                doc.at("reviewer").string(""));
        doc.done();
        return entry;
    }

    /// What the manifest says of one.
    public Optional<Recorded> entry(Language language, String key) {
        return Optional.ofNullable(entries.getOrDefault(language, Map.of()).get(key));
    }

    /// All of a language, in the manifest's order.
    public Collection<Recorded> all(Language language) {
        return entries.getOrDefault(language, Map.of()).values();
    }

    /// The file of a key, whether or not it is there.
    public Path file(Language language, String key) {
        return folder.resolve(language.code()).resolve(Recorded.name(key) + ENDING);
    }

    /// What is heard.
    ///
    /// @return empty when there is no such recording
    public Optional<Sound> sound(Language language, String key) {
        Path file = file(language, key);
        try {
            return Files.exists(file) ? Optional.of(Sound.ofAlaw(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /// Compares what there is with what calls will ask for.
    ///
    /// @param wanted the words of each key in each language
    /// @param production placeholders, recordings that are out of date and unreviewed ones are problems
    public void check(Map<Language, Map<String, String>> wanted, boolean production, Problems problems) {
        wanted.forEach((language, texts) -> {
            Place whole = Place.start(manifest(language).toString());
            Map<String, String> names = new LinkedHashMap<>();
            texts.forEach((key, text) -> {
                String other = names.put(Recorded.name(key), key);
                if (other != null) {
                    problems.add(whole, key + " and " + other + " would have the same file; rename one");
                }
                Optional<Recorded> entry = entry(language, key);
                Place place = places.getOrDefault(language, Map.of()).getOrDefault(key, whole);
                if (entry.isEmpty() || !Files.exists(file(language, key))) {
                    problems.add(whole, key + " has no recording; make a placeholder with ./linja prompts make");
                } else {
                    judge(entry.get(), text, place, production, problems);
                    measure(entry.get(), place, problems);
                }
            });
            all(language).stream()
                    .filter(entry -> !texts.containsKey(entry.key()))
                    .forEach(entry -> problems.warn(
                            places.getOrDefault(language, Map.of()).getOrDefault(entry.key(), whole),
                            entry.key() + " is recorded, but no call asks for it"
                                    + Problems.nearest(entry.key(), texts.keySet())));
        });
    }

    private static void judge(Recorded entry, String text, Place place, boolean production, Problems problems) {
        if (!entry.text().equals(text)) {
            say(problems, production, place, entry.key() + ": the text has changed since this was recorded");
        }
        if (production && entry.placeholder()) {
            problems.add(place, entry.key() + " is a placeholder; production needs a recording of a person");
        } else if (production && entry.reviewer().isEmpty()) {
            problems.add(place, entry.key() + ": nobody has reviewed it; name who has in 'reviewer'");
        }
        if (entry.source() == Source.TTS && !entry.placeholder()) {
            problems.add(place, entry.key() + ": a program's voice is always a placeholder");
        }
    }

    /// A call is taken from a server that says nothing for eleven seconds, and a recording is one thing said. What
    /// the dialplan says alone may take its time.
    private void measure(Recorded entry, Place place, Problems problems) {
        sound(entry.language(), entry.key())
                .flatMap(sound -> tooLong(entry.key(), sound))
                .ifPresent(why -> problems.add(place, why));
    }

    /// Whether a recording is longer than a call can bear.
    ///
    /// @return what is wrong and what to do; empty when it fits
    static Optional<String> tooLong(String key, Sound sound) {
        boolean alone = key.startsWith("static.");
        return alone || sound.length().compareTo(LONGEST) <= 0
                ? Optional.empty()
                : Optional.of(key + ": longer than " + LONGEST.toSeconds()
                        + " seconds; say it in fewer words, or in two texts");
    }

    private static void say(Problems problems, boolean grave, Place place, String what) {
        if (grave) {
            problems.add(place, what);
        } else {
            problems.warn(place, what);
        }
    }

    /// Keeps a recording, its file first; the manifest is written by [#save].
    public void keep(Recorded entry, Sound sound) {
        Path file = file(entry.language(), entry.key());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, sound.alaw());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        entries.computeIfAbsent(entry.language(), _ -> new LinkedHashMap<>()).put(entry.key(), entry);
    }

    /// Drops recordings that no call asks for.
    ///
    /// @param wanted keys of that language
    public void keepOnly(Language language, Collection<String> wanted) {
        Map<String, Recorded> kept = entries.getOrDefault(language, new LinkedHashMap<>());
        for (Recorded entry : kept.values().stream()
                .filter(one -> one.placeholder() && !wanted.contains(one.key()))
                .toList()) {
            kept.remove(entry.key());
            try {
                Files.deleteIfExists(file(language, entry.key()));
            } catch (IOException e) {
                throw new UncheckedIOException(file(language, entry.key()) + " cannot be removed", e);
            }
        }
    }

    /// Writes the manifest of a language, whole or not at all.
    public void save(Language language) {
        StringBuilder yaml = new StringBuilder("# What is recorded in this language. Written by ./linja prompts; edit"
                + " dialect and reviewer by hand.\nrecordings:\n");
        all(language).stream().sorted((a, b) -> a.key().compareTo(b.key())).forEach(entry -> yaml.append(line(entry)));
        Path manifest = manifest(language);
        Path fresh = manifest.resolveSibling(MANIFEST + ".new");
        try {
            Files.createDirectories(manifest.getParent());
            Files.writeString(fresh, yaml, StandardCharsets.UTF_8);
            Files.move(fresh, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(manifest + " cannot be written", e);
        }
    }

    private static String line(Recorded entry) {
        return "  - { key: " + entry.key() + ", version: " + entry.version() + ", source: "
                + entry.source().name().toLowerCase(java.util.Locale.ROOT)
                + ", placeholder: " + (entry.placeholder() ? "yes" : "no")
                + ", dialect: " + quoted(entry.dialect())
                + ", reviewer: " + quoted(entry.reviewer())
                + ", text: " + quoted(entry.text()) + " }\n";
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    private Path manifest(Language language) {
        return folder.resolve(language.code()).resolve(MANIFEST);
    }
}
