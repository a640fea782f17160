package org.linja.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;
import org.linja.outbox.Cleared;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.outbox.SendResult.Fault;
import org.linja.text.Gsm7;
import org.linja.text.Segments;
import org.linja.text.Transliteration;

/// Writes a message as the `submit_sm` PDUs of its segments (MT), in the carrier's own alphabet and manner.
final class MtWriter {
    private static final int LONGEST_ADDRESS = 20;
    private static final int LONGEST_NAME = 11;
    private static final int ALPHANUMERIC = 5;
    private static final byte GSM = 0x00;
    private static final byte UCS2 = 0x08;
    private static final int UCS2_WHOLE = 70;
    private static final int UCS2_PART = 67;
    private static final byte RECEIPT_ASKED = 0x01;
    private static final int MOST_KNOWN = 500;

    private final Carrier carrier;
    private final Map<Repeated, Coded> repeated = new ConcurrentHashMap<>();
    private final PDUComposer composer = new DefaultComposer();
    private final AtomicInteger references =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

    MtWriter(Carrier carrier) {
        this.carrier = carrier;
    }

    /// What came of it: PDUs, or the reason why this message can never be sent.
    sealed interface Written {
        /// @param pdus one per segment, with sequence number 0
        record Segmented(List<byte[]> pdus) implements Written {}

        record Impossible(SendResult.Refused why) implements Written {}
    }

    Written write(Cleared message) {
        Addresses source = Addresses.source(message.from(), carrier.source());
        int longest = source.ton() == ALPHANUMERIC ? LONGEST_NAME : LONGEST_ADDRESS;
        if (source.value().length() > longest) {
            return impossible("the sender is longer than " + longest + " characters");
        }
        Coded coded;
        try {
            coded = alike(message.lane()) ? codedOnce(message) : coded(message);
        } catch (IllegalArgumentException tooLong) {
            return impossible("the text needs more than " + Segments.MOST + " segments");
        }
        try {
            return new Written.Segmented(pdus(message, source, coded));
        } catch (PDUStringException e) {
            return impossible("a field does not fit the PDU (" + Statuses.name(e.getErrorCode()) + ")");
        }
    }

    private Coded coded(Cleared message) {
        return coded(Transliteration.apply(
                message.text(),
                carrier.transliteration().getOrDefault(message.lane(), Transliteration.Policy.WHEN_CHEAPER)));
    }

    /// Thousands of broadcast messages have the same text, and so have the answers to an SOS.
    private static boolean alike(Lane lane) {
        return lane == Lane.BROADCAST || lane == Lane.SOS;
    }

    private Coded codedOnce(Cleared message) {
        Repeated text = new Repeated(message.lane(), message.text());
        Coded known = repeated.get(text);
        if (known == null) {
            if (repeated.size() >= MOST_KNOWN) {
                repeated.clear();
            }
            known = coded(message);
            repeated.put(text, known);
        }
        return known;
    }

    private static Written impossible(String why) {
        return new Written.Impossible(new SendResult.Refused(why, Fault.OURS));
    }

    private List<byte[]> pdus(Cleared message, Addresses source, Coded coded) throws PDUStringException {
        int total = coded.parts.size();
        if (total == 1) {
            return List.of(pdu(message, source, coded.dataCoding, 0, coded.parts.getFirst()));
        }
        if (carrier.longMessages() == Carrier.LongMessages.PAYLOAD) {
            return List.of(pdu(
                    message,
                    source,
                    coded.dataCoding,
                    0,
                    new byte[0],
                    new OptionalParameter.Message_payload(joined(coded.parts))));
        }
        int reference = references.incrementAndGet();
        List<byte[]> pdus = new ArrayList<>(total);
        for (int i = 0; i < total; i++) {
            byte[] part = coded.parts.get(i);
            pdus.add(
                    carrier.longMessages() == Carrier.LongMessages.SAR
                            ? pdu(
                                    message,
                                    source,
                                    coded.dataCoding,
                                    0,
                                    part,
                                    new OptionalParameter.Sar_msg_ref_num((short) reference),
                                    new OptionalParameter.Sar_total_segments((byte) total),
                                    new OptionalParameter.Sar_segment_seqnum((byte) (i + 1)))
                            : pdu(
                                    message,
                                    source,
                                    coded.dataCoding,
                                    Pdu.ESM_UDHI,
                                    joined(List.of(header(reference, total, i + 1), part))));
        }
        return pdus;
    }

    private byte[] pdu(
            Cleared message,
            Addresses source,
            byte dataCoding,
            int esmClass,
            byte[] shortMessage,
            OptionalParameter... parameters)
            throws PDUStringException {
        Addresses to = Addresses.destination(message.to());
        return composer.submitSm(
                0,
                "",
                (byte) source.ton(),
                (byte) source.npi(),
                source.value(),
                (byte) to.ton(),
                (byte) to.npi(),
                to.value(),
                (byte) esmClass,
                (byte) 0,
                (byte) 0,
                null,
                Validity.of(message.validity()),
                carrier.receipts() ? RECEIPT_ASKED : 0,
                (byte) 0,
                dataCoding,
                (byte) 0,
                shortMessage,
                parameters);
    }

    /// 3GPP TS 23.040 §9.2.3.24.1: five octets follow; concatenated, 8-bit reference, three octets.
    private static byte[] header(int reference, int total, int number) {
        return new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    }

    private record Coded(byte dataCoding, List<byte[]> parts) {}

    /// A lane has its own policy of transliteration.
    private record Repeated(Lane lane, String text) {
        @Override
        public String toString() {
            return "Repeated[" + lane + "]";
        }
    }

    /// GSM 03.38 where the text fits and the carrier's default alphabet has the letters too; else UCS-2. A
    /// Latin-1 letter that GSM lacks is lost behind many SMSCs, so Latin-1 is used only for what also fits
    /// GSM.
    ///
    /// @throws IllegalArgumentException when it takes too many segments
    private Coded coded(String text) {
        Segments segments = Segments.of(text);
        if (segments.encoding() == Segments.Encoding.UCS2) {
            return new Coded(
                    UCS2, segments.parts().stream().map(MtWriter::utf16).toList());
        }
        if (fitsDefaultAlphabet(text)) {
            return new Coded(GSM, segments.parts().stream().map(this::octets).toList());
        }
        return new Coded(UCS2, wide(text).stream().map(MtWriter::utf16).toList());
    }

    private static byte[] utf16(String part) {
        return part.getBytes(StandardCharsets.UTF_16BE);
    }

    private boolean fitsDefaultAlphabet(String text) {
        int last = switch (carrier.alphabet()) {
            case GSM -> Character.MAX_VALUE;
            case ASCII -> 0x7f;
            case LATIN1 -> 0xff;
        };
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > last) {
                return false;
            }
        }
        return true;
    }

    private byte[] octets(String part) {
        return switch (carrier.alphabet()) {
            case GSM -> Gsm7.encode(part);
            case ASCII, LATIN1 -> part.getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    /// A text of GSM letters (none of them a surrogate) in parts for UCS-2.
    private static List<String> wide(String text) {
        if (text.length() <= UCS2_WHOLE) {
            return List.of(text);
        }
        if (text.length() > UCS2_PART * Segments.MOST) {
            throw new IllegalArgumentException("too long");
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += UCS2_PART) {
            parts.add(text.substring(from, Math.min(text.length(), from + UCS2_PART)));
        }
        return parts;
    }

    private static byte[] joined(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
