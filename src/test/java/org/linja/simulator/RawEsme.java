package org.linja.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An ESME that writes and reads octets by itself, so that the SMSC is not tested with its own codec.
final class RawEsme implements AutoCloseable {
    static final int LONG = 20;

    private final Socket socket;
    private final DataInputStream in;
    private final Map<Integer, BlockingQueue<Frame>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Frame> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int sequence;

    /// What came: four integers and the rest.
    record Frame(int command, int status, int sequence, byte[] body) {
        /// The fields of a deliver_sm that the tests look at.
        Delivered delivered() {
            ByteBuffer in = ByteBuffer.wrap(body);
            string(in);
            in.getShort();
            String from = string(in);
            in.getShort();
            String to = string(in);
            int esmClass = in.get();
            in.getShort();
            string(in);
            string(in);
            in.getShort();
            int coding = in.get();
            in.get();
            byte[] content = new byte[in.get() & 0xff];
            in.get(content);
            byte[] rest = new byte[in.remaining()];
            in.get(rest);
            return new Delivered(
                    from, to, esmClass, coding, content, HexFormat.of().formatHex(rest));
        }

        private static String string(ByteBuffer in) {
            StringBuilder read = new StringBuilder();
            for (byte b = in.get(); b != 0; b = in.get()) {
                read.append((char) b);
            }
            return read.toString();
        }
    }

    /// @param parameters the optional parameters as hexadecimal digits
    record Delivered(String from, String to, int esmClass, int coding, byte[] content, String parameters) {
        String ascii() {
            return new String(content, StandardCharsets.US_ASCII);
        }

        String ucs2() {
            return new String(content, StandardCharsets.UTF_16BE);
        }
    }

    RawEsme(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(socket.getInputStream());
        Thread.ofVirtual().start(this::read);
    }

    /// Bound as a transceiver with the account that the tests use.
    static RawEsme transceiver(int port) throws Exception {
        RawEsme esme = new RawEsme(port);
        int status = esme.ask(9, bind("linja", "secret", 0x34)).status();
        if (status != 0) {
            throw new IllegalStateException("bind_transceiver was answered with " + status);
        }
        return esme;
    }

    static byte[] bind(String systemId, String password, int version) {
        return octets(systemId, 0, password, 0, "", 0, version, 0, 0, "", 0);
    }

    /// A submit_sm body; `more` is appended as it stands.
    static byte[] submit(
            String from, String to, int esmClass, int registered, int coding, Object content, Object... more) {
        byte[] text = octets(content);
        return octets(
                "",
                0,
                1,
                1,
                from,
                0,
                1,
                1,
                to,
                0,
                esmClass,
                0,
                0,
                "",
                0,
                "",
                0,
                registered,
                0,
                coding,
                0,
                text.length,
                text,
                octets(more));
    }

    /// Numbers as one octet each, strings in ASCII, arrays as they are.
    static byte[] octets(Object... fields) {
        var out = new ByteArrayOutputStream();
        for (Object field : fields) {
            switch (field) {
                case Integer octet -> out.write(octet);
                case String ascii -> out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
                case byte[] bytes -> out.writeBytes(bytes);
                default -> throw new IllegalArgumentException(String.valueOf(field));
            }
        }
        return out.toByteArray();
    }

    /// Sends a request and waits for its answer.
    Frame ask(int command, byte[] body) throws Exception {
        return answerTo(send(command, body));
    }

    /// Sends a request and does not wait.
    ///
    /// @return its sequence number
    int send(int command, byte[] body) throws IOException {
        int mine = ++sequence;
        write(command, 0, mine, body);
        return mine;
    }

    Frame answerTo(int mine) throws InterruptedException {
        return await(answers.computeIfAbsent(mine, s -> new LinkedBlockingQueue<>()), "an answer");
    }

    /// Waits for a request of the SMSC.
    Frame next() throws InterruptedException {
        return await(requests, "a request");
    }

    /// The next request if it comes within that many milliseconds.
    @Nullable
    Frame next(int millis) throws InterruptedException {
        return requests.poll(millis, TimeUnit.MILLISECONDS);
    }

    /// Waits for a deliver_sm and acknowledges it.
    Delivered takes() throws Exception {
        Frame frame = next();
        answer(frame, 0);
        return frame.delivered();
    }

    void answer(Frame request, int status) throws IOException {
        write(request.command() | 0x8000_0000, status, request.sequence(), status == 0 ? octets(0) : new byte[0]);
    }

    void raw(byte[] octets) throws IOException {
        synchronized (socket) {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }
    }

    boolean closedByOther() throws InterruptedException {
        return ended.await(LONG, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int command, int status, int sequence, byte[] body) throws IOException {
        raw(ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(command)
                .putInt(status)
                .putInt(sequence)
                .put(body)
                .array());
    }

    private void read() {
        try {
            while (true) {
                byte[] rest = new byte[in.readInt() - 16];
                Frame head = new Frame(in.readInt(), in.readInt(), in.readInt(), rest);
                in.readFully(rest);
                if (head.command() < 0) {
                    answers.computeIfAbsent(head.sequence(), s -> new LinkedBlockingQueue<>())
                            .add(head);
                } else {
                    requests.add(head);
                }
            }
        } catch (IOException e) {
            ended.countDown();
        }
    }

    private static Frame await(BlockingQueue<Frame> queue, String what) throws InterruptedException {
        Frame frame = queue.poll(LONG, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError(what + " did not come within " + LONG + " s");
        }
        return frame;
    }
}
