package org.linja.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.linja.redis.RandomIds.RandomBytes;

/// Seals what must not lie in Redis in clear: numbers, names, the texts of messages (AES-256-GCM, NIST SP 800-38D).
///
/// A sealed blob is one byte of version (1), two of key number, 12 of random nonce, then the ciphertext with its tag of
/// 16: 31 bytes more than the clear. The context (the Redis key, or a word for the kind of value) is bound into the
/// tag, so that a blob moved to another place does not open. Random nonces allow 2³² blobs per key: start a new data
/// key long before (at ten messages a second that is thirteen years).
public final class Seal {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 3;
    private static final int OVERHEAD = HEAD + NONCE + TAG_BITS / 8;

    private final Keyring keyring;
    private final RandomBytes random = new RandomBytes();
    /// Not in use now; finding a provider anew costs as much as sealing. One that failed does not come back.
    private final Queue<Cipher> ciphers = new ConcurrentLinkedQueue<>();

    public Seal(Keyring keyring) {
        this.keyring = keyring;
    }

    /// Seals under the newest key.
    ///
    /// @param context the same is needed to open it
    public byte[] seal(byte[] clear, String context) {
        int number = keyring.newest();
        byte[] sealed = new byte[OVERHEAD + clear.length];
        sealed[0] = VERSION;
        sealed[1] = (byte) (number >>> 8);
        sealed[2] = (byte) number;
        random.fill(sealed, HEAD, NONCE);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(number), sealed, context);
            cipher.doFinal(clear, 0, clear.length, sealed, HEAD + NONCE);
            ciphers.add(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal with AES-GCM", e);
        }
    }

    /// [#seal(byte\[\], String)] of a text in UTF-8.
    public byte[] seal(String clear, String context) {
        return seal(clear.getBytes(StandardCharsets.UTF_8), context);
    }

    /// Opens what [#seal] made, under whichever key it was sealed with.
    ///
    /// @throws KeyringBroken when its key is not on the ring, or it was altered, cut or sealed for another context
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            throw new KeyringBroken("this is no sealed blob of version " + VERSION);
        }
        int number = (sealed[1] & 0xff) << 8 | sealed[2] & 0xff;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(number), sealed, context);
            byte[] clear = cipher.doFinal(sealed, HEAD + NONCE, sealed.length - HEAD - NONCE);
            ciphers.add(cipher);
            return clear;
        } catch (AEADBadTagException e) {
            throw new KeyringBroken("a sealed blob does not open: it was altered, belongs elsewhere, or key " + number
                    + " is not the one it was sealed with");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot open AES-GCM", e);
        }
    }

    /// [#open] of a text in UTF-8.
    public String openText(byte[] sealed, String context) {
        return new String(open(sealed, context), StandardCharsets.UTF_8);
    }

    private SecretKey key(int number) {
        return keyring.dataKey(number)
                .orElseThrow(() -> new KeyringBroken("data key " + number
                        + " is not on the keyring: put its line back into the key file, old data needs it"));
    }

    private Cipher cipher(int mode, SecretKey key, byte[] sealed, String context) throws GeneralSecurityException {
        Cipher idle = ciphers.poll();
        Cipher cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, sealed, HEAD, NONCE));
        cipher.updateAAD(sealed, 0, HEAD);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
