package org.linja.prompts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// Telephone sound: 8,000 samples a second, one channel, 16 bits.
public final class Sound {
    /// Samples in a second.
    public static final int RATE = 8000;

    private static final int FRAME = RATE / 100;
    /// Quieter than this is silence: about -46 dBFS.
    private static final double SILENCE = 160;
    /// The loudness of all recordings, -20 dBFS of the frames that are not silent, so that none startles.
    private static final double LOUDNESS = 3277;
    /// No sample is louder than -3 dBFS.
    private static final double PEAK = 23197;

    private final short[] samples;

    private Sound(short[] samples) {
        this.samples = samples;
    }

    /// Of samples of 16 bits, low octet first.
    public static Sound ofPcm(byte[] pcm) {
        short[] samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Sound(samples);
    }

    /// Of A-law octets, as Asterisk plays them.
    public static Sound ofAlaw(byte[] octets) {
        short[] samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            samples[i] = Alaw.decode(octets[i]);
        }
        return new Sound(samples);
    }

    /// A tone.
    ///
    /// @param hertz 0 for silence
    public static Sound tone(double hertz, Duration length) {
        short[] samples = new short[(int) (length.toMillis() * RATE / 1000)];
        for (int i = 0; i < samples.length; i++) {
            double fade = Math.min(1, Math.min(i, samples.length - i) / 80.0);
            samples[i] = (short) (LOUDNESS * fade * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return new Sound(samples);
    }

    /// This one and then another.
    public Sound then(Sound next) {
        short[] both = Arrays.copyOf(samples, samples.length + next.samples.length);
        System.arraycopy(next.samples, 0, both, samples.length, next.samples.length);
        return new Sound(both);
    }

    /// How long it is.
    public Duration length() {
        return Duration.ofMillis(samples.length * 1000L / RATE);
    }

    /// Whether there is nothing to hear.
    public boolean silent() {
        for (int from = 0; from < samples.length; from += FRAME) {
            if (loudness(from) > SILENCE) {
                return false;
            }
        }
        return true;
    }

    /// Without the silence around it, but for a little.
    public Sound trimmed(Duration before, Duration after) {
        int first = 0;
        while (first < samples.length && loudness(first) <= SILENCE) {
            first += FRAME;
        }
        int last = samples.length / FRAME * FRAME;
        while (last > first && loudness(last - FRAME) <= SILENCE) {
            last -= FRAME;
        }
        int from = Math.max(0, Math.min(first, samples.length) - count(before));
        int to = Math.min(samples.length, last + count(after));
        return new Sound(Arrays.copyOfRange(samples, from, Math.max(from, to)));
    }

    /// As loud as all others, and never louder than a telephone can carry.
    public Sound levelled() {
        double sum = 0;
        int voiced = 0;
        int peak = 1;
        for (int from = 0; from < samples.length; from += FRAME) {
            double loudness = loudness(from);
            if (loudness > SILENCE) {
                sum += loudness * loudness;
                voiced++;
            }
        }
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs((int) sample));
        }
        if (voiced == 0) {
            return this;
        }
        double gain = Math.min(LOUDNESS / Math.sqrt(sum / voiced), PEAK / peak);
        short[] louder = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            louder[i] = (short) Math.round(samples[i] * gain);
        }
        return new Sound(louder);
    }

    /// A-law octets, as the trunk speaks and Asterisk plays without converting.
    public byte[] alaw() {
        byte[] octets = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            octets[i] = Alaw.encode(samples[i]);
        }
        return octets;
    }

    /// A WAV file of 16-bit samples, which every browser plays.
    public byte[] wav() {
        int size = samples.length * 2;
        ByteBuffer file = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + size).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(size);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    private static byte[] ascii(String four) {
        return four.getBytes(StandardCharsets.US_ASCII);
    }

    private static int count(Duration time) {
        return (int) (time.toMillis() * RATE / 1000);
    }

    /// Root mean square of the frame that begins there.
    private double loudness(int from) {
        double sum = 0;
        int to = Math.min(samples.length, from + FRAME);
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return to == from ? 0 : Math.sqrt(sum / (to - from));
    }
}
