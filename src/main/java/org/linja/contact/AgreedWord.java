package org.linja.contact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A word agreed with one person, kept so that it can be recognised and not read: salted and hashed (R08, R09).
///
/// @param salt 32 hexadecimal digits
/// @param hash 64 hexadecimal digits: SHA-256 of the salt and the folded word
public record AgreedWord(String salt, String hash) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 16;

    /// Keeps a word.
    ///
    /// @param folded without case and marks, so that it is recognised however she types it
    public static AgreedWord of(String folded) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        String written = HexFormat.of().formatHex(salt);
        return new AgreedWord(written, hash(written, folded));
    }

    /// Whether this is the word.
    ///
    /// @param folded as in [#of]
    public boolean is(String folded) {
        return MessageDigest.isEqual(
                hash(salt, folded).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String salt, String folded) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(folded.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "AgreedWord[…]";
    }
}
