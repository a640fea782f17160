package org.linja.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A text with places for values: `We will call you at {time}.`
///
/// A name is letters, digits, `-` and `_`. A brace that opens no such name is a letter like any other.
public final class Template {
    private final String whole;
    private final List<String> literals = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Template(String whole) {
        this.whole = whole;
        int from = 0;
        int open = whole.indexOf('{');
        while (open >= 0) {
            int close = whole.indexOf('}', open);
            if (close > open + 1 && isName(whole, open + 1, close)) {
                literals.add(whole.substring(from, open));
                names.add(whole.substring(open + 1, close));
                from = close + 1;
                open = whole.indexOf('{', from);
            } else {
                open = whole.indexOf('{', open + 1);
            }
        }
        literals.add(whole.substring(from));
    }

    /// Reads a template.
    public static Template of(String text) {
        return new Template(text);
    }

    /// The text with its values; a name without a value leaves nothing behind.
    public String fill(Map<String, String> values) {
        if (names.isEmpty()) {
            return whole;
        }
        StringBuilder filled = new StringBuilder(whole.length() + 32);
        for (int i = 0; i < names.size(); i++) {
            filled.append(literals.get(i)).append(values.getOrDefault(names.get(i), ""));
        }
        return filled.append(literals.getLast()).toString();
    }

    /// The names it has places for.
    public Set<String> names() {
        return new LinkedHashSet<>(names);
    }

    /// What stands between the places.
    String literals() {
        return String.join("", literals);
    }

    /// The text as written.
    @Override
    public String toString() {
        return whole;
    }

    private static boolean isName(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
