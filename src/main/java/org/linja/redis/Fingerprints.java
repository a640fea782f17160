package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;

/// Makes the fingerprints by which numbers are looked up.
public final class Fingerprints {
    private static final int BYTES = 16;

    private final Keyring keyring;
    /// Not in use now: keying one costs more than a fingerprint.
    private final Queue<Mac> macs = new ConcurrentLinkedQueue<>();

    public Fingerprints(Keyring keyring) {
        this.keyring = keyring;
    }

    /// The fingerprint of a number; the same number always has the same one.
    public Fingerprint of(Msisdn number) {
        try {
            Mac idle = macs.poll();
            Mac mac = idle == null ? fresh() : idle;
            byte[] hash = mac.doFinal(number.digits().getBytes(StandardCharsets.US_ASCII));
            macs.add(mac);
            return new Fingerprint(Base32.encode(hash, 0, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private Mac fresh() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(keyring.hmacKey());
        return mac;
    }
}
