package org.linja.redis;

import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;

/// Random words of 16 characters `[a-z2-7]` (80 bits), for contacts, cases and messages (R35).
public final class RandomIds {
    private static final int BYTES = 10;

    private final RandomBytes random = new RandomBytes();

    /// The next word.
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.fill(bytes, 0, BYTES);
        return Base32.encode(bytes, 0, BYTES);
    }

    /// Random bytes drawn from the system in large portions: one draw of a few bytes costs nearly as much as one of
    /// thousands.
    static final class RandomBytes {
        private static final int PORTION = 8192;

        private final SecureRandom source = new SecureRandom();
        private final ReentrantLock lock = new ReentrantLock();
        private final byte[] portion = new byte[PORTION];
        private int used = PORTION;

        /// Fills `length` bytes, at most a portion.
        void fill(byte[] target, int from, int length) {
            lock.lock();
            try {
                if (used + length > PORTION) {
                    source.nextBytes(portion);
                    used = 0;
                }
                System.arraycopy(portion, used, target, from, length);
                java.util.Arrays.fill(portion, used, used + length, (byte) 0);
                used += length;
            } finally {
                lock.unlock();
            }
        }
    }
}
