package org.linja.redis;

/// The 32 characters `[a-z2-7]` (RFC 4648 §6 in lower case, no padding): safe in keys, file names and speech.
final class Base32 {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes, int from, int length) {
        StringBuilder text = new StringBuilder((length * 8 + 4) / 5);
        int held = 0;
        int bits = 0;
        for (int i = from; i < from + length; i++) {
            held = held << 8 | bytes[i] & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(LETTERS.charAt(held >>> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(LETTERS.charAt(held << 5 - bits & 31));
        }
        return text.toString();
    }

    static int value(char letter) {
        int value = LETTERS.indexOf(letter);
        if (value < 0) {
            throw new IllegalArgumentException("not one of the characters a-z and 2-7");
        }
        return value;
    }
}
