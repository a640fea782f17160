package org.linja.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One message of Asterisk's manager interface: lines `Name: value`, then an empty one. Its [#toString] shows neither:
/// both may hold numbers.
///
/// @param fields in the order written; names in small letters, and all values of a name that comes more than once
record AmiMessage(Map<String, List<String>> fields) {
    private static final int LONGEST = 64_000;

    /// Reads the next one.
    ///
    /// @return empty at the end of the stream
    /// @throws IOException when the connection fails, or what comes is no such message
    static Optional<AmiMessage> read(BufferedReader in) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int size = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            size += line.length();
            if (size > LONGEST) {
                throw new IOException("a message without an end");
            }
            if (line.isEmpty()) {
                if (fields.isEmpty()) {
                    continue;
                }
                return Optional.of(new AmiMessage(fields));
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return Optional.empty();
    }

    /// The value of a field, or an empty text.
    String get(String name) {
        List<String> values = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// A variable of the channel that the message is about (`ChanVariable: NAME=value`), or an empty text.
    String variable(String name) {
        return fields.getOrDefault("chanvariable", List.of()).stream()
                .filter(v -> v.startsWith(name + "="))
                .map(v -> v.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /// Whether it answers an action. Some events have a field of that name, too.
    boolean response() {
        return fields.containsKey("response") && !fields.containsKey("event");
    }

    /// Whether the action was done.
    boolean success() {
        return get("response").equalsIgnoreCase("success");
    }

    /// Writes an action.
    ///
    /// @throws IllegalArgumentException when a value holds a line break: it would be read as another field
    static String write(String action, String id, Map<String, ?> fields) {
        StringBuilder written = new StringBuilder(160);
        line(written, "Action", action);
        line(written, "ActionID", id);
        fields.forEach((name, value) -> {
            if (value instanceof List<?> many) {
                many.forEach(one -> line(written, name, one.toString()));
            } else {
                line(written, name, value.toString());
            }
        });
        return written.append("\r\n").toString();
    }

    private static void line(StringBuilder written, String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a line break in the field " + name);
        }
        written.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public String toString() {
        return "AmiMessage[" + fields.size() + " fields]";
    }
}
