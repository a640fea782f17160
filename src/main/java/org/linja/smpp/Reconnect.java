package org.linja.smpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt to bind: the first one quick, then growing, never two binds at
/// the same beat, so that an SMSC that comes back is not stormed.
final class Reconnect {
    /// A bind must have lasted this many times the shortest pause to count as one that works: an SMSC that
    /// accepts and drops at once is not asked again at once.
    private static final int STEADY = 10;

    private final Duration from;
    private final Duration to;
    private final RandomGenerator random;
    private int failures;

    Reconnect(Duration from, Duration to, RandomGenerator random) {
        this.from = from;
        this.to = to;
        this.random = random;
    }

    /// A bind was up for that long and is gone.
    void lasted(Duration time) {
        if (time.compareTo(from.multipliedBy(STEADY)) >= 0) {
            failures = 0;
        }
    }

    /// The next pause: a tenth of the shortest at first, then the shortest, doubling up to the longest; each
    /// cut by up to a half.
    Duration next() {
        Duration whole = failures == 0 ? from.dividedBy(10) : from;
        for (int i = 1; i < failures && whole.compareTo(to) < 0; i++) {
            whole = whole.multipliedBy(2);
        }
        failures++;
        Duration capped = whole.compareTo(to) > 0 ? to : whole;
        return Duration.ofNanos((long) (capped.toNanos() * (0.5 + random.nextDouble() / 2)));
    }
}
