package org.linja.text;

import java.util.ArrayList;
import java.util.List;
import org.linja.text.Fold.Token;

/// Ways in which the same word is spelt by different hands.
final class Spelling {
    private Spelling() {}

    /// A character typed three times or more counts once; numbers stay as they are.
    static String squeezed(CharSequence word) {
        StringBuilder out = new StringBuilder(word.length());
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i);
            int run = i;
            while (run < word.length() && word.charAt(run) == c) {
                run++;
            }
            int keep = run - i >= 3 && c != Fold.LOST && !Fold.digit(c) ? 1 : run - i;
            for (int k = 0; k < keep; k++) {
                out.append(c);
            }
            i = run;
        }
        return out.toString();
    }

    /// Every letter once where it stands twice: `rreh` and `reh`, `soos` and `sos` are the same then.
    static String single(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1)) {
                StringBuilder out = new StringBuilder(word.length()).append(word.charAt(0));
                for (int k = 1; k < word.length(); k++) {
                    if (word.charAt(k) != word.charAt(k - 1)) {
                        out.append(word.charAt(k));
                    }
                }
                return out.toString();
            }
        }
        return word;
    }

    /// How the word sounds: one sign for what sh, zh, ch, tj, q, dz, dj, gj, xh and their like are written for,
    /// after the spellings of Albanian, Serbian and the three of Kosovo Romani. Short words keep their letters, for
    /// they would meet each other.
    static String sound(String word) {
        if (word.length() < 5) {
            return single(word);
        }
        StringBuilder out = new StringBuilder(word.length());
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i++);
            char next = i < word.length() ? word.charAt(i) : ' ';
            char sign = switch (c) {
                case 'q' -> 'c';
                case 't' -> next == 's' || next == 'j' ? 'c' : 't';
                case 'x' -> next == 'h' ? 'd' : 'x';
                case 'g' -> next == 'j' ? 'd' : 'g';
                case 'w' -> 'v';
                case 'y' -> 'j';
                default -> c;
            };
            out.append(sign);
            if (second(c, next)) {
                i++;
                if (c == 'd' && i < word.length() && word.charAt(i) == 'h') {
                    i++;
                }
            }
        }
        return single(out.toString());
    }

    /// Whether the two letters are written for one sound.
    private static boolean second(char c, char next) {
        return switch (c) {
            case 's', 'z', 'k', 'p', 'x', 'q' -> next == 'h';
            case 'c' -> next == 'h';
            case 't' -> next == 'h' || next == 's' || next == 'j';
            case 'd' -> next == 'j' || next == 'z' || next == 'x';
            case 'g' -> next == 'j';
            default -> false;
        };
    }

    /// The word with the letters that its digits stand for, or the word itself: `p0m0c`, `50s` has too few letters.
    static String lettered(String word) {
        int digits = 0;
        for (int i = 0; i < word.length(); i++) {
            digits += Fold.digit(word.charAt(i)) ? 1 : 0;
        }
        if (digits == 0 || digits * 2 > word.length()) {
            return word;
        }
        StringBuilder out = new StringBuilder(word);
        for (int i = 0; i < out.length(); i++) {
            int at = "0134567".indexOf(out.charAt(i));
            if (at >= 0) {
                out.setCharAt(i, "oieasgt".charAt(at));
            }
        }
        return out.toString();
    }

    /// Joins three or more single letters that follow each other: `S.O.S`, `s o s`, `p-o-m-o-c`, `s.0.s`.
    static List<Token> joined(List<Token> tokens) {
        int run = 0;
        boolean any = false;
        for (Token token : tokens) {
            run = token.word().length() == 1 ? run + 1 : 0;
            any |= run >= 3;
        }
        if (!any) {
            return tokens;
        }
        List<Token> out = new ArrayList<>(tokens.size());
        int i = 0;
        while (i < tokens.size()) {
            int end = i;
            int letters = 0;
            StringBuilder word = new StringBuilder();
            while (end < tokens.size() && tokens.get(end).word().length() == 1) {
                char c = tokens.get(end++).word().charAt(0);
                letters += Character.isLetter(c) ? 1 : 0;
                word.append(c);
            }
            if (end - i >= 3 && letters * 2 > end - i) {
                out.add(new Token(squeezed(word), false, false, true));
            } else {
                end = Math.max(end, i + 1);
                out.addAll(tokens.subList(i, end));
            }
            i = end;
        }
        return out;
    }
}
