package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

/// The sound of one telephone, in place of SIPp's: it hears which recordings Asterisk plays, and presses keys (RFC
/// 4733) at moments that are known to the clock of this machine.
public final class Receiver implements AutoCloseable {
    private static final String KEYS = "0123456789*#";
    private static final int HEAD = 12;
    private static final int FRAME = 160;
    private static final int ALAW = 8;
    private static final int EVENT = 101;
    private static final int LONG = 5;
    private static final Duration STEP = Duration.ofMillis(20);

    /// A piece from the middle of a recording by which it is known: the voice has begun.
    private static final int FROM = 20 * FRAME;

    private static final int TO = 30 * FRAME;

    private final DatagramSocket socket;
    private final byte[] heard = new byte[120 * 50 * FRAME];
    private int length;
    private volatile SocketAddress asterisk = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private int sequence = 1000;
    private int time = 80_000;

    Receiver(String host) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                asterisk = packet.getSocketAddress();
                hear(packet.getData(), packet.getLength());
            }
        } catch (IOException closed) {
            // Closed.
        }
    }

    private synchronized void hear(byte[] packet, int size) {
        int sound = size - HEAD;
        if ((packet[1] & 0x7f) == ALAW && sound > 0 && length + sound <= heard.length) {
            System.arraycopy(packet, HEAD, heard, length, sound);
            length += sound;
        }
    }

    /// What was heard so far was in another call.
    public synchronized void hangsUp() {
        length = 0;
    }

    /// Waits until somebody speaks.
    public void hearsSomething() {
        Eventually.holds("a voice to be heard", () -> heard().length > 10 * FRAME);
    }

    private synchronized byte[] heard() {
        return Arrays.copyOf(heard, length);
    }

    /// Waits until a recording has been played to it.
    ///
    /// @param recording by language and name, such as `sq/whisper-taken`
    public void hears(String recording) {
        byte[] known = piece(recording);
        Eventually.holds(recording + " to be heard", () -> contains(heard(), known));
    }

    private static byte[] piece(String recording) {
        try {
            Path file = Path.of("ivr-scripts/prompts").resolve(recording + ".alaw");
            return Arrays.copyOfRange(Files.readAllBytes(file), FROM, TO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /// When a key was pressed and let go, by one clock for all receivers.
    private record Press(long begun, long ended) {}

    /// Two people press a key as nearly at once as this machine can.
    ///
    /// @return how far apart they really were: the larger of the distances between the beginnings and between the
    /// ends
    public static Duration together(char key, Receiver one, Receiver other) {
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Press> first = CompletableFuture.supplyAsync(() -> one.presses(key, both));
        CompletableFuture<Press> second = CompletableFuture.supplyAsync(() -> other.presses(key, both));
        Press a = first.join();
        Press b = second.join();
        return Duration.ofNanos(Math.max(Math.abs(a.begun - b.begun), Math.abs(a.ended - b.ended)));
    }

    /// A key.
    public void presses(char key) {
        presses(key, new CyclicBarrier(1));
    }

    /// For 100 ms. Its end, by which Asterisk counts it, is told three times.
    private Press presses(char key, CyclicBarrier both) {
        try {
            both.await();
            long begun = System.nanoTime();
            for (int i = 1; i <= LONG; i++) {
                send(key, i == 1, 10, FRAME * i);
                Thread.sleep(STEP);
            }
            long ended = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                send(key, false, 0x8a, FRAME * LONG);
            }
            time += FRAME * 100;
            return new Press(begun, ended);
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private void send(char key, boolean marked, int flags, int duration) {
        byte[] packet = ByteBuffer.allocate(HEAD + 4)
                .put((byte) 0x80)
                .put((byte) (marked ? 0x80 | EVENT : EVENT))
                .putShort((short) sequence++)
                .putInt(time)
                .putInt(port())
                .put((byte) KEYS.indexOf(key))
                .put((byte) flags)
                .putShort((short) duration)
                .array();
        try {
            socket.send(new DatagramPacket(packet, packet.length, asterisk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
