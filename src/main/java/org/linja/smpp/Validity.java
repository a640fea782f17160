package org.linja.smpp;

import java.time.Duration;
import java.util.Locale;

/// The relative time format of SMPP 3.4 §7.1.1.2: `YYMMDDhhmmss000R`.
final class Validity {
    private static final long LONGEST = Duration.ofDays(30).toSeconds();

    private Validity() {}

    /// Whole seconds, never more than asked for (R06), at least one: an empty or zero period would mean the
    /// SMSC's own default, which may be days. More than 30 days is 30 days: months have no fixed length.
    static String of(Duration period) {
        long seconds = Math.clamp(period.toSeconds(), 1, LONGEST);
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                seconds / 86_400,
                seconds / 3_600 % 24,
                seconds / 60 % 60,
                seconds % 60);
    }
}
