package org.linja.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.linja.outbox.Delivery;

/// What a delivery receipt says, read from its optional parameters first and from its text where they are
/// missing (SMPP 3.4 Appendix B is only a suggestion, and vendors differ: other words for the state, small
/// letters, short dates, no id, letters in the error).
///
/// @param id as the network wrote it, or empty
/// @param state what became of the message
/// @param error the network's error code, or empty; at most 16 letters, digits and dashes
record Receipt(String id, Delivery state, String error) {
    private static final int LONGEST_ERROR = 16;
    private static final String NO_ERROR = "000";

    static Receipt read(Arrival arrival) {
        String text = text(arrival);
        int end = text.indexOf("text:");
        String fields = end < 0 ? text : text.substring(0, end);
        String id = arrival.parameter(Pdu.RECEIPTED_MESSAGE_ID)
                .map(Receipt::cString)
                .filter(told -> !told.isBlank())
                .orElseGet(() -> field(fields, "id:"));
        boolean intermediate = (arrival.esmClass() & Pdu.ESM_TYPE) == Pdu.ESM_INTERMEDIATE;
        Delivery state = arrival.parameter(Pdu.MESSAGE_STATE)
                .filter(octets -> octets.length == 1)
                .flatMap(octets -> state(octets[0] & 0xff))
                .or(() -> state(field(fields, "stat:")))
                .orElse(intermediate ? Delivery.ENROUTE : Delivery.UNKNOWN);
        String error = arrival.parameter(Pdu.NETWORK_ERROR_CODE)
                .filter(octets -> octets.length == 3)
                .map(octets -> Integer.toString((octets[1] & 0xff) << 8 | octets[2] & 0xff))
                .orElseGet(() -> field(fields, "err:"));
        return new Receipt(id, state, error.equals(NO_ERROR) ? "" : harmless(error));
    }

    /// SMPP 3.4 §5.2.28. `ACCEPTED` is on its way: most networks use it before the end.
    private static Optional<Delivery> state(int told) {
        return switch (told) {
            case 0, 1, 6 -> Optional.of(Delivery.ENROUTE);
            case 2 -> Optional.of(Delivery.DELIVERED);
            case 3 -> Optional.of(Delivery.EXPIRED);
            case 4, 5, 8, 9 -> Optional.of(Delivery.FAILED);
            case 7 -> Optional.of(Delivery.UNKNOWN);
            default -> Optional.empty();
        };
    }

    private static Optional<Delivery> state(String told) {
        if (told.startsWith("deliv")) {
            return Optional.of(Delivery.DELIVERED);
        }
        if (told.startsWith("expir")) {
            return Optional.of(Delivery.EXPIRED);
        }
        for (String start : new String[] {"undel", "reject", "delet", "fail", "skip"}) {
            if (told.startsWith(start)) {
                return Optional.of(Delivery.FAILED);
            }
        }
        for (String start : new String[] {"enrou", "accep", "buff", "subm", "sched", "acked"}) {
            if (told.startsWith(start)) {
                return Optional.of(Delivery.ENROUTE);
            }
        }
        return told.startsWith("unkn") ? Optional.of(Delivery.UNKNOWN) : Optional.empty();
    }

    /// The text in small letters. Some networks say data_coding 8 and send ASCII: UCS-2 of a receipt begins
    /// with a zero.
    private static String text(Arrival arrival) {
        byte[] bytes = arrival.message();
        int start = (arrival.esmClass() & Pdu.ESM_UDHI) == 0
                ? 0
                : Udh.read(bytes).map(Udh::length).orElse(0);
        boolean wide = bytes.length > start && bytes[start] == 0;
        String text = new String(
                bytes, start, bytes.length - start, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        return text.toLowerCase(Locale.ROOT);
    }

    /// The word after a name that stands at the start or after a space or a separator.
    private static String field(String text, String name) {
        int at = text.indexOf(name);
        while (at > 0 && !ends(text.charAt(at - 1))) {
            at = text.indexOf(name, at + 1);
        }
        if (at < 0) {
            return "";
        }
        int start = at + name.length();
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && !ends(text.charAt(end))) {
            end++;
        }
        String found = text.substring(start, end);
        return found.endsWith(":") || found.contains(":") ? "" : found;
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == ',' || c == ';';
    }

    private static String cString(byte[] octets) {
        int end = 0;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static String harmless(String error) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < error.length() && kept.length() < LONGEST_ERROR; i++) {
            char c = error.charAt(i);
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-') {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
