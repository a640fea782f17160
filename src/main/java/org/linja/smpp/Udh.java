package org.linja.smpp;

import java.util.Optional;

/// A user data header in front of a message (3GPP TS 23.040 §9.2.3.24).
///
/// @param length how many octets it takes, its own length octet included
/// @param concatenation which part of which message this is, when the header says so
record Udh(int length, Optional<Concatenation> concatenation) {

    private static final int CONCATENATED_8_BIT = 0x00;
    private static final int CONCATENATED_16_BIT = 0x08;

    /// Reads the header at the start of `bytes`. Other information elements may come before and after the one
    /// that concatenates; when that one is repeated, the last one counts; when its numbers make no sense
    /// (total or number 0, number past the total) it is ignored, as §9.2.3.24.1 asks.
    ///
    /// @return empty when the lengths in it do not fit together: then nothing of it can be trusted
    static Optional<Udh> read(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        int end = 1 + (bytes[0] & 0xff);
        if (end > bytes.length) {
            return Optional.empty();
        }
        Optional<Concatenation> found = Optional.empty();
        int at = 1;
        while (at < end) {
            if (at + 2 > end) {
                return Optional.empty();
            }
            int element = bytes[at] & 0xff;
            int length = bytes[at + 1] & 0xff;
            int value = at + 2;
            if (value + length > end) {
                return Optional.empty();
            }
            if (element == CONCATENATED_8_BIT && length == 3) {
                found = Concatenation.of(
                        Concatenation.Kind.EIGHT_BIT, bytes[value] & 0xff, bytes[value + 1], bytes[value + 2]);
            } else if (element == CONCATENATED_16_BIT && length == 4) {
                int reference = (bytes[value] & 0xff) << 8 | bytes[value + 1] & 0xff;
                found = Concatenation.of(Concatenation.Kind.SIXTEEN_BIT, reference, bytes[value + 2], bytes[value + 3]);
            }
            at = value + length;
        }
        return Optional.of(new Udh(end, found));
    }

    /// Which part of which message.
    ///
    /// @param reference with the kind in its upper bits, so that references of two kinds never coincide
    /// @param total 2 to 255
    /// @param number 1 to `total`
    record Concatenation(int reference, int total, int number) {

        /// Where a reference comes from.
        enum Kind {
            EIGHT_BIT,
            SIXTEEN_BIT,
            SAR
        }

        /// @return empty when the numbers make no sense, or there is only one part
        static Optional<Concatenation> of(Kind kind, int reference, byte total, byte number) {
            int parts = total & 0xff;
            int part = number & 0xff;
            return parts < 2 || part < 1 || part > parts
                    ? Optional.empty()
                    : Optional.of(new Concatenation(kind.ordinal() << 16 | reference, parts, part));
        }
    }
}
