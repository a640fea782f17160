package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;

/// A rate in segments per second: a token bucket that holds a fifth of a second. Pure; not for several threads.
final class Pace {
    private static final double DEPTH = 0.2;
    private static final double NANOS = 1e9;

    private double rate;
    private double tokens;
    private Instant filled;

    /// @param rate 0 for no limit
    Pace(double rate, Instant now) {
        this.rate = rate;
        this.tokens = 1;
        this.filled = now;
    }

    /// Another rate from now on.
    void rate(double next) {
        rate = next;
    }

    /// How many segments may go now.
    int room(Instant now) {
        if (rate <= 0 || Double.isInfinite(rate)) {
            return Integer.MAX_VALUE;
        }
        double seconds = Duration.between(filled, now).toNanos() / NANOS;
        if (seconds > 0) {
            tokens = Math.min(Math.max(1, rate * DEPTH), tokens + seconds * rate);
            filled = now;
        }
        return (int) Math.max(0, tokens);
    }

    /// That many go; more than there was room for is owed and waited for.
    void take(int segments) {
        if (rate > 0 && !Double.isInfinite(rate)) {
            tokens -= segments;
        }
    }
}
