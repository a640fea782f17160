package org.linja.config;

/// How the parts of a configuration are named in a problem.
final class Shown {
    private static final int LONGEST = 40;
    private static final int MOST_DIGITS = 6;

    private Shown() {}

    /// A value in quotes; but "this value" for what may be the number of a phone, for long and for unprintable texts.
    static String value(String written) {
        boolean told = written.length() <= LONGEST
                && written.chars().filter(Character::isDigit).count() <= MOST_DIGITS
                && written.codePoints().noneMatch(Character::isISOControl);
        return told ? "'" + written + "'" : "this value";
    }

    /// A key, shortened when it is very long; no phone number may stand here either.
    static String key(String key) {
        String line = key.replaceAll("\\p{Cntrl}", " ");
        String masked =
                line.chars().filter(Character::isDigit).count() > MOST_DIGITS ? line.replaceAll("[0-9]", "·") : line;
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    /// What a part is, for "…, not a list".
    static String kind(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.empty() ? "nothing" : "a single value";
            case Node.Items items -> "a list";
            case Node.Fields fields -> "a mapping";
            case Node.Unreadable unreadable -> "unreadable";
        };
    }

    /// A number without a needless `.0`.
    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
