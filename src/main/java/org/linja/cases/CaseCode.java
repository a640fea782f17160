package org.linja.cases;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The four characters (six at the most) by which people name a case: `4F7K`.
///
/// Read out on a bad line or typed on twelve keys, it must not be taken for another or for a word: no character that
/// looks or sounds like another (0 O, 1 I L, 2 Z, 5 S, 8 B, M N, U V), no vowels, no digit with which counsellors
/// answer (1, 2, 3), and always both digits and letters, so that it is neither a number nor a keyword of any language.
public final class CaseCode {
    private static final String DIGITS = "4679";
    private static final String LETTERS = "CDFGHJKMPQRTVWX";
    private static final int SHORTEST = 4;
    private static final int LONGEST = 6;
    private static final int FEW = 4_000;
    private static final int MANY = 100_000;

    private CaseCode() {}

    /// A fresh code; 79,440 of four characters exist, and thirty times as many with each character more. The store
    /// refuses one that is in use.
    ///
    /// @param inUse how many codes are in use: while one in twenty would be refused, codes are a character longer
    /// @param collisions how many were refused before it: after two of them codes grow by a character
    public static String random(RandomGenerator random, long inUse, int collisions) {
        String all = DIGITS + LETTERS;
        int crowd = inUse < FEW ? 0 : inUse < MANY ? 1 : 2;
        int length = Math.min(LONGEST, SHORTEST + crowd + collisions / 2);
        while (true) {
            StringBuilder code = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                code.append(all.charAt(random.nextInt(all.length())));
            }
            if (mixed(code)) {
                return code.toString();
            }
        }
    }

    /// Reads a code as someone typed it: any case, with spaces or dots around.
    ///
    /// @return empty when it is no code
    public static Optional<String> read(String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        boolean known = code.length() >= SHORTEST
                && code.length() <= LONGEST
                && code.chars().allMatch(c -> DIGITS.indexOf(c) >= 0 || LETTERS.indexOf(c) >= 0)
                && mixed(code);
        return known ? Optional.of(code) : Optional.empty();
    }

    private static boolean mixed(CharSequence code) {
        return code.chars().anyMatch(c -> DIGITS.indexOf(c) >= 0)
                && code.chars().anyMatch(c -> LETTERS.indexOf(c) >= 0);
    }
}
