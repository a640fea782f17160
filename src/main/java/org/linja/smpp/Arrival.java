package org.linja.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `deliver_sm` or `data_sm` taken apart (SMPP 3.4 §4.6.1, §4.7.1), as tolerantly as its bytes allow: what
/// is longer than it may be is kept, what is cut off ends where the bytes end.
///
/// It has no readable [#toString]: it holds a number and a text.
final class Arrival {
    private final String serviceType;
    private final Address source;
    private final Address destination;
    private final int esmClass;
    private final int dataCoding;
    private final byte[] message;
    private final Map<Integer, byte[]> parameters;

    /// An address as it stands in a PDU (SMPP 3.4 §5.2.5, §5.2.6, §5.2.8).
    ///
    /// @param ton type of number
    /// @param npi numbering plan
    record Address(int ton, int npi, String digits) {
        @Override
        public String toString() {
            return "Address[" + ton + ", " + npi + "]";
        }
    }

    private Arrival(
            String serviceType,
            Address source,
            Address destination,
            int esmClass,
            int dataCoding,
            byte[] message,
            Map<Integer, byte[]> parameters) {
        this.serviceType = serviceType;
        this.source = source;
        this.destination = destination;
        this.esmClass = esmClass;
        this.dataCoding = dataCoding;
        this.message = message;
        this.parameters = parameters;
    }

    /// Reads the PDU that fills `pdu`, header included.
    ///
    /// @return empty when not even the addresses and data_coding can be found
    static Optional<Arrival> read(byte[] pdu) {
        Reader in = new Reader(pdu);
        boolean data = Pdu.word(pdu, 4) == Pdu.DATA_SM;
        String serviceType = in.string();
        Address source = in.address();
        Address destination = in.address();
        int esmClass = in.octet();
        if (data) {
            in.skip(1);
        } else {
            in.skip(2);
            in.string();
            in.string();
            in.skip(2);
        }
        int dataCoding = in.octet();
        if (!data) {
            in.skip(1);
        }
        if (in.broken) {
            return Optional.empty();
        }
        byte[] message = data || in.at == pdu.length ? new byte[0] : in.bytes(in.octet());
        Map<Integer, byte[]> parameters = in.parameters();
        byte @Nullable [] payload = parameters.get(Pdu.MESSAGE_PAYLOAD);
        if (payload != null && message.length == 0) {
            message = payload;
        }
        return Optional.of(new Arrival(serviceType, source, destination, esmClass, dataCoding, message, parameters));
    }

    String serviceType() {
        return serviceType;
    }

    String source() {
        return source.digits();
    }

    String destination() {
        return destination.digits();
    }

    Address sourceAddress() {
        return source;
    }

    Address destinationAddress() {
        return destination;
    }

    int esmClass() {
        return esmClass;
    }

    int dataCoding() {
        return dataCoding;
    }

    /// The short message, or the message payload, with its user data header.
    byte[] message() {
        return message;
    }

    /// An optional parameter, or empty.
    Optional<byte[]> parameter(int tag) {
        return Optional.ofNullable(parameters.get(tag));
    }

    /// Whether this reports on a message of ours: its message type says so (SMPP 3.4 §5.2.12), or, from
    /// networks that leave the type 0, the optional parameters that only a network can set. A text that
    /// merely looks like a receipt is a text.
    boolean receipt() {
        int type = esmClass & Pdu.ESM_TYPE;
        return type == Pdu.ESM_RECEIPT
                || type == Pdu.ESM_INTERMEDIATE
                || type == 0
                        && parameters.containsKey(Pdu.RECEIPTED_MESSAGE_ID)
                        && parameters.containsKey(Pdu.MESSAGE_STATE);
    }

    @Override
    public String toString() {
        return "Arrival[" + message.length + " bytes]";
    }

    private static final class Reader {
        private final byte[] pdu;
        private int at = Pdu.HEADER;
        private boolean broken;

        Reader(byte[] pdu) {
            this.pdu = pdu;
        }

        int octet() {
            if (at >= pdu.length) {
                broken = true;
                return 0;
            }
            return pdu[at++] & 0xff;
        }

        void skip(int octets) {
            at += octets;
            broken |= at > pdu.length;
        }

        String string() {
            int start = at;
            while (at < pdu.length && pdu[at] != 0) {
                at++;
            }
            if (at >= pdu.length) {
                broken = true;
                return "";
            }
            return new String(pdu, start, at++ - start, StandardCharsets.ISO_8859_1);
        }

        Address address() {
            int ton = octet();
            int npi = octet();
            return new Address(ton, npi, string());
        }

        byte[] bytes(int length) {
            int end = Math.min(pdu.length, at + length);
            byte[] found = Arrays.copyOfRange(pdu, at, end);
            at = end;
            return found;
        }

        Map<Integer, byte[]> parameters() {
            if (at + 4 > pdu.length) {
                return Map.of();
            }
            Map<Integer, byte[]> found = new HashMap<>();
            while (at + 4 <= pdu.length) {
                int tag = octet() << 8 | octet();
                found.put(tag, bytes(octet() << 8 | octet()));
            }
            return found;
        }
    }
}
