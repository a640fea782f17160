package org.linja.config;

/// How the parts of a configuration are named in a problem.
final class Shown {
    private static final int LONGEST = 40;
    private static final int MOST_DIGITS = 6;

    private Shown() {}

    /// A value in quotes; but "this value" for a long text and for what may be the number of a phone.
    static String value(String written) {
        boolean told = written.length() <= LONGEST && !manyDigits(written);
        return told ? "'" + visible(written) + "'" : "this value";
    }

    /// A key, cut when it is very long, with digits hidden when it may be the number of a phone.
    static String key(String key) {
        String line = visible(manyDigits(key) ? key.replaceAll("\\p{Nd}", "·") : key);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static boolean manyDigits(String text) {
        return text.chars().filter(Character::isDigit).count() > MOST_DIGITS;
    }

    /// With a dot for each character that leaves no mark of its own, such as a no-break space.
    static String visible(String text) {
        return text.replaceAll("[\\p{C}\\p{Z}&&[^ ]]", "·");
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
