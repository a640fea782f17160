package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.linja.testkit.Eventually;

/// Writing without waiting.
class GatheredWritesTest {

    /// A network that takes one write per permit.
    private static final class Narrow extends OutputStream {
        private final Semaphore permits = new Semaphore(0);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            permits.acquireUninterruptibly();
            taken.write(octets, from, length);
            writes.incrementAndGet();
        }
    }

    @Test
    void whatGathersWhileTheNetworkIsBusyLeavesInOneWrite() throws IOException {
        Narrow network = new Narrow();
        try (GatheredWrites out = new GatheredWrites("test", network, () -> {})) {
            byte[] pdu = new byte[1000];
            for (int i = 1; i <= 500; i++) {
                out.write(pdu, i);
                out.flush();
            }
            assertThat(out.drained()).isFalse();
            network.permits.release(1000);
            Eventually.holds("all is written", out::drained);
            assertThat(network.taken.size()).isEqualTo(500_000);
            assertThat(network.writes.get()).isLessThanOrEqualTo(3);
            byte[] all = network.taken.toByteArray();
            for (int i = 0; i < 500; i++) {
                assertThat(Pdu.word(all, i * 1000 + 12)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadIsNoticedAndNobodyWaits() throws IOException {
        Narrow network = new Narrow();
        try (GatheredWrites out = new GatheredWrites("test", network, () -> {})) {
            byte[] pdu = new byte[60_000];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            out.write(pdu, 0, pdu.length);
                            out.flush();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("the peer does not read");
            network.permits.release(1000);
        }
    }

    @Test
    void aBrokenLineIsToldOnceAndTakesNothingMore() throws Exception {
        CountDownLatch broken = new CountDownLatch(1);
        GatheredWrites out = new GatheredWrites(
                "test",
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("broken pipe");
                    }
                },
                broken::countDown);
        out.write(new byte[16], 0, 16);
        out.flush();
        broken.await();
        assertThatThrownBy(() -> out.write(new byte[16], 1)).isInstanceOf(IOException.class);
    }
}
