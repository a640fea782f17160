package org.linja.contact;

/// How a number is looked up without being stored in clear: 26 characters `[a-z2-7]` that only the holder of the
/// keyring can compute (16 bytes of HMAC-SHA-256 of its digits, R35).
///
/// @param text the 26 characters
public record Fingerprint(String text) {
    private static final int LENGTH = 26;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    /// @throws IllegalArgumentException when it has another length
    public Fingerprint {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a fingerprint has " + LENGTH + " characters, not " + text.length());
        }
    }

    /// Fifteen evenly spread bits of it, for the choice of a partition.
    public int spread() {
        return LETTERS.indexOf(text.charAt(0)) << 10
                | LETTERS.indexOf(text.charAt(1)) << 5
                | LETTERS.indexOf(text.charAt(2));
    }

    @Override
    public String toString() {
        return "fingerprint " + text.substring(0, 4) + "…";
    }
}
