package org.linja.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.linja.text.Gsm7;

/// How the octets of a message are read (SMPP 3.4 §5.2.19; 3GPP TS 23.038 §4 for the upper half of the values).
public enum Coding {
    /// The default alphabet of GSM 03.38, one septet in each octet.
    GSM7,
    /// IA5, of which ASCII is the common part.
    ASCII,
    LATIN1,
    /// UTF-16, big end first.
    UCS2,
    /// Octets without letters: shown as hexadecimal digits.
    BINARY;

    private static final int DATA_CLASS_GROUP = 0xF0;
    private static final int EIGHT_BIT = 0x04;

    /// What a data_coding value means here.
    static Coding of(int dataCoding) {
        if ((dataCoding & DATA_CLASS_GROUP) == DATA_CLASS_GROUP) {
            return (dataCoding & EIGHT_BIT) == 0 ? GSM7 : BINARY;
        }
        return switch (dataCoding) {
            case 0 -> GSM7;
            case 1 -> ASCII;
            case 3 -> LATIN1;
            case 8 -> UCS2;
            default -> BINARY;
        };
    }

    String decode(byte[] octets) {
        return switch (this) {
            case GSM7 -> Gsm7.decode(octets);
            case ASCII -> new String(octets, StandardCharsets.US_ASCII);
            case LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            case BINARY -> HexFormat.of().formatHex(octets);
        };
    }
}
