package org.linja.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Language;

/// Writes a text with the letters of the GSM 7 bit default alphabet, as people do on keypads that have no others:
/// `ë` as e, `č` as c, `đ` as dj. One such letter would make every segment a UCS-2 segment of 70 characters.
public final class Transliteration {
    /// When to do so.
    public enum Policy {
        /// The text is sent as it is. For a person who asked for her script, Cyrillic above all.
        NEVER,
        /// Only when the whole text then fits the default alphabet and takes fewer segments; otherwise it is
        /// sent as it is.
        WHEN_CHEAPER,
        /// Whatever can be written so; what cannot, such as an emoji, stays.
        ALWAYS
    }

    /// Letters and signs for every language, each followed by what stands for it. Letters with a mark above or
    /// below that are not here lose the mark.
    private static final String SHARED = """
            đ dj|Đ Dj|ł l|Ł L|ı i|œ oe|Œ OE|ð d|þ th|
            ‘ '|’ '|‚ '|‛ '|′ '|` '|´ '|ʼ '|ˈ '|‹ '|› '|
            “ "|” "|„ "|‟ "|″ "|« "|» "|
            ‐ -|‑ -|‒ -|– -|— -|― -|− -|• -|· .|⁄ /|× x|÷ :|© (c)|® (R)|
            а a|б b|в v|г g|д d|ђ dj|е e|ж z|з z|и i|ј j|к k|л l|љ lj|м m|н n|њ nj|о o|п p|р r|с s|т t|ћ c|у u|ф f|х h|
            ц c|ч c|џ dz|ш s|
            А A|Б B|В V|Г G|Д D|Ђ Dj|Е E|Ж Z|З Z|И I|Ј J|К K|Л L|Љ Lj|М M|Н N|Њ Nj|О O|П P|Р R|С S|Т T|Ћ C|У U|Ф F|Х H|
            Ц C|Ч C|Џ Dz|Ш S""";

    /// Signs of the common Romani alphabet (Courthiade) that are not Latin letters with a mark.
    private static final String ROMANI = "ʒ dz|Ʒ Dz|ǯ dz|Ǯ Dz|θ t|ϑ t";

    private static final Map<Integer, String> COMMON = table(SHARED);
    private static final Map<Integer, String> ROM = table(SHARED + "|" + ROMANI);

    /// Signs without width that only guide the layout.
    private static final String INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff";

    private Transliteration() {}

    /// The text in that language's keypad spelling where the policy asks for it.
    public static String apply(String text, Language language, Policy policy) {
        return switch (language) {
            case ROM -> apply(text, ROM, policy);
            case SQ, SR, EN -> apply(text, COMMON, policy);
        };
    }

    /// The same for a text whose language is not known.
    public static String apply(String text, Policy policy) {
        return apply(text, COMMON, policy);
    }

    private static String apply(String text, Map<Integer, String> table, Policy policy) {
        if (policy == Policy.NEVER || Gsm7.fits(text)) {
            return text;
        }
        String written = write(text, table);
        if (policy == Policy.ALWAYS) {
            return written;
        }
        boolean cheaper = Gsm7.fits(written)
                && Segments.of(written).count() < Segments.of(text).count();
        return cheaper ? written : text;
    }

    private static String write(String text, Map<Integer, String> table) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder written = new StringBuilder(composed.length() + 8);
        boolean plain = true;
        int codePoint;
        for (int i = 0; i < composed.length(); i += Character.charCount(codePoint)) {
            codePoint = composed.codePointAt(i);
            boolean mark = Character.getType(codePoint) == Character.NON_SPACING_MARK
                    || Character.getType(codePoint) == Character.ENCLOSING_MARK;
            if (mark && plain) {
                continue;
            }
            Optional<String> letters = letters(codePoint, table);
            plain = letters.isPresent();
            if (letters.isPresent()) {
                written.append(capitals(letters.get(), composed, i));
            } else {
                written.appendCodePoint(codePoint);
            }
        }
        return written.toString();
    }

    private static Optional<String> letters(int codePoint, Map<Integer, String> table) {
        if (Character.isBmpCodePoint(codePoint) && Gsm7.septets((char) codePoint) > 0) {
            return Optional.of(Character.toString(codePoint));
        }
        String known = table.get(codePoint);
        if (known != null) {
            return Optional.of(known);
        }
        if (INVISIBLE.indexOf(codePoint) >= 0) {
            return Optional.of("");
        }
        if (Character.isSpaceChar(codePoint) || codePoint == '\t') {
            return Optional.of(" ");
        }
        if (Character.getType(codePoint) == Character.OTHER_NUMBER) {
            // A small 2 or a half written beside a digit would read as another number.
            return Optional.empty();
        }
        StringBuilder base = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> base.append(table.getOrDefault(c, Character.toString(c))));
        return Gsm7.fits(base.toString()) && !base.isEmpty() ? Optional.of(base.toString()) : Optional.empty();
    }

    /// `Đ` is Dj in "Đakovica" and DJ in "ĐAKOVICA".
    private static String capitals(String letters, String text, int place) {
        boolean digraph = letters.length() == 2 && Character.isUpperCase(letters.charAt(0));
        if (!digraph) {
            return letters;
        }
        int next = place + 1;
        boolean among = next < text.length() && Character.isLetter(text.charAt(next))
                ? Character.isUpperCase(text.charAt(next))
                : place > 0 && Character.isUpperCase(text.charAt(place - 1));
        return among ? letters.toUpperCase(Locale.ROOT) : letters;
    }

    private static Map<Integer, String> table(String pairs) {
        Map<Integer, String> table = new HashMap<>();
        for (String pair : pairs.replace("\n", "").split("\\|")) {
            table.put(pair.codePointAt(0), pair.substring(2));
        }
        return Map.copyOf(table);
    }
}
