package org.linja.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One atomic change or question: the Lua file `/org/linja/redis/<name>.lua` and the shape of its answer.
///
/// A store holds its scripts in constants. The file's head says what KEYS and ARGV are, in what units, and what is
/// returned; all KEYS of one call carry the same partition tag.
///
/// @param <T> what the answer is read as
public final class Script<T> {
    private final String name;
    private final String source;
    private final String sha;
    private final ScriptOutputType type;
    private final Function<@Nullable Object, T> reading;

    private Script(String name, String source, ScriptOutputType type, Function<@Nullable Object, T> reading) {
        this.name = name;
        this.source = source;
        this.sha = Digests.sha1(source.getBytes(StandardCharsets.UTF_8));
        this.type = type;
        this.reading = reading;
    }

    /// A script that returns a whole number.
    public static Script<Long> number(String name) {
        return of(name, ScriptOutputType.INTEGER, Replies::number);
    }

    /// A script that returns 1 or 0.
    public static Script<Boolean> yes(String name) {
        return of(name, ScriptOutputType.INTEGER, reply -> Replies.number(reply) != 0);
    }

    /// A script that returns a string of bytes, or `false` for none.
    public static Script<Optional<byte[]>> bytes(String name) {
        return of(name, ScriptOutputType.VALUE, reply -> Optional.ofNullable((byte[]) reply));
    }

    /// A script that returns a flat table. Numbers come as their decimal digits, `false` as no bytes.
    public static Script<List<byte[]>> list(String name) {
        return of(name, ScriptOutputType.MULTI, Replies::row);
    }

    /// A script that returns a table of flat tables, each read as by [#list].
    public static Script<List<List<byte[]>>> rows(String name) {
        return of(name, ScriptOutputType.MULTI, Replies::rows);
    }

    /// A script whose answer is read by the store itself from a table: `byte[]` for strings, `Long` for numbers,
    /// `List` for tables, null for `false`.
    public static <T> Script<T> table(String name, Function<List<@Nullable Object>, T> reading) {
        return of(name, ScriptOutputType.MULTI, reply -> reading.apply(Replies.items(reply)));
    }

    private static <T> Script<T> of(String name, ScriptOutputType type, Function<@Nullable Object, T> reading) {
        return new Script<>(name, load(name), type, reading);
    }

    /// The file's name without `.lua`.
    public String name() {
        return name;
    }

    String source() {
        return source;
    }

    String sha() {
        return sha;
    }

    ScriptOutputType type() {
        return type;
    }

    T read(@Nullable Object reply) {
        return reading.apply(reply);
    }

    private static String load(String name) {
        String place = "/org/linja/redis/" + name + ".lua";
        try (InputStream file = Script.class.getResourceAsStream(place)) {
            if (file == null) {
                throw new IllegalArgumentException("no script " + place + " among the resources");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    /// The answers of scripts in the shapes the stores want.
    private static final class Replies {
        private static final byte[] NONE = {};

        static long number(@Nullable Object reply) {
            if (reply instanceof Long number) {
                return number;
            }
            throw new IllegalStateException("the script returned no number");
        }

        @SuppressWarnings("unchecked")
        static List<@Nullable Object> items(@Nullable Object reply) {
            if (reply instanceof List<?> items) {
                return (List<@Nullable Object>) items;
            }
            throw new IllegalStateException("the script returned no table");
        }

        static List<byte[]> row(@Nullable Object reply) {
            List<@Nullable Object> items = items(reply);
            List<byte[]> row = new ArrayList<>(items.size());
            for (Object item : items) {
                row.add(
                        switch (item) {
                            case null -> NONE;
                            case byte[] bytes -> bytes;
                            case Long number -> Long.toString(number).getBytes(StandardCharsets.US_ASCII);
                            default ->
                                throw new IllegalStateException("the script returned a table within a flat table");
                        });
            }
            return row;
        }

        static List<List<byte[]>> rows(@Nullable Object reply) {
            List<@Nullable Object> items = items(reply);
            List<List<byte[]>> rows = new ArrayList<>(items.size());
            for (Object item : items) {
                rows.add(row(item));
            }
            return rows;
        }
    }
}
