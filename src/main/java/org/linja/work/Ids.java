package org.linja.work;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids that sort by time and differ between processes: for messages, not for people (those need [SecureRandom]).
public final class Ids {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 9;
    private static final int COUNT_DIGITS = 4;
    private static final int PROCESS_DIGITS = 5;

    private final AtomicLong count = new AtomicLong();
    private final String process;

    /// Ids of one process; its part of them is random.
    public Ids() {
        process = written(new SecureRandom().nextLong() & Long.MAX_VALUE, PROCESS_DIGITS);
    }

    /// The next id: 18 characters, later ones sort after earlier ones.
    public String next(Instant now) {
        return written(now.toEpochMilli(), TIME_DIGITS) + written(count.getAndIncrement(), COUNT_DIGITS) + process;
    }

    private static String written(long value, int digits) {
        char[] written = new char[digits];
        for (int i = digits - 1; i >= 0; i--) {
            written[i] = DIGITS.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(written);
    }
}
