package org.linja.smpp;

/// A rate in segments per second, with a share that only SOS may use. A token bucket that holds a tenth of a
/// second.
///
/// Pure; times are those of one monotonic clock, in nanoseconds. Guarded by its owner's lock.
final class Pace {
    private static final double SECOND = 1e9;
    private static final double DEPTH = 0.1;

    private final double rate;
    private final double ordinaryRate;
    private double tokens;
    private double ordinaryTokens;
    private long filled;

    /// @param rate segments per second, 0 for no limit
    /// @param sosShare the part of it, 0 to 1, that only SOS may use
    Pace(double rate, double sosShare, long now) {
        this.rate = rate;
        this.ordinaryRate = rate * (1 - sosShare);
        this.tokens = depth(rate);
        this.ordinaryTokens = depth(ordinaryRate);
        this.filled = now;
    }

    private static double depth(double rate) {
        return Math.max(1, rate * DEPTH);
    }

    /// How many segments may go now.
    int room(boolean sos, long now) {
        if (rate == 0) {
            return Integer.MAX_VALUE;
        }
        fill(now);
        return (int) (sos ? tokens : Math.min(tokens, ordinaryTokens));
    }

    /// One segment goes, if it may.
    boolean take(boolean sos, long now) {
        if (rate == 0) {
            return true;
        }
        if (room(sos, now) < 1) {
            return false;
        }
        tokens--;
        if (!sos) {
            ordinaryTokens--;
        }
        return true;
    }

    private void fill(long now) {
        double seconds = (now - filled) / SECOND;
        if (seconds > 0) {
            tokens = Math.min(depth(rate), tokens + seconds * rate);
            ordinaryTokens = Math.min(depth(ordinaryRate), ordinaryTokens + seconds * ordinaryRate);
            filled = now;
        }
    }
}
