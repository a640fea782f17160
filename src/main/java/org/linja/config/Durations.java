package org.linja.config;

import java.time.Duration;
import java.util.Optional;

/// Durations as they are written in the configuration: `500ms`, `30s`, `10m`, `2h`, `7d`.
final class Durations {
    /// The longest that can be written: ten years of 365 days.
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final int MOST_DIGITS = 12;

    private Durations() {}

    /// @return empty when it is not of that form
    static Optional<Duration> parse(String written) {
        int end = 0;
        while (end < written.length() && written.charAt(end) >= '0' && written.charAt(end) <= '9') {
            end++;
        }
        if (end == 0 || end > MOST_DIGITS) {
            return Optional.empty();
        }
        long count = Long.parseLong(written.substring(0, end));
        return switch (written.substring(end)) {
            case "ms" -> Optional.of(Duration.ofMillis(count));
            case "s" -> Optional.of(Duration.ofSeconds(count));
            case "m" -> Optional.of(Duration.ofMinutes(count));
            case "h" -> Optional.of(Duration.ofHours(count));
            case "d" -> Optional.of(Duration.ofDays(count));
            default -> Optional.empty();
        };
    }

    /// The shortest written form: `90s`, but `2m` rather than `120s`.
    static String write(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
