package org.linja.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Several forms written as one line: `hvala [vam|ti] (na|za) pomoći`. Square brackets hold what may be there, round
/// ones what must be; `|` parts the choices. A star is any one word.
final class Pattern {
    /// What stands in a form for any one word; no text folds to it.
    static final String ANY = "*";

    private static final int MOST = 3000;

    private Pattern() {}

    /// @return the folded forms; empty when the brackets do not match or there are too many forms
    static List<String> forms(String line) {
        List<String> forms = List.of("");
        int at = 0;
        while (at < line.length()) {
            int open = next(line, at);
            if (open < 0) {
                forms = product(forms, List.of(line.substring(at)));
                break;
            }
            int close = line.indexOf(line.charAt(open) == '[' ? ']' : ')', open);
            if (close < 0) {
                return List.of();
            }
            List<String> choices =
                    new ArrayList<>(List.of(line.substring(open + 1, close).split("\\|")));
            if (line.charAt(open) == '[') {
                choices.add("");
            }
            forms = product(product(forms, List.of(line.substring(at, open))), choices);
            if (forms.size() > MOST) {
                return List.of();
            }
            at = close + 1;
        }
        Set<String> folded = new LinkedHashSet<>();
        for (String form : forms) {
            String fold = fold(form);
            if (!fold.isEmpty()) {
                folded.add(fold);
            }
        }
        return List.copyOf(folded);
    }

    private static String fold(String form) {
        if (!form.contains(ANY)) {
            return Fold.of(form);
        }
        List<String> words = new ArrayList<>();
        for (String word : form.trim().split("\\s+")) {
            words.add(word.equals(ANY) ? ANY : Fold.of(word));
        }
        return String.join(" ", words);
    }

    /// Whether the line is one form, without choices.
    static boolean plain(String line) {
        return next(line, 0) < 0;
    }

    private static int next(String line, int from) {
        int square = line.indexOf('[', from);
        int round = line.indexOf('(', from);
        return square < 0 || round >= 0 && round < square ? round : square;
    }

    private static List<String> product(List<String> heads, List<String> tails) {
        List<String> all = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                all.add(head + tail);
            }
        }
        return all;
    }
}
