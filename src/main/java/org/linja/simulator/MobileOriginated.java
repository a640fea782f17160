package org.linja.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.linja.text.Gsm7;

/// Makes of a text what a handset sends: the GSM alphabet when it holds every letter, else UCS-2; in segments with a
/// user data header when one does not hold it (3GPP TS 23.040 §9.2.3.24.1, TS 23.038 §6.2).
final class MobileOriginated {
    private static final int SEPTETS = 160;
    private static final int SEPTETS_JOINED = 153;
    private static final int OCTETS = 140;
    private static final int OCTETS_JOINED = 134;
    private static final int UCS2 = 8;
    private static final int ESCAPE = 0x1B;

    private MobileOriginated() {}

    /// The segments in order, each as the content of one deliver_sm.
    ///
    /// @param reference its lowest octet marks the segments of this message
    static List<ShortMessage> split(String from, String to, String text, long reference) {
        var source = new ShortMessage.Address(1, 1, from);
        var destination = new ShortMessage.Address(0, 1, to);
        boolean gsm = Gsm7.fits(text);
        byte[] whole = gsm ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
        int coding = gsm ? 0 : UCS2;
        if (whole.length <= (gsm ? SEPTETS : OCTETS)) {
            return List.of(ShortMessage.of(source, destination, 0, coding, whole, Map.of()));
        }
        List<byte[]> cuts = cut(whole, gsm);
        List<ShortMessage> segments = new ArrayList<>(cuts.size());
        for (byte[] cut : cuts) {
            byte[] content = new Octets.Writer()
                    .octet(5)
                    .octet(0)
                    .octet(3)
                    .octet((int) reference)
                    .octet(cuts.size())
                    .octet(segments.size() + 1)
                    .octets(cut)
                    .body();
            segments.add(ShortMessage.of(source, destination, ShortMessage.UDHI, coding, content, Map.of()));
        }
        return segments;
    }

    /// One deliver_sm with that content.
    static ShortMessage of(String from, String to, byte[] content, int dataCoding) {
        return ShortMessage.of(
                new ShortMessage.Address(1, 1, from),
                new ShortMessage.Address(0, 1, to),
                0,
                dataCoding,
                content,
                Map.of());
    }

    private static List<byte[]> cut(byte[] whole, boolean gsm) {
        List<byte[]> cuts = new ArrayList<>();
        for (int start = 0; start < whole.length; ) {
            int end = Math.min(whole.length, start + (gsm ? SEPTETS_JOINED : OCTETS_JOINED));
            if (end < whole.length && gsm && whole[end - 1] == ESCAPE) {
                end--;
            }
            if (end < whole.length && !gsm && (whole[end - 2] & 0xFC) == 0xD8) {
                end -= 2;
            }
            cuts.add(Arrays.copyOfRange(whole, start, end));
            start = end;
        }
        return cuts;
    }
}
