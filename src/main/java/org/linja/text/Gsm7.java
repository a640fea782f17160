package org.linja.text;

import java.util.Arrays;

/// The GSM 7 bit default alphabet (3GPP TS 23.038 §6.2.1) and its extension table (§6.2.1.1).
///
/// A character of the default alphabet is one septet, one of the extension table two: the escape and its code. SMPP
/// carries data_coding 0 unpacked, one septet in each octet, and so do [#encode] and [#decode].
public final class Gsm7 {
    private static final byte ESCAPE = 0x1b;

    /// The default alphabet, 16 codes a line. The escape (1B) shows as a space where nothing follows it.
    private static final String DEFAULT = """
            @£$¥èéùìòÇ\nØø\rÅå\
            Δ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ\
             !"#¤%&'()*+,-./\
            0123456789:;<=>?\
            ¡ABCDEFGHIJKLMNO\
            PQRSTUVWXYZÄÖÑÜ§\
            ¿abcdefghijklmno\
            pqrstuvwxyzäöñüà""";

    /// The extension table: each character, and the character of the default alphabet whose code follows the
    /// escape.
    private static final String EXTENSION = "\f\n^Λ{(})\\/[<~=]>|¡€e";

    private static final int NONE = -1;
    private static final int TWO_SEPTETS = 0x100;
    private static final short[] CODES = codes();
    private static final char[] EXTENDED = extended();

    private Gsm7() {}

    /// Whether every character is in the default alphabet or the extension table.
    public static boolean fits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (code(text.charAt(i)) == NONE) {
                return false;
            }
        }
        return true;
    }

    /// The septets that a character takes: 1, 2, or 0 when it is not in the alphabet.
    public static int septets(char character) {
        int code = code(character);
        return code == NONE ? 0 : code < TWO_SEPTETS ? 1 : 2;
    }

    /// The septets that a text takes; characters outside the alphabet ([#fits]) count nothing.
    public static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            septets += septets(text.charAt(i));
        }
        return septets;
    }

    /// The text as septets, one in each octet.
    ///
    /// @throws IllegalArgumentException when the text does not fit; the message does not repeat it
    public static byte[] encode(String text) {
        byte[] septets = new byte[septets(text)];
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = code(text.charAt(i));
            if (code == NONE) {
                throw new IllegalArgumentException("character " + i + " is not in the GSM 7 bit default alphabet");
            }
            if (code >= TWO_SEPTETS) {
                septets[next++] = ESCAPE;
            }
            septets[next++] = (byte) code;
        }
        return septets;
    }

    /// The text that these octets show on a handset; nothing is refused.
    ///
    /// An escape before a code that is not in the extension table shows that code's character of the default
    /// alphabet (§6.2.1.1); an escape before another escape or at the end shows a space (§6.2.1). An octet above 7F
    /// is no septet: it is read as ISO 8859-1, which is what gateways send that label it as the default alphabet.
    public static String decode(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (octet < 0) {
                text.append((char) (octet & 0xff));
            } else if (octet == ESCAPE && i + 1 < octets.length && octets[i + 1] >= 0) {
                byte second = octets[++i];
                text.append(EXTENDED[second]);
            } else {
                text.append(DEFAULT.charAt(octet));
            }
        }
        return text.toString();
    }

    private static int code(char character) {
        return character < CODES.length ? CODES[character] : NONE;
    }

    private static short[] codes() {
        short[] codes = new short['€' + 1];
        Arrays.fill(codes, (short) NONE);
        for (int code = 0; code < DEFAULT.length(); code++) {
            if (code != ESCAPE) {
                codes[DEFAULT.charAt(code)] = (short) code;
            }
        }
        for (int i = 0; i < EXTENSION.length(); i += 2) {
            codes[EXTENSION.charAt(i)] = (short) (TWO_SEPTETS | DEFAULT.indexOf(EXTENSION.charAt(i + 1)));
        }
        return codes;
    }

    private static char[] extended() {
        char[] extended = DEFAULT.toCharArray();
        for (int i = 0; i < EXTENSION.length(); i += 2) {
            extended[DEFAULT.indexOf(EXTENSION.charAt(i + 1))] = EXTENSION.charAt(i);
        }
        return extended;
    }
}
