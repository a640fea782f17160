package org.linja.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

class SoundTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// ITU-T G.711: silence is 0xD5, the loudest positive step 0xAA, the loudest negative one 0x2A.
    @Test
    void alawHasTheCodesOfTheStandard() {
        assertThat(Alaw.encode((short) 0)).isEqualTo((byte) 0xd5);
        assertThat(Alaw.encode((short) -1)).isEqualTo((byte) 0x55);
        assertThat(Alaw.encode(Short.MAX_VALUE)).isEqualTo((byte) 0xaa);
        assertThat(Alaw.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2a);
    }

    @Test
    void everyCodeComesBackAsItself() {
        for (int code = 0; code < 256; code++) {
            assertThat(Alaw.encode(Alaw.decode((byte) code))).isEqualTo((byte) code);
        }
    }

    /// The same table as the JDK's own converter, which is somebody else's work.
    @Test
    void theJdkDecodesOurCodesToTheSameSamples() throws IOException {
        byte[] codes = new byte[256];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = (byte) code;
        }
        AudioFormat alaw = new AudioFormat(AudioFormat.Encoding.ALAW, 8000, 8, 1, 1, 8000, false);
        AudioFormat pcm = new AudioFormat(8000, 16, 1, true, false);
        byte[] samples;
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(
                pcm, new AudioInputStream(new ByteArrayInputStream(codes), alaw, codes.length))) {
            samples = stream.readAllBytes();
        }
        for (int code = 0; code < codes.length; code++) {
            short theirs = (short) (samples[2 * code] & 0xff | samples[2 * code + 1] << 8);
            assertThat(Alaw.decode((byte) code)).as("code %02x", code).isEqualTo(theirs);
        }
    }

    @Test
    void silenceIsCutOffButForALittle() {
        Sound spoken = Sound.tone(0, SECOND).then(Sound.tone(440, SECOND)).then(Sound.tone(0, SECOND.multipliedBy(2)));
        Sound trimmed = spoken.trimmed(Duration.ofMillis(50), Duration.ofMillis(300));
        assertThat(trimmed.length()).isBetween(Duration.ofMillis(1320), Duration.ofMillis(1370));
        assertThat(trimmed.silent()).isFalse();
        assertThat(Sound.tone(0, SECOND).silent()).isTrue();
        assertThat(Sound.tone(0, SECOND).trimmed(Duration.ZERO, Duration.ZERO).length())
                .isZero();
    }

    @Test
    void quietAndLoudRecordingsBecomeEquallyLoud() {
        assertThat(loudest(quieter(Sound.tone(440, SECOND), 10).levelled()))
                .isCloseTo(
                        loudest(Sound.tone(440, SECOND).levelled()),
                        org.assertj.core.data.Percentage.withPercentage(5));
    }

    @Test
    void aBrowserCanPlayIt() throws IOException, UnsupportedAudioFileException {
        Sound sound = Sound.ofAlaw(Sound.tone(440, SECOND).alaw());
        try (AudioInputStream wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(sound.wav()))) {
            assertThat(wav.getFormat().getSampleRate()).isEqualTo(8000f);
            assertThat(wav.getFormat().getSampleSizeInBits()).isEqualTo(16);
            assertThat(wav.getFrameLength()).isEqualTo(8000);
        }
    }

    private static Sound quieter(Sound sound, int times) {
        byte[] wav = sound.wav();
        byte[] pcm = new byte[wav.length - 44];
        for (int i = 0; i < pcm.length; i += 2) {
            int sample = (wav[44 + i] & 0xff | wav[45 + i] << 8) / times;
            pcm[i] = (byte) sample;
            pcm[i + 1] = (byte) (sample >> 8);
        }
        return Sound.ofPcm(pcm);
    }

    private static int loudest(Sound sound) {
        byte[] wav = sound.wav();
        int loudest = 0;
        for (int i = 44; i < wav.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((short) (wav[i] & 0xff | wav[i + 1] << 8)));
        }
        return loudest;
    }
}
