package org.linja.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes delivery receipts (SMPP 3.4 Appendix B, and the optional parameters of §5.3.2.12 and §5.3.2.35).
final class Receipt {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SUCCESS_AND_FAILURE = 1;
    private static final int FAILURE = 2;

    private Receipt() {}

    /// Whether the sender wants to know of that state (§5.2.17, bits 1 and 0).
    static boolean wanted(ShortMessage message, String state) {
        return switch (message.registered() & 0x03) {
            case SUCCESS_AND_FAILURE -> true;
            case FAILURE -> !state.equals("DELIVRD");
            default -> false;
        };
    }

    /// The deliver_sm that tells the sender of `message` what became of it.
    static ShortMessage of(ShortMessage message, String id, Faults faults, Instant at) {
        String state = faults.receiptState();
        boolean delivered = state.equals("DELIVRD");
        boolean same = faults.receiptId() == Faults.ReceiptId.SAME;
        String shown = same ? id : Long.toString(Long.parseLong(id, 16));
        String text = "id:" + shown + " sub:001 dlvrd:" + (delivered ? "001" : "000") + " submit date:"
                + DATE.format(at) + " done date:" + DATE.format(at) + " stat:" + state + " err:"
                + (delivered ? "000" : "001") + " text:";
        Map<Integer, byte[]> more = new LinkedHashMap<>();
        if (same) {
            more.put(
                    ShortMessage.RECEIPTED_MESSAGE_ID,
                    new Octets.Writer().string(id).body());
            more.put(ShortMessage.MESSAGE_STATE, new byte[] {stateNumber(state)});
        }
        return ShortMessage.of(
                message.destination(),
                message.source(),
                ShortMessage.RECEIPT,
                0,
                text.getBytes(StandardCharsets.US_ASCII),
                more);
    }

    /// §5.2.28, table 5-6.
    private static byte stateNumber(String state) {
        return switch (state) {
            case "ENROUTE" -> 1;
            case "DELIVRD" -> 2;
            case "EXPIRED" -> 3;
            case "DELETED" -> 4;
            case "UNDELIV" -> 5;
            case "ACCEPTD" -> 6;
            case "REJECTD" -> 8;
            default -> 7;
        };
    }
}
