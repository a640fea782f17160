package org.linja.smpp;

import java.time.Duration;

/// The relative time format of SMPP 3.4 §7.1.1.2: `YYMMDDhhmmss000R`.
final class Validity {
    private static final long LONGEST = Duration.ofDays(30).toSeconds();

    private Validity() {}

    /// Whole seconds, never more than asked for (R06), at least one: an empty or zero period would mean the
    /// SMSC's own default, which may be days. More than 30 days is 30 days: months have no fixed length.
    static String of(Duration period) {
        long seconds = Math.clamp(period.toSeconds(), 1, LONGEST);
        return "0000" + two(seconds / 86_400) + two(seconds / 3_600 % 24) + two(seconds / 60 % 60) + two(seconds % 60)
                + "000R";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
