package org.linja.smpp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The ids SMSCs give to messages. Many write one id in hexadecimal in the response and in decimal in the
/// receipt, or with leading zeros in one of them (SMPP 3.4 §5.2.23 leaves the form open).
final class ReceiptIds {
    private static final int LONGEST_HEX = 16;
    private static final int LONGEST_DECIMAL = 19;

    private ReceiptIds() {}

    /// The form in which an id of a response is recorded: no spaces, small letters, a number without leading
    /// zeros. What is no number (a UUID, other letters) keeps its zeros.
    static String normal(String id) {
        String plain = id.strip().toLowerCase(Locale.ROOT);
        if (!all(plain, true)) {
            return plain;
        }
        int zeros = 0;
        while (zeros < plain.length() - 1 && plain.charAt(zeros) == '0') {
            zeros++;
        }
        return plain.substring(zeros);
    }

    /// Every form under which the id of a receipt may have been recorded, most likely first: as it stands,
    /// read as decimal and written in hexadecimal, read as hexadecimal and written in decimal.
    static List<String> candidates(String id, Carrier.MessageIds form) {
        String plain = normal(id);
        if (plain.isEmpty()) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        switch (form) {
            case SAME -> found.add(plain);
            case AUTO -> {
                found.add(plain);
                found.add(toHex(plain));
                found.add(toDecimal(plain));
            }
            case HEX_IN_RESPONSE -> {
                found.add(toHex(plain));
                found.add(plain);
            }
            case HEX_IN_RECEIPT -> {
                found.add(toDecimal(plain));
                found.add(plain);
            }
        }
        return new ArrayList<>(found);
    }

    private static String toHex(String id) {
        return all(id, false) && id.length() <= LONGEST_DECIMAL ? Long.toHexString(Long.parseUnsignedLong(id)) : id;
    }

    private static String toDecimal(String id) {
        return all(id, true) && id.length() <= LONGEST_HEX ? Long.toUnsignedString(Long.parseUnsignedLong(id, 16)) : id;
    }

    private static boolean all(String id, boolean hex) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!(c >= '0' && c <= '9' || hex && c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return !id.isEmpty();
    }
}
