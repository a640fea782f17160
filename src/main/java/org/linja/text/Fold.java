package org.linja.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The comparable form of what people type: small letters a–z and digits, words parted by one blank.
///
/// The steps are those of the domain notes §2: NFKC, small letters, Serbian Cyrillic to Latin, đ to dj, marks stripped,
/// punctuation parts words unless single letters are being spelt out, a letter typed three times or more counts once.
/// Invisible characters vanish, and an apostrophe inside a word does too (`m'ndihmo` is `mndihmo`).
public final class Fold {
    /// One lost letter: gateways turn a letter that they do not know into `?` (`ndihm?`).
    static final char LOST = '?';

    private static final int TABLE = 0x530;
    private static final String[] FOLDED = new String[TABLE];
    private static final String BLANK = " ";
    private static final int SOS_SIGN = 0x1F198;

    static {
        for (char c = 0; c < TABLE; c++) {
            FOLDED[c] = folded(c);
        }
    }

    private Fold() {}

    /// One word of a text.
    ///
    /// @param word letters and digits; [#LOST] stands for a lost letter where lost letters were asked for
    /// @param lostEnd whether its last character may be a lost letter or a question mark
    /// @param amount whether it is a number that belongs to a longer one: a date, a sum of money, a phone number
    /// @param spelt whether it was put together from single letters
    record Token(String word, boolean lostEnd, boolean amount, boolean spelt) {
        boolean number() {
            return digit(word.charAt(0)) && digit(word.charAt(word.length() - 1)) && digits(word);
        }

        private static boolean digits(String word) {
            for (int i = 1; i < word.length() - 1; i++) {
                if (!digit(word.charAt(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /// How doubtful characters are taken.
    enum Doubt {
        /// `?` is punctuation, and Cyrillic letters sound as they do.
        NONE,
        /// `?` beside a letter is a letter that got lost.
        LOST,
        /// In a word of mixed script a Cyrillic letter is the Latin one that it looks like.
        LOOKS
    }

    /// The comparable form: two texts that differ only in case, marks, script or punctuation have the same one.
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 4);
        for (Token token : tokens(text, Doubt.NONE)) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(token.word());
        }
        return out.toString();
    }

    /// Whether a text may hold lost letters.
    static boolean doubtful(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lost(text.charAt(i)) && (letterAt(text, i - 1) || letterAt(text, i + 1))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a word of the text holds both Latin and Cyrillic letters.
    static boolean mixed(String text) {
        boolean cyrillic = false;
        boolean latin = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                cyrillic = false;
                latin = false;
            } else if (Cyrillic.is(c)) {
                cyrillic = true;
            } else {
                latin = true;
            }
            if (cyrillic && latin) {
                return true;
            }
        }
        return false;
    }

    static List<Token> tokens(String raw, Doubt doubt) {
        String text = known(raw) ? raw : Normalizer.normalize(raw, Normalizer.Form.NFKC);
        List<Token> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == 'S' && loud(text, i) || i >= 3 && text.charAt(i - 1) == 'S' && loud(text, i - 3)) {
                add(word, text, start, i, tokens);
            }
            if (doubt == Doubt.LOST && lost(c) && (letterAt(text, i - 1) || letterAt(text, i + 1))) {
                start = word.isEmpty() ? i : start;
                word.append(LOST);
                continue;
            }
            String folded = c < TABLE ? FOLDED[c] : folded(c);
            if (folded == BLANK && !(elision(c) && letterAt(text, i - 1) && letterAt(text, i + 1))) {
                add(word, text, start, i, tokens);
                if (c == SOS_SIGN) {
                    tokens.add(new Token("sos", false, false, true));
                }
            } else if (folded != BLANK) {
                start = word.isEmpty() ? i : start;
                word.append(doubt == Doubt.LOOKS ? looks(text, i, folded) : folded);
            }
        }
        add(word, text, start, text.length(), tokens);
        return Spelling.joined(tokens);
    }

    /// Whether `SOS` stands there in capitals, between small letters: `SOSmorom`, `ejaSOS`. It is a word by itself.
    private static boolean loud(String text, int i) {
        return text.startsWith("SOS", i)
                && !(i > 0 && Character.isUpperCase(text.charAt(i - 1)))
                && !(i + 3 < text.length() && Character.isUpperCase(text.charAt(i + 3)));
    }

    private static void add(StringBuilder word, String text, int start, int end, List<Token> tokens) {
        boolean lostEnd = false;
        if (word.length() > 1 && word.charAt(word.length() - 1) == LOST) {
            lostEnd = true;
        }
        if (word.isEmpty() || word.length() == 1 && word.charAt(0) == LOST) {
            word.setLength(0);
            return;
        }
        String folded = Spelling.squeezed(word);
        boolean amount = digit(folded.charAt(0)) && partOfNumber(text, start, end);
        tokens.add(new Token(folded, lostEnd, amount, false));
        word.setLength(0);
    }

    /// `19.2.`, `192,50`, `+383…`, `112%`: a digit on the other side of a mark that numbers are written with.
    private static boolean partOfNumber(String text, int start, int end) {
        char left = start > 0 ? text.charAt(start - 1) : ' ';
        char right = end < text.length() ? text.charAt(end) : ' ';
        return "+#€$".indexOf(left) >= 0
                || "%€$".indexOf(right) >= 0
                || numberMark(left) && start > 1 && digit(text.charAt(start - 2))
                || numberMark(right) && end + 1 < text.length() && digit(text.charAt(end + 1));
    }

    private static boolean numberMark(char c) {
        return ".,:/-".indexOf(c) >= 0;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean lost(int c) {
        return c == '?' || c == '\uFFFD' || c == '¿';
    }

    private static boolean elision(int c) {
        return c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == '`' || c == '´' || c == '′';
    }

    private static boolean letterAt(String text, int i) {
        return i >= 0 && i < text.length() && Character.isLetter(text.charAt(i));
    }

    /// Whether the single tables do for the text, without normalising it first.
    private static boolean known(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TABLE && !(c >= 0x2000 && c < 0x2070) && c != '€' && !Character.isSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && text.codePointAt(i) < 0x1F170) {
                return false;
            }
        }
        return true;
    }

    private static String looks(String text, int i, String folded) {
        int from = i;
        int to = i;
        while (letterAt(text, from - 1)) {
            from--;
        }
        while (letterAt(text, to)) {
            to++;
        }
        if (!mixed(text.substring(from, to))) {
            return folded;
        }
        int at = "расеохувнтмксј".indexOf(Character.toLowerCase(text.charAt(i)));
        return at < 0 ? folded : "paceoxybhtmkcj".substring(at, at + 1);
    }

    /// The folded form of one character: a blank for what parts words, nothing for what is invisible.
    private static String folded(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT || type == Character.ENCLOSING_MARK) {
            return "";
        }
        if (!Character.isLetterOrDigit(c)) {
            return BLANK;
        }
        String small = Character.toString(c).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < small.length(); i++) {
            char letter = small.charAt(i);
            String latin = Cyrillic.is(letter) ? Cyrillic.latin(letter) : small.substring(i, i + 1);
            for (char plain :
                    Normalizer.normalize(bare(latin), Normalizer.Form.NFKD).toCharArray()) {
                if (Character.isLetterOrDigit(plain)) {
                    out.append(plain);
                }
            }
        }
        return out.toString();
    }

    /// Letters that hold no mark to strip.
    private static String bare(String latin) {
        return switch (latin) {
            case "đ" -> "dj";
            case "ð" -> "d";
            case "ı" -> "i";
            case "ł" -> "l";
            case "ø" -> "o";
            case "ß" -> "ss";
            case "æ" -> "ae";
            case "þ" -> "th";
            default -> latin;
        };
    }
}
