package org.linja.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What a value must be, in words, and how it is read from what was written.
///
/// @param words such as "a whole number from 1 to 9", for "it must be …"
/// @param reading empty when the text is nothing of the kind
/// @param refusal the whole sentence after the name, for a text that is nothing of the kind
record Wanted<T>(String words, Function<String, Optional<T>> reading, Function<String, String> refusal) {
    private static final String UNITS = ", such as 500ms, 30s, 10m, 2h or 7d";

    static final String TEXT = "a text";

    static Wanted<Integer> integer(int min, int max) {
        return simple("a whole number from " + min + " to " + max, written -> {
            if (!written.matches("-?(0|[1-9][0-9]{0,9})")) {
                return Optional.empty();
            }
            long number = Long.parseLong(written);
            return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
        });
    }

    static Wanted<Double> decimal(double min, double max) {
        return simple("a number from " + Shown.number(min) + " to " + Shown.number(max), written -> {
            if (!written.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?")) {
                return Optional.empty();
            }
            double number = Double.parseDouble(written);
            return number >= min && number <= max ? Optional.of(number) : Optional.empty();
        });
    }

    static Wanted<Boolean> yes() {
        return simple("yes or no", written -> switch (written) {
            case "yes", "true" -> Optional.of(true);
            case "no", "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static Wanted<Duration> duration() {
        return duration(Duration.ZERO, Durations.LONGEST, "a time with its unit" + UNITS);
    }

    static Wanted<Duration> duration(Duration min, Duration max) {
        return duration(min, max, "a time" + range(min, max) + UNITS);
    }

    static <E extends Enum<E>> Wanted<E> oneOf(Class<E> choices) {
        List<E> constants = Arrays.asList(choices.getEnumConstants());
        List<String> names = constants.stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        String words = (names.size() == 1 ? "" : "one of ") + String.join(", ", names);
        return new Wanted<>(
                words,
                written ->
                        Optional.of(names.indexOf(written)).filter(i -> i >= 0).map(constants::get),
                written -> mustBe(words, written) + Problems.nearest(written, names));
    }

    private static <T> Wanted<T> simple(String words, Function<String, Optional<T>> reading) {
        return new Wanted<>(words, reading, written -> mustBe(words, written));
    }

    private static Wanted<Duration> duration(Duration min, Duration max, String words) {
        return new Wanted<>(
                words,
                written -> Durations.parse(written).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
                written -> mustBe(Durations.parse(written).isPresent() ? "a time" + range(min, max) : words, written));
    }

    private static String range(Duration min, Duration max) {
        return " from " + Durations.write(min) + " to " + Durations.write(max);
    }

    private static String mustBe(String words, String written) {
        return "must be " + words + ", not " + Shown.value(written);
    }
}
