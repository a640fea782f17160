package org.linja.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.dialog.Inbound.Body;
import org.linja.dialog.PartStore.Origin;
import org.linja.text.Gsm7;

/// Reads what a phone sent (MO): who, to which of our numbers, and what. Pure.
final class MoReader {
    private static final char UNREADABLE = '\uFFFD';
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int REVERSED_MARK = 0xFFFE;

    private MoReader() {}

    /// What an arrival is.
    sealed interface Mo {
        /// A message of one part.
        record Whole(Msisdn from, String to, Body body) implements Mo {}

        /// One part of a longer message.
        record Piece(Origin origin, int number, byte[] bytes, int dataCoding) implements Mo {}

        /// A sender that cannot be written to: letters, or nothing.
        record Unanswerable() implements Mo {}
    }

    static Mo read(Arrival arrival, Carrier carrier) {
        Optional<Msisdn> from = Msisdn.parse(arrival.source());
        if (from.isEmpty()) {
            return new Mo.Unanswerable();
        }
        String to = arrival.destination().strip();
        byte[] bytes = arrival.message();
        Optional<Udh.Concatenation> concatenation = sar(arrival);
        if ((arrival.esmClass() & Pdu.ESM_UDHI) != 0) {
            Optional<Udh> header = Udh.read(bytes);
            if (header.isEmpty()) {
                return new Mo.Whole(from.get(), to, new Body.Undecodable(bytes, arrival.dataCoding()));
            }
            bytes = Arrays.copyOfRange(bytes, header.get().length(), bytes.length);
            concatenation = header.get().concatenation().or(() -> sar(arrival));
        }
        if (concatenation.isPresent()) {
            Udh.Concatenation part = concatenation.get();
            Origin origin = new Origin(carrier.name(), from.get(), to, part.reference(), part.total());
            return new Mo.Piece(origin, part.number(), bytes, arrival.dataCoding());
        }
        return new Mo.Whole(from.get(), to, body(List.of(new Run(bytes, arrival.dataCoding())), false, carrier));
    }

    /// Octets that belong together, and how to read them; [#GAP] where parts are missing.
    record Run(byte[] bytes, int dataCoding) {
        static final Run GAP = new Run(new byte[0], -1);
    }

    /// Joins what came. Neighbours of one coding are read as one, since a part may end within a character.
    static Body body(List<Run> runs, boolean partial, Carrier carrier) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run == Run.GAP) {
                text.append(" … ");
                continue;
            }
            byte[] bytes = run.bytes();
            while (i + 1 < runs.size() && runs.get(i + 1).dataCoding() == run.dataCoding()) {
                bytes = joined(bytes, runs.get(++i).bytes());
            }
            Optional<String> read = text(bytes, run.dataCoding(), carrier.alphabet());
            if (read.isEmpty()) {
                return undecodable(runs);
            }
            text.append(read.get());
        }
        return new Body.Text(text.toString(), partial);
    }

    private static Body undecodable(List<Run> runs) {
        byte[] all = new byte[0];
        int coding = 0;
        for (Run run : runs) {
            all = joined(all, run.bytes());
            coding = run == Run.GAP ? coding : run.dataCoding();
        }
        return new Body.Undecodable(all, coding);
    }

    /// The words in these octets, or empty when data_coding names no table we have (SMPP 3.4 §5.2.19; from
    /// 0x10 on as in 3GPP TS 23.038 §4).
    static Optional<String> text(byte[] bytes, int dataCoding, Carrier.Octets alphabet) {
        return switch (dataCoding) {
            case 0x00, 0x10, 0x11, 0x12, 0x13, 0xf0, 0xf1, 0xf2, 0xf3 ->
                Optional.of(
                        switch (alphabet) {
                            case GSM -> Gsm7.decode(bytes);
                            case ASCII, LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
                        });
            case 0x01, 0x03 -> Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            case 0x08, 0x18, 0x19, 0x1a, 0x1b -> Optional.of(ucs2(bytes));
            default -> Optional.empty();
        };
    }

    /// UTF-16, big-endian unless a byte order mark says otherwise. A last odd octet is dropped, half a
    /// surrogate pair becomes U+FFFD.
    private static String ucs2(byte[] bytes) {
        int mark = bytes.length >= 2 ? unit(bytes, 0, false) : 0;
        boolean reversed = mark == REVERSED_MARK;
        StringBuilder text = new StringBuilder(bytes.length / 2);
        for (int i = mark == BYTE_ORDER_MARK || reversed ? 2 : 0; i + 1 < bytes.length; i += 2) {
            char c = unit(bytes, i, reversed);
            if (!Character.isSurrogate(c)) {
                text.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 3 < bytes.length
                    && Character.isLowSurrogate(unit(bytes, i + 2, reversed))) {
                text.append(c).append(unit(bytes, i + 2, reversed));
                i += 2;
            } else {
                text.append(UNREADABLE);
            }
        }
        return text.toString();
    }

    private static char unit(byte[] bytes, int at, boolean reversed) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return (char) (reversed ? second << 8 | first : first << 8 | second);
    }

    private static Optional<Udh.Concatenation> sar(Arrival arrival) {
        Optional<byte[]> reference = arrival.parameter(Pdu.SAR_MSG_REF_NUM).filter(v -> v.length == 2);
        Optional<byte[]> total = arrival.parameter(Pdu.SAR_TOTAL_SEGMENTS).filter(v -> v.length == 1);
        Optional<byte[]> number = arrival.parameter(Pdu.SAR_SEGMENT_SEQNUM).filter(v -> v.length == 1);
        if (reference.isEmpty() || total.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        return Udh.Concatenation.of(
                Udh.Concatenation.Kind.SAR,
                (reference.get()[0] & 0xff) << 8 | reference.get()[1] & 0xff,
                total.get()[0],
                number.get()[0]);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
