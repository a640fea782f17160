package org.linja.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One part of a YAML file with its place: a mapping, a list or a value, or one that is not there.
///
/// Values come as they are written: `no`, `0123`, `+383…`, `1e3`, `~` are those very strings until someone asks for a
/// number or a yes. Whatever cannot be read becomes a problem, and a usable stand-in is given back, so that one
/// reading finds every problem. The problems never repeat a secret, nor any value that looks like a number of a phone.
public final class Doc {
    /// What all parts of one file share.
    private record Origin(String file, Problems problems, Secrets secrets) {}

    private final Origin origin;
    /// The part that would hold this one, for "is missing in …".
    private final String owner;

    /// `'port'`, or `an item of 'people'`.
    private final String name;

    private final Place place;
    private final @Nullable Node node;
    private final Map<String, Doc> children = new LinkedHashMap<>();
    private final List<Doc> items = new ArrayList<>();
    private boolean misshapen;

    private Doc(Origin origin, String owner, String name, Place place, @Nullable Node node) {
        this.origin = origin;
        this.owner = owner;
        this.name = name;
        this.place = place;
        this.node = node;
    }

    /// Reads a file. Whatever is wrong with it is told once, and all that is asked of it later is silently absent.
    public static Doc read(Path file, Problems problems) {
        String text = Source.read(file, problems);
        Path parent = file.getParent();
        Path folder = parent == null ? Path.of("") : parent;
        return root(file.toString(), text, folder, System.getenv(), problems);
    }

    /// Reads a text as if it stood in a file of that name.
    public static Doc parse(String fileName, String yaml, Problems problems) {
        return parse(fileName, yaml, System.getenv(), problems);
    }

    static Doc parse(String fileName, String yaml, Map<String, String> environment, Problems problems) {
        Path folder = Path.of("");
        try {
            Path parent = Path.of(fileName).getParent();
            folder = parent == null ? folder : parent;
        } catch (InvalidPathException e) {
            problems.add(Place.start("?"), "the name of this file cannot be used");
        }
        return root(fileName, Source.checked(fileName, yaml, problems), folder, environment, problems);
    }

    private static Doc root(
            String file, @Nullable String text, Path folder, Map<String, String> environment, Problems problems) {
        Place start = Place.start(file);
        Node node = text == null ? new Node.Unreadable(start) : Yaml.read(file, text, problems);
        return new Doc(
                new Origin(file, problems, new Secrets(folder, environment, problems)), "", "this file", start, node);
    }

    /// Where it stands: a value's own first character; the key of a mapping or list that follows its key; the
    /// parent's place when it is missing.
    public Place place() {
        return place;
    }

    /// Where to tell what is wrong.
    public Problems problems() {
        return origin.problems;
    }

    /// Whether it is written in the file, be it wrong or empty.
    public boolean present() {
        return node != null;
    }

    /// The part under a key of this mapping; the key counts as known from now on ([#done]).
    public Doc at(String key) {
        Doc known = children.get(key);
        if (known != null) {
            return known;
        }
        Node.Field field = fields().get(key);
        Doc child = field == null
                ? missing(key)
                : new Doc(origin, name, "'" + Shown.key(key) + "'", placeOf(field), field.value());
        children.put(key, child);
        return child;
    }

    /// The text as written, which must be there (it may be `''`).
    public String string() {
        return value(Wanted.TEXT).orElse("");
    }

    /// The text as written, or the fallback when the key is not there.
    public String string(String fallback) {
        return absent() ? fallback : value(Wanted.TEXT).orElse(fallback);
    }

    /// A whole number in decimal digits.
    public int integer(int min, int max) {
        return asked(Wanted.integer(min, max), min);
    }

    /// A whole number in decimal digits, or the fallback when the key is not there.
    public int integer(int min, int max, int fallback) {
        return absent() ? fallback : asked(Wanted.integer(min, max), fallback);
    }

    /// A number such as `2` or `0.25`, or the fallback when the key is not there.
    public double decimal(double min, double max, double fallback) {
        return absent() ? fallback : asked(Wanted.decimal(min, max), fallback);
    }

    /// `yes` or `true`, `no` or `false`; the fallback when the key is not there.
    public boolean yes(boolean fallback) {
        return absent() ? fallback : asked(Wanted.yes(), fallback);
    }

    /// A time span: `500ms`, `30s`, `10m`, `2h`, `7d`, up to ten years.
    public Duration duration() {
        return asked(Wanted.duration(), Duration.ZERO);
    }

    /// A time span, or the fallback when the key is not there.
    public Duration duration(Duration fallback) {
        return absent() ? fallback : asked(Wanted.duration(), fallback);
    }

    /// A time span within bounds, or the fallback when the key is not there.
    public Duration duration(Duration min, Duration max, Duration fallback) {
        return absent() ? fallback : asked(Wanted.duration(min, max), fallback);
    }

    /// One of the constants, written in lower case with `-` for `_`: `WHEN_CHEAPER` is `when-cheaper`.
    public <E extends Enum<E>> E oneOf(Class<E> choices) {
        return asked(Wanted.oneOf(choices), choices.getEnumConstants()[0]);
    }

    /// One of the constants, or the fallback when the key is not there.
    public <E extends Enum<E>> E oneOf(Class<E> choices, E fallback) {
        return absent() ? fallback : asked(Wanted.oneOf(choices), fallback);
    }

    /// A password or a key, given as `${env:NAME}` or `${file:path}` or as part of a longer text, or written out.
    /// The path begins at the folder of this file; space at the file's end does not count. The value never reaches
    /// a problem.
    public String secret() {
        return written(Wanted.TEXT)
                .map(written -> origin.secrets.resolve(written, place))
                .orElse("");
    }

    /// A secret, or the fallback when the key is not there.
    public String secret(String fallback) {
        return absent() ? fallback : secret();
    }

    /// The items of a list; none when it is missing, empty or no list.
    public List<Doc> list() {
        if (node instanceof Node.Items written && items.isEmpty()) {
            for (Node item : written.nodes()) {
                items.add(new Doc(origin, name, "an item of " + name, item.place(), item));
            }
        } else if (node instanceof Node.Fields || node instanceof Node.Scalar scalar && !scalar.empty()) {
            misshapen("must be a list (lines that begin with '- '), not " + Shown.kind(node));
        }
        return List.copyOf(items);
    }

    /// The parts of a mapping with their keys, in the order written; every key counts as known.
    public Map<String, Doc> entries() {
        Map<String, Doc> entries = new LinkedHashMap<>();
        fields().keySet().forEach(key -> entries.put(key, at(key)));
        return entries;
    }

    /// Ends the reading of this part: each key in it and below that nobody asked for is a problem.
    public void done() {
        if (misshapen) {
            return;
        }
        if (node instanceof Node.Fields written) {
            written.fields().forEach((key, field) -> {
                if (!children.containsKey(key)) {
                    origin.problems.add(
                            field.key(),
                            "'" + Shown.key(key) + "' is not known here" + Problems.nearest(key, children.keySet()));
                }
            });
        }
        children.values().forEach(Doc::done);
        items.forEach(Doc::done);
    }

    /// Its place; never what it holds.
    @Override
    public String toString() {
        return place.toString();
    }

    private Map<String, Node.Field> fields() {
        if (node instanceof Node.Fields written) {
            return written.fields();
        }
        if (node instanceof Node.Items || node instanceof Node.Scalar scalar && !scalar.empty()) {
            misshapen("must be a mapping (lines of 'key: value'), not " + Shown.kind(node));
        }
        return Map.of();
    }

    private Doc missing(String key) {
        boolean told = node != null && !(node instanceof Node.Fields) && !(node instanceof Node.Scalar s && s.empty());
        if (told) {
            return new Doc(origin, name, "'" + key + "'", place, new Node.Unreadable(place));
        }
        return node == null && !owner.isEmpty()
                ? new Doc(origin, owner, name.substring(0, name.length() - 1) + "." + key + "'", place, null)
                : new Doc(origin, name, "'" + key + "'", place, null);
    }

    private static Place placeOf(Node.Field field) {
        return field.value().block() ? field.key() : field.value().place();
    }

    /// Nothing is written, so that a fallback is right.
    private boolean absent() {
        return node == null || node instanceof Node.Unreadable;
    }

    private <T> T asked(Wanted<T> wanted, T fallback) {
        Optional<String> written = value(wanted.words());
        Optional<T> read = written.flatMap(wanted.reading());
        if (written.isPresent() && read.isEmpty()) {
            refuse(wanted.refusal().apply(written.get()));
        }
        return read.orElse(fallback);
    }

    /// A value that asks for no secret; empty when there is none, and told why.
    private Optional<String> value(String wanted) {
        Optional<String> written = written(wanted);
        if (written.filter(Secrets::asked).isEmpty()) {
            return written;
        }
        refuse("cannot be ${env:…} or ${file:…}, which are read for passwords and keys only; write the value itself");
        return Optional.empty();
    }

    private Optional<String> written(String wanted) {
        return switch (node) {
            case null -> {
                refuse("is missing" + (owner.isEmpty() ? "" : " in " + owner) + "; it must be " + wanted);
                yield Optional.empty();
            }
            case Node.Scalar scalar -> {
                if (!scalar.empty()) {
                    yield Optional.of(scalar.value());
                }
                refuse("has no value; it must be " + wanted
                        + (wanted.equals(Wanted.TEXT) ? " ('' for an empty one)" : ""));
                yield Optional.empty();
            }
            case Node.Items items -> {
                misshapen("must be " + wanted + ", not a list");
                yield Optional.empty();
            }
            case Node.Fields fields -> {
                misshapen("must be " + wanted + ", not a mapping");
                yield Optional.empty();
            }
            case Node.Unreadable unreadable -> Optional.empty();
        };
    }

    /// What stands in a part of the wrong shape is not worth a problem of its own.
    private void misshapen(String why) {
        misshapen = true;
        refuse(why);
    }

    private void refuse(String why) {
        origin.problems.add(place, name + " " + why);
    }
}
