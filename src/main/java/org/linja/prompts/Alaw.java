package org.linja.prompts;

/// The code of European telephones: 13-bit sound in 8 bits (ITU-T G.711).
public final class Alaw {
    private static final int TOGGLE = 0x55;
    private static final int POSITIVE = 0x80;
    private static final short[] DECODED = new short[256];

    static {
        for (int code = 0; code < DECODED.length; code++) {
            int bare = code ^ TOGGLE;
            int segment = bare >> 4 & 7;
            int step = (bare & 15) << 4;
            int level = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
            DECODED[code] = (short) ((bare & POSITIVE) != 0 ? level : -level);
        }
    }

    private Alaw() {}

    /// The octet of a 16-bit sample.
    public static byte encode(short sample) {
        int sign = sample >= 0 ? POSITIVE : 0;
        // Of a negative sample the level is counted from -1: so both sides have the same size.
        int level = (sample >= 0 ? sample : -sample - 1) >> 3;
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(level));
        int step = level >> Math.max(1, segment) & 15;
        return (byte) ((sign | segment << 4 | step) ^ TOGGLE);
    }

    /// The 16-bit sample of an octet.
    public static short decode(byte code) {
        return DECODED[code & 0xff];
    }
}
