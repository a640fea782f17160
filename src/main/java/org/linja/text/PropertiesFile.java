package org.linja.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.config.Place;
import org.linja.config.Problems;

/// Reads a UTF-8 `.properties` file with the comments above each key and the exact place of everything.
///
/// The form is that of `java.util.Properties`: `key = value`, a backslash at the end of a line goes on,
/// escapes for line feed, tab, backslash, `: = # !` and four hexadecimal digits. Any other escape, a key
/// given twice and a line without a key are problems, not silently something else.
final class PropertiesFile {

    /// @param value unescaped
    /// @param comments the comment lines right above, without `#`
    /// @param place of the key
    record Entry(String key, String value, List<String> comments, Place place) {}

    private final String name;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> head = new ArrayList<>();

    private PropertiesFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    static PropertiesFile read(Path file, Problems problems) {
        String content = "";
        try {
            content = Files.readString(file);
        } catch (CharacterCodingException e) {
            problems.add(Place.start(file.toString()), "is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            problems.add(
                    Place.start(file.toString()),
                    "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        return parse(file.toString(), content, problems);
    }

    static PropertiesFile parse(String name, String content, Problems problems) {
        PropertiesFile file = new PropertiesFile(name, problems);
        file.parse(content);
        return file;
    }

    /// In the order written.
    Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /// The comment lines at the top, up to the first empty line; they speak of the whole file.
    List<String> head() {
        return List.copyOf(head);
    }

    String name() {
        return name;
    }

    private void parse(String content) {
        List<String> comments = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
            String bare = line.strip();
            if (bare.isEmpty()) {
                if (head.isEmpty() && entries.isEmpty()) {
                    head.addAll(comments);
                }
                comments.clear();
            } else if (bare.charAt(0) == '#' || bare.charAt(0) == '!') {
                comments.add(bare.substring(1).strip());
            } else {
                int first = i;
                StringBuilder logical = new StringBuilder(line);
                while (continues(logical) && i + 1 < lines.size()) {
                    logical.setLength(logical.length() - 1);
                    logical.append(lines.get(++i).stripLeading());
                }
                if (continues(logical)) {
                    logical.setLength(logical.length() - 1);
                    problems.add(new Place(name, i + 1, line.length()), "the last line ends in '\\': nothing follows");
                }
                entry(logical.toString(), first + 1, List.copyOf(comments));
                comments.clear();
            }
        }
    }

    private static boolean continues(CharSequence line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void entry(String line, int number, List<String> comments) {
        int from = line.length() - line.stripLeading().length();
        int end = from;
        while (end < line.length() && " \t=:".indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, line.length());
        int value = end;
        while (value < line.length() && " \t".indexOf(line.charAt(value)) >= 0) {
            value++;
        }
        Place place = new Place(name, number, from + 1);
        if (value >= line.length() || "=:".indexOf(line.charAt(value)) < 0) {
            problems.add(place, "has no '=': write 'key = text', and a '\\' at the end of a line that goes on");
            return;
        }
        value++;
        while (value < line.length() && " \t".indexOf(line.charAt(value)) >= 0) {
            value++;
        }
        String key = unescape(line, from, end, number);
        Entry before =
                entries.putIfAbsent(key, new Entry(key, unescape(line, value, line.length(), number), comments, place));
        if (before != null) {
            problems.add(
                    place,
                    key + " is given twice, first in line " + before.place().line());
        }
    }

    private String unescape(String line, int from, int to, int number) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c != '\\' || i + 1 >= to) {
                plain.append(c);
                continue;
            }
            char escaped = line.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case '\\', ':', '=', '#', '!', ' ' -> plain.append(escaped);
                case 'u' -> {
                    int code = hex(line, i + 1, to);
                    if (code < 0) {
                        problems.add(new Place(name, number, i), "the escape u needs four hexadecimal digits");
                    } else {
                        plain.append((char) code);
                        i += 4;
                    }
                }
                default ->
                    problems.add(
                            new Place(name, number, i),
                            "'\\" + escaped + "' is no escape; use \\n, \\t or \\\\, or the letter itself");
            }
        }
        return plain.toString();
    }

    private static int hex(String line, int from, int to) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < to ? Character.digit(line.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
