package org.linja.smpp;

import java.time.Duration;

/// How long to hold back after the network asked for patience: each further request doubles the pause, each
/// message taken shortens it by a fixed step (multiplicative and additive, as TCP does), so the flow settles
/// near what the network takes.
///
/// Pure; times are those of one monotonic clock, in nanoseconds. Guarded by its owner's lock.
final class Patience {
    private static final long SHORTEST = Duration.ofMillis(20).toNanos();
    private static final long STEP = Duration.ofMillis(5).toNanos();

    private final long longest;
    private long pause;
    private long until;
    private boolean pausing;

    Patience(Duration longest) {
        this.longest = longest.toNanos();
    }

    /// The network asked for patience. What was under way before the pause began and is refused too counts
    /// once.
    void throttled(long now) {
        if (!pausing(now)) {
            pause = Math.min(longest, Math.max(SHORTEST, pause * 2));
            until = now + pause;
            pausing = true;
        }
    }

    /// The network took a message.
    void accepted() {
        pause = Math.max(0, pause - STEP);
    }

    /// Whether to hold back now.
    boolean pausing(long now) {
        if (pausing && now - until >= 0) {
            pausing = false;
        }
        return pausing;
    }
}
