package org.linja.tapes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A WAV file of A-law (format 6 of RFC 2361): the sound as it was recorded, playable by browsers and players.
public final class Wave {
    private static final int RATE = 8000;
    private static final int HEAD = 58;
    private static final short ALAW = 6;

    private Wave() {}

    /// Writes the file whole.
    ///
    /// @param sound A-law, 8,000 octets a second
    public static void write(byte[] sound, OutputStream to) throws IOException {
        int padding = sound.length % 2;
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt(HEAD - 8 + sound.length + padding).put(ascii("WAVE"));
        head.put(ascii("fmt ")).putInt(18).putShort(ALAW).putShort((short) 1);
        head.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8).putShort((short) 0);
        head.put(ascii("fact")).putInt(4).putInt(sound.length);
        head.put(ascii("data")).putInt(sound.length);
        to.write(head.array());
        to.write(sound);
        to.write(new byte[padding]);
    }

    private static byte[] ascii(String four) {
        return four.getBytes(StandardCharsets.US_ASCII);
    }
}
