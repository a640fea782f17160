package org.linja.text;

/// Typing errors between two words: letters missing, added, replaced, or two neighbours swapped. A lost letter
/// ([Fold#LOST]) in the typed word fits any one letter for nothing.
final class Distance {
    /// More errors than any budget.
    static final int FAR = 99;

    private static final int LONGEST = 64;

    private Distance() {}

    /// How many errors are allowed for a word of that many letters: none up to 4, one for 5 to 7, two from 8 on
    /// (domain notes §2).
    static int budget(int length) {
        if (length <= 4) {
            return 0;
        }
        return length <= 7 ? 1 : 2;
    }

    /// The letters of a word as a set, to rule out most pairs with two instructions.
    static int letters(String word) {
        int set = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            set |= c >= 'a' && c <= 'z' ? 1 << (c - 'a') : 1 << 26;
        }
        return set;
    }

    /// Whether two words with these letters have more errors between them than `most`, told by their letters alone.
    static boolean apart(int letters, int others, int most) {
        return Integer.bitCount(letters & ~others) > most || Integer.bitCount(others & ~letters) > most;
    }

    /// @return the number of errors, or [#FAR] when there are more than `most`
    static int of(String typed, String word, int most) {
        int n = typed.length();
        int m = word.length();
        if (Math.abs(n - m) > most || n > LONGEST || m > LONGEST) {
            return FAR;
        }
        int[] before = new int[m + 1];
        int[] above = new int[m + 1];
        int[] row = new int[m + 1];
        for (int j = 0; j <= m; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            int best = i;
            char c = typed.charAt(i - 1);
            for (int j = 1; j <= m; j++) {
                char w = word.charAt(j - 1);
                int cost = c == w || c == Fold.LOST ? 0 : 1;
                int errors = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && c == word.charAt(j - 2) && typed.charAt(i - 2) == w) {
                    errors = Math.min(errors, before[j - 2] + 1);
                }
                row[j] = errors;
                best = Math.min(best, errors);
            }
            if (best > most) {
                return FAR;
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[m] <= most ? above[m] : FAR;
    }
}
