package org.linja.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Serbian Cyrillic and Latin, by rule. Latin is the script that is kept; Cyrillic is derived from it.
///
/// From Cyrillic to Latin nothing is lost. Back, `lj`, `nj` and `dž` are one letter except where two parts of a word
/// meet (`injekcija`, `nadživeti`), and a few words that are shown in Latin everywhere stay so: the keywords that she
/// is told to send, and names of medicine.
public final class Cyrillic {
    private static final String CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static final String[] LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(" ");

    /// Letters of neighbouring alphabets that a Serbian phone can send as well.
    private static final Map<Character, String> NEIGHBOURS = Map.ofEntries(
            Map.entry('ѓ', "đ"),
            Map.entry('ќ', "ć"),
            Map.entry('ѕ', "dz"),
            Map.entry('й', "j"),
            Map.entry('і', "i"),
            Map.entry('ї', "ji"),
            Map.entry('є', "e"),
            Map.entry('ё', "e"),
            Map.entry('э', "e"),
            Map.entry('ы', "i"),
            Map.entry('щ', "št"),
            Map.entry('ю', "ju"),
            Map.entry('я', "ja"),
            Map.entry('ь', ""),
            Map.entry('ъ', ""));

    private static final Set<String> KEPT =
            Set.of("STOP", "START", "INFO", "SOS", "SMS", "USSD", "HIV", "COVID", "B", "C", "X");
    /// Beginnings of words in which two letters stay two.
    private static final Map<String, String> SEAMS =
            Map.of("injek", "инјек", "konjug", "конјуг", "konjunk", "конјунк", "nadži", "надж", "odžal", "оджал");

    private Cyrillic() {}

    /// Whether the letter belongs to the Cyrillic block.
    public static boolean is(int letter) {
        return letter >= 0x400 && letter <= 0x52F;
    }

    /// The Latin spelling of one small Cyrillic letter, or the letter itself.
    static String latin(char small) {
        int at = CYRILLIC.indexOf(small);
        return at >= 0 ? LATIN[at] : NEIGHBOURS.getOrDefault(small, String.valueOf(small));
    }

    /// Serbian Latin with its diacritics; everything that is not Cyrillic stays as it is.
    public static String toLatin(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!is(c)) {
                out.append(c);
                continue;
            }
            char small = Character.toLowerCase(c);
            String latin = latin(small);
            if (c == small) {
                out.append(latin);
            } else if (latin.length() > 1 && capitalAround(text, i)) {
                out.append(latin.toUpperCase(Locale.ROOT));
            } else if (!latin.isEmpty()) {
                out.append(Character.toUpperCase(latin.charAt(0))).append(latin, 1, latin.length());
            }
        }
        return out.toString();
    }

    /// Serbian Cyrillic. Placeholders in braces, words in KEPT and letters that Serbian does not have stay as they
    /// are.
    public static String toCyrillic(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '{') {
                int end = text.indexOf('}', i);
                int stop = end < 0 ? text.length() : end + 1;
                out.append(text, i, stop);
                i = stop;
            } else if (Character.isLetter(c)) {
                int stop = i;
                while (stop < text.length() && Character.isLetter(text.charAt(stop))) {
                    stop++;
                }
                word(text.substring(i, stop), out);
                i = stop;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static void word(String word, StringBuilder out) {
        if (KEPT.contains(word) || foreign(word)) {
            out.append(word);
            return;
        }
        String small = word.toLowerCase(Locale.ROOT);
        int i = 0;
        for (Map.Entry<String, String> seam : SEAMS.entrySet()) {
            if (small.startsWith(seam.getKey())) {
                for (int k = 0; k < seam.getValue().length(); k++) {
                    out.append(cased(seam.getValue().charAt(k), word.charAt(k)));
                }
                i = seam.getValue().length();
            }
        }
        while (i < word.length()) {
            int two = i + 1 < word.length() ? index(small.substring(i, i + 2)) : -1;
            int at = two >= 0 ? two : index(small.substring(i, i + 1));
            out.append(at < 0 ? word.charAt(i) : cased(CYRILLIC.charAt(at), word.charAt(i)));
            i += two >= 0 ? 2 : 1;
        }
    }

    private static boolean foreign(String word) {
        return word.chars().anyMatch(c -> "qwxyQWXYëçËÇ".indexOf(c) >= 0);
    }

    private static int index(String latin) {
        for (int i = 0; i < LATIN.length; i++) {
            if (LATIN[i].equals(latin)) {
                return i;
            }
        }
        return -1;
    }

    private static char cased(char small, char like) {
        return Character.isUpperCase(like) ? Character.toUpperCase(small) : small;
    }

    private static boolean capitalAround(String text, int i) {
        boolean before = i > 0 && Character.isUpperCase(text.charAt(i - 1));
        boolean after = i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
        return after ? Character.isUpperCase(text.charAt(i + 1)) : before;
    }
}
