package org.linja.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A capture file in which one key is pressed: RTP packets as a telephone sends them (RFC 4733, payload type 101,
/// between packets of A-law silence). SIPp plays it. Each press of a call has sequence numbers and times after those of
/// the one before, for Asterisk drops what is older than what it has heard.
final class DtmfPcap {
    private static final String KEYS = "0123456789*#";
    private static final int EVENT = 101;
    private static final int ALAW = 8;
    private static final int FRAME = 160;
    private static final int STEP_MICROS = 20_000;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int sequence;
    private int time;
    private long micros;

    private DtmfPcap(int press) {
        sequence = 1000 * (press + 1);
        time = 80_000 * (press + 1);
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65535)
                .putInt(1);
        file.writeBytes(head.array());
    }

    /// @param press the how-manieth of this call, from 0
    static void write(Path file, char key, int press) {
        DtmfPcap pcap = new DtmfPcap(press);
        pcap.silence(5);
        pcap.event(KEYS.indexOf(key));
        pcap.silence(5);
        try {
            Files.write(file, pcap.file.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void silence(int frames) {
        byte[] quiet = new byte[FRAME];
        java.util.Arrays.fill(quiet, (byte) 0xd5);
        for (int i = 0; i < frames; i++) {
            packet(ALAW, quiet, time, false);
            time += FRAME;
            micros += STEP_MICROS;
        }
    }

    /// 100 ms, and its end three times.
    private void event(int key) {
        int begun = time;
        for (int i = 1; i <= 5; i++) {
            packet(EVENT, told(key, 10, FRAME * i), begun, i == 1);
            time += FRAME;
            micros += STEP_MICROS;
        }
        for (int i = 0; i < 3; i++) {
            packet(EVENT, told(key, 0x8a, FRAME * 5), begun, false);
            micros += 500;
        }
    }

    private static byte[] told(int key, int flags, int duration) {
        return ByteBuffer.allocate(4)
                .put((byte) key)
                .put((byte) flags)
                .putShort((short) duration)
                .array();
    }

    private void packet(int type, byte[] payload, int stamp, boolean marked) {
        ByteBuffer all = ByteBuffer.allocate(14 + 20 + 8 + 12 + payload.length);
        all.put(new byte[12]).putShort((short) 0x0800);
        all.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (40 + payload.length))
                .putInt(0);
        all.put((byte) 64).put((byte) 17).putShort((short) 0).putInt(0x7f000001).putInt(0x7f000001);
        all.putShort((short) 4000)
                .putShort((short) 4002)
                .putShort((short) (20 + payload.length))
                .putShort((short) 0);
        all.put((byte) 0x80).put((byte) (marked ? 0x80 | type : type)).putShort((short) sequence++);
        all.putInt(stamp).putInt(0x1234).put(payload);
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        head.putInt(all.capacity()).putInt(all.capacity());
        file.writeBytes(head.array());
        file.writeBytes(all.array());
    }
}
