package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;

/// Makes the fingerprints by which numbers are looked up.
public final class Fingerprints {
    private static final int BYTES = 16;

    private final Keyring keyring;

    public Fingerprints(Keyring keyring) {
        this.keyring = keyring;
    }

    /// The fingerprint of a number; the same number always has the same one.
    public Fingerprint of(Msisdn number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keyring.hmacKey());
            byte[] hash = mac.doFinal(number.digits().getBytes(StandardCharsets.US_ASCII));
            return new Fingerprint(Base32.encode(hash, 0, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
