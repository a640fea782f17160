package org.linja.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Everything that is wrong with a configuration, collected from all its files, so that it can be told at once.
///
/// What is added here is read by people and stands in logs: it must hold no secret, number or message text.
public final class Problems {
    private record Finding(Place place, String what) implements Comparable<Finding> {
        @Override
        public int compareTo(Finding other) {
            int order = place.compareTo(other.place);
            return order != 0 ? order : what.compareTo(other.what);
        }

        @Override
        public String toString() {
            return place + ": " + what;
        }
    }

    private static final int LONGEST_WORD = 60;

    private final TreeSet<Finding> errors = new TreeSet<>();
    private final TreeSet<Finding> warnings = new TreeSet<>();

    /// Notes what makes the configuration unusable. The same words about the same place count once.
    ///
    /// @param what what is wrong and what to do about it, without the place
    public void add(Place place, String what) {
        errors.add(new Finding(place, what));
    }

    /// Notes what should be looked at but stops nothing.
    public void warn(Place place, String what) {
        warnings.add(new Finding(place, what));
    }

    /// Whether anything makes the configuration unusable; warnings do not.
    public boolean any() {
        return !errors.isEmpty();
    }

    /// The problems as `file:line:column: what`, sorted by file, line and column.
    public List<String> lines() {
        return errors.stream().map(Finding::toString).toList();
    }

    /// The warnings, in the same form and order.
    public List<String> warnings() {
        return warnings.stream().map(Finding::toString).toList();
    }

    /// Ends the reading when a problem was found.
    ///
    /// @throws Misconfigured with all problems
    public void throwIfAny() {
        if (any()) {
            throw new Misconfigured(lines());
        }
    }

    /// The end of a sentence that helps with a misspelt word: `; did you mean 'timeout'?`, or nothing when no known
    /// word is near. Near is one slip in three letters: a letter too many, missing, wrong, or two swapped
    /// (Damerau-Levenshtein, optimal string alignment); upper and lower case are the same here.
    public static String nearest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST_WORD) {
            return "";
        }
        String best = "";
        int bestSlips = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            int slips = slips(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (slips < bestSlips && slips < candidate.length() && !candidate.equals(word)) {
                best = candidate;
                bestSlips = slips;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    private static int slips(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int wrong = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(wrong, Math.min(last[j], now[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = now;
        }
        return last[b.length()];
    }
}
