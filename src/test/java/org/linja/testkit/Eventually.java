package org.linja.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, for as long as a slow machine may need.
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Eventually() {}

    /// Returns when it holds; fails the test when it does not within half a minute.
    public static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never came true: " + what);
            }
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting: " + what, e);
            }
        }
    }

    /// Returns what is there as soon as it is.
    public static <T> T is(String what, Supplier<java.util.Optional<T>> source) {
        var found = new Object() {
            java.util.Optional<T> value = java.util.Optional.empty();
        };
        holds(what, () -> {
            found.value = source.get();
            return found.value.isPresent();
        });
        return found.value.orElseThrow();
    }
}
