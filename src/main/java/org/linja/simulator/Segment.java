package org.linja.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/// One segment of a message, however the sender has marked it.
///
/// @param reference the same in all segments of a message
/// @param total how many there are; 1 for a message that was not split
/// @param number which one this is, from 1
/// @param octets its content, without the user data header
record Segment(int reference, int total, int number, byte[] octets) {
    private static final int CONCATENATED_8 = 0x00;
    private static final int CONCATENATED_16 = 0x08;

    /// Reads the user data header (3GPP TS 23.040 §9.2.3.24.1 and .8) or the sar parameters (SMPP 3.4 §5.3.2.22
    /// to §5.3.2.24).
    static Segment of(ShortMessage message) {
        byte[] content = message.content();
        if ((message.esmClass() & ShortMessage.UDHI) != 0 && content.length > 0) {
            int header = 1 + (content[0] & 0xff);
            if (header <= content.length) {
                byte[] rest = Arrays.copyOfRange(content, header, content.length);
                return fromHeader(ByteBuffer.wrap(content, 1, header - 1), rest);
            }
        }
        return fromParameters(message.parameters(), content);
    }

    private static Segment fromHeader(ByteBuffer header, byte[] rest) {
        while (header.remaining() >= 2) {
            int element = header.get() & 0xff;
            int length = header.get() & 0xff;
            if (length > header.remaining()) {
                break;
            }
            if (element == CONCATENATED_8 && length == 3) {
                return checked(header.get() & 0xff, header.get() & 0xff, header.get() & 0xff, rest);
            }
            if (element == CONCATENATED_16 && length == 4) {
                return checked(header.getShort() & 0xffff, header.get() & 0xff, header.get() & 0xff, rest);
            }
            header.position(header.position() + length);
        }
        return whole(rest);
    }

    private static Segment fromParameters(Map<Integer, byte[]> parameters, byte[] content) {
        byte[] reference = parameters.get(ShortMessage.SAR_REFERENCE);
        byte[] total = parameters.get(ShortMessage.SAR_TOTAL);
        byte[] number = parameters.get(ShortMessage.SAR_NUMBER);
        if (reference == null || total == null || number == null) {
            return whole(content);
        }
        if (reference.length != 2 || total.length != 1 || number.length != 1) {
            return whole(content);
        }
        int ref = (reference[0] & 0xff) << 8 | reference[1] & 0xff;
        return checked(ref, total[0] & 0xff, number[0] & 0xff, content);
    }

    /// A segment whose numbers cannot be is shown on its own, as a handset does.
    private static Segment checked(int reference, int total, int number, byte[] octets) {
        return number >= 1 && number <= total ? new Segment(reference, total, number, octets) : whole(octets);
    }

    private static Segment whole(byte[] octets) {
        return new Segment(0, 1, 1, octets);
    }
}
