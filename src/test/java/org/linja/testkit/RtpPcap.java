package org.linja.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A capture file in which one key is pressed, or somebody makes a sound: RTP packets as a telephone sends them (A-law;
/// keys by RFC 4733, payload type 101). SIPp plays it. What comes later in a call has later sequence numbers and times,
/// for Asterisk drops what is older than what it has heard.
final class RtpPcap {
    private static final String KEYS = "0123456789*#";
    private static final int EVENT = 101;
    private static final int ALAW = 8;
    private static final int FRAME = 160;
    private static final byte SILENCE = (byte) 0xd5;
    private static final byte LOUD = (byte) 0xb5;
    private static final byte SIGN = (byte) 0x80;
    private static final int STEP_MICROS = 20_000;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int sequence;
    private int time;
    private long micros;

    private RtpPcap(int press) {
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
    static void key(Path file, char key, int press) {
        RtpPcap pcap = new RtpPcap(press);
        pcap.sound(5, SILENCE, SILENCE);
        pcap.event(KEYS.indexOf(key));
        pcap.sound(5, SILENCE, SILENCE);
        pcap.write(file);
    }

    /// A buzz of 1 kHz.
    ///
    /// @param press as for a key
    static void buzz(Path file, Duration length, int press) {
        RtpPcap pcap = new RtpPcap(press);
        pcap.sound((int) (length.toMillis() * 1000 / STEP_MICROS), LOUD, (byte) (LOUD ^ SIGN));
        pcap.write(file);
    }

    private void write(Path to) {
        try {
            Files.write(to, file.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Four samples of the one, four of the other.
    private void sound(int frames, byte one, byte other) {
        byte[] samples = new byte[FRAME];
        for (int i = 0; i < FRAME; i++) {
            samples[i] = i / 4 % 2 == 0 ? one : other;
        }
        for (int i = 0; i < frames; i++) {
            packet(ALAW, samples, time, false);
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
