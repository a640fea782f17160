package org.linja.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;

/// A telephone number in international form, digits only, no plus sign (ITU-T E.164: at most 15 digits).
///
/// Its [#toString] hides all but the first three and the last two digits, so that a number in a log line, an exception
/// or a test report is never readable. The digits leave through [#digits] and [#e164] only, for the wire and for the
/// vault.
public record Msisdn(String digits) {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 15;
    private static final int SHORTEST_NATIONAL = 9;
    private static final int SHORTEST_HOME = 11;
    private static final String HOME_REGION = "XK";
    private static final String HOME = "383";

    /// @throws IllegalArgumentException when `digits` is not 3 to 15 digits; the message does not repeat them
    public Msisdn {
        if (!wellFormed(digits)) {
            throw new IllegalArgumentException("a number is " + SHORTEST + " to " + LONGEST + " digits, this one has "
                    + digits.length() + " characters");
        }
    }

    /// Reads a number as people and networks write it: `+383 44 000 101`, `0038344000101`, `044 000 101`,
    /// `+383 (0)44 000-101`, `38344000101`.
    ///
    /// The old prefixes +377 44/45 and +386 43/49 with six digits, in use in Kosovo until 2019, become +383.
    /// Numbers with a trunk 0 are read as Kosovo's. What is no number of a subscriber but 3 to 15 digits (a short
    /// code, a foreign or misconfigured sender) is kept as it stands: an SOS is answered whoever sends it (R24).
    ///
    /// @return empty when there are no 3 to 15 digits in it, or letters (an alphanumeric sender)
    public static Optional<Msisdn> parse(String raw) {
        StringBuilder read = new StringBuilder(LONGEST);
        boolean plus = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                read.append(c);
            } else if (c == '+' && read.isEmpty() && !plus) {
                plus = true;
            } else if (!separates(c)) {
                return Optional.empty();
            }
        }
        String digits = read.toString();
        if (plus || digits.startsWith("00")) {
            digits = withoutZeros(digits);
        } else if (digits.startsWith("0") && digits.length() >= SHORTEST_NATIONAL) {
            digits = nationalToInternational(digits);
        }
        digits = modern(withoutTrunkZero(digits));
        return wellFormed(digits) ? Optional.of(new Msisdn(digits)) : Optional.empty();
    }

    /// The number with its plus sign, for people who are allowed to see it.
    public String e164() {
        return "+" + digits;
    }

    /// Whether this is a subscriber's number in Kosovo.
    public boolean home() {
        return digits.startsWith(HOME) && digits.length() >= SHORTEST_HOME;
    }

    @Override
    public String toString() {
        return digits.length() < 8 ? "+…" : "+" + digits.substring(0, 3) + "…" + digits.substring(digits.length() - 2);
    }

    private static boolean wellFormed(String digits) {
        return digits.length() >= SHORTEST
                && digits.length() <= LONGEST
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// What people put between digits, and the marks of writing direction that come along when a number is copied.
    private static boolean separates(char c) {
        return switch (c) {
            case '-', '.', '/', '(', ')', '\t' -> true;
            default ->
                switch (Character.getType(c)) {
                    case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
                    default -> false;
                };
        };
    }

    private static String withoutZeros(String digits) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    /// `+383 (0)44 …`: the zero is dialled within the country only.
    private static String withoutTrunkZero(String digits) {
        String rest = digits;
        while (rest.startsWith(HOME + "0") && rest.length() > SHORTEST_HOME) {
            rest = HOME + rest.substring(HOME.length() + 1);
        }
        return rest;
    }

    private static String nationalToInternational(String digits) {
        try {
            var number = PhoneNumberUtil.getInstance().parse(digits, HOME_REGION);
            return number.getCountryCode() + Long.toString(number.getNationalNumber());
        } catch (NumberParseException e) {
            return digits;
        }
    }

    private static String modern(String digits) {
        boolean monaco = digits.length() == 11 && (digits.startsWith("37744") || digits.startsWith("37745"));
        boolean slovenia = digits.length() == 11 && (digits.startsWith("38643") || digits.startsWith("38649"));
        return monaco || slovenia ? HOME + digits.substring(3) : digits;
    }
}
