package org.linja.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.net.ServerSocketFactory;

/// An SMSC that does what it is told, politeness included. It has its own small codec, so that it never
/// shares a mistake with the code under test. By default it binds everyone and takes every message.
public final class RoughSmsc implements AutoCloseable {
    public static final int OK = 0;
    public static final int THROTTLED = 0x58;
    public static final int QUEUE_FULL = 0x14;

    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(0x100);
    private volatile BiConsumer<Peer, Submit> onSubmit = (peer, submit) -> peer.accept(submit);
    private volatile int bindStatus = OK;
    private volatile boolean binding = true;
    private volatile boolean answersEnquiries = true;
    private volatile byte[] greeting = new byte[0];

    public RoughSmsc() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    /// Speaks through sockets of that factory (TLS).
    public RoughSmsc(ServerSocketFactory factory) throws IOException {
        server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Peer peer = new Peer(server.accept());
                    peers.add(peer);
                    Thread.ofVirtual().start(peer::run);
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    /// What to do with each submit_sm, instead of taking it.
    public RoughSmsc onSubmit(BiConsumer<Peer, Submit> what) {
        onSubmit = what;
        return this;
    }

    /// How binds are answered from now on.
    public RoughSmsc bindStatus(int status) {
        bindStatus = status;
        return this;
    }

    /// Whether binds are answered at all.
    public RoughSmsc binding(boolean now) {
        binding = now;
        return this;
    }

    public RoughSmsc answersEnquiries(boolean now) {
        answersEnquiries = now;
        return this;
    }

    /// Octets sent to each new connection before anything else.
    public RoughSmsc greeting(byte[] octets) {
        greeting = octets;
        return this;
    }

    /// Every connection there ever was, oldest first.
    public List<Peer> peers() {
        return peers;
    }

    /// The connections that are bound and open.
    public List<Peer> bound() {
        return peers.stream()
                .filter(peer -> peer.bindCommand != 0 && !peer.closed)
                .toList();
    }

    /// Waits for that many bound connections.
    public List<Peer> awaitBound(int count) {
        Eventually.holds(count + " bound connections", () -> bound().size() == count);
        return bound();
    }

    public Peer awaitBound() {
        return awaitBound(1).getFirst();
    }

    /// All submits of all connections.
    public List<Submit> submits() {
        return peers.stream().flatMap(peer -> peer.submits.stream()).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        peers.forEach(Peer::drop);
    }

    /// A submit_sm as it came.
    public record Submit(
            int sequence,
            int sourceTon,
            int sourceNpi,
            String source,
            int destinationTon,
            String destination,
            int esmClass,
            String validity,
            int registered,
            int dataCoding,
            byte[] message,
            Map<Integer, byte[]> parameters) {
        public String latin() {
            return new String(message, StandardCharsets.ISO_8859_1);
        }
    }

    /// A deliver_sm in the making.
    public record Delivery(
            int command, String source, String destination, int esmClass, int dataCoding, byte[] message, byte[] tlvs) {
        public static Delivery mo(String source, String text) {
            return new Delivery(5, source, "55111", 0, 0, text.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
        }

        public static Delivery receipt(String text) {
            return mo("38344000999", text).esm(4);
        }

        public Delivery esm(int value) {
            return new Delivery(command, source, destination, value, dataCoding, message, tlvs);
        }

        public Delivery coding(int value) {
            return new Delivery(command, source, destination, esmClass, value, message, tlvs);
        }

        public Delivery bytes(int... octets) {
            byte[] bytes = new byte[octets.length];
            for (int i = 0; i < octets.length; i++) {
                bytes[i] = (byte) octets[i];
            }
            return bytes(bytes);
        }

        public Delivery bytes(byte[] bytes) {
            return new Delivery(command, source, destination, esmClass, dataCoding, bytes, tlvs);
        }

        public Delivery to(String number) {
            return new Delivery(command, source, number, esmClass, dataCoding, message, tlvs);
        }

        /// With a user data header for part `number` of `total`, 8-bit reference.
        public Delivery part(int reference, int total, int number) {
            byte[] all = ByteBuffer.allocate(6 + message.length)
                    .put(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number})
                    .put(message)
                    .array();
            return bytes(all).esm(0x40);
        }

        public Delivery tlv(int tag, byte... value) {
            byte[] all = ByteBuffer.allocate(tlvs.length + 4 + value.length)
                    .put(tlvs)
                    .putShort((short) tag)
                    .putShort((short) value.length)
                    .put(value)
                    .array();
            return new Delivery(command, source, destination, esmClass, dataCoding, message, all);
        }

        /// As data_sm, the text in message_payload.
        public Delivery dataSm() {
            return new Delivery(0x103, source, destination, esmClass, dataCoding, new byte[0], tlvs)
                    .tlv(0x424, message);
        }

        /// The whole PDU.
        public byte[] pdu(int sequence) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {0, 1, 1});
            body.writeBytes(source.getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(new byte[] {0, 0, 1});
            body.writeBytes(destination.getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(new byte[] {0, (byte) esmClass});
            if (command == 5) {
                body.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, (byte) dataCoding, 0, (byte) message.length});
                body.writeBytes(message);
            } else {
                body.writeBytes(new byte[] {0, (byte) dataCoding});
            }
            body.writeBytes(tlvs);
            return frame(command, OK, sequence, body.toByteArray());
        }
    }

    /// Header and body.
    public static byte[] frame(int command, int status, int sequence, byte... body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(command)
                .putInt(status)
                .putInt(sequence)
                .put(body)
                .array();
    }

    /// One connection to the gateway.
    public final class Peer {
        private final Socket socket;
        private final OutputStream out;
        private final AtomicInteger sequences = new AtomicInteger(1000);
        private final List<Submit> submits = new CopyOnWriteArrayList<>();
        private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private volatile int bindCommand;
        private volatile boolean closed;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        /// 1 receiver, 2 transmitter, 9 transceiver, 0 none yet.
        public int bindCommand() {
            return bindCommand;
        }

        public boolean closed() {
            return closed;
        }

        public List<Submit> submits() {
            return submits;
        }

        /// The names of the other requests and responses that came: bind, enquire, enquire-resp, unbind,
        /// unbind-resp, nack.
        public List<String> others() {
            return requests;
        }

        public void accept(Submit submit) {
            answer(submit, OK, Integer.toHexString(ids.getAndIncrement()));
        }

        public void answer(Submit submit, int status, String id) {
            raw(frame(0x80000004, status, submit.sequence, (id + "\0").getBytes(StandardCharsets.ISO_8859_1)));
        }

        public int deliver(Delivery delivery) {
            int sequence = sequences.incrementAndGet();
            raw(delivery.pdu(sequence));
            return sequence;
        }

        /// The command_status of the answer to a delivery, when it has come.
        public Optional<Integer> answerTo(int sequence) {
            return Optional.ofNullable(answers.get(sequence));
        }

        public int awaitAnswer(int sequence) {
            return Eventually.is("an answer to the delivery", () -> answerTo(sequence));
        }

        public void unbind() {
            raw(frame(6, OK, sequences.incrementAndGet()));
        }

        public void enquire() {
            raw(frame(0x15, OK, sequences.incrementAndGet()));
        }

        public synchronized void raw(byte[] octets) {
            try {
                out.write(octets);
                out.flush();
            } catch (IOException e) {
                drop();
            }
        }

        public void drop() {
            closed = true;
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void run() {
            try {
                raw(greeting);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                while (true) {
                    int length = in.readInt();
                    int command = in.readInt();
                    int status = in.readInt();
                    int sequence = in.readInt();
                    byte[] body = new byte[length - 16];
                    in.readFully(body);
                    handle(command, status, sequence, body);
                }
            } catch (IOException e) {
                drop();
            }
        }

        private void handle(int command, int status, int sequence, byte[] body) {
            switch (command) {
                case 1, 2, 9 -> {
                    requests.add("bind");
                    if (binding) {
                        bindCommand = bindStatus == OK ? command : 0;
                        raw(frame(
                                command | 0x80000000,
                                bindStatus,
                                sequence,
                                "ROUGH\0".getBytes(StandardCharsets.UTF_8)));
                    }
                }
                case 4 -> {
                    Submit submit = submit(sequence, body);
                    submits.add(submit);
                    onSubmit.accept(this, submit);
                }
                case 0x80000005, 0x80000103 -> answers.put(sequence, status);
                case 0x15 -> {
                    requests.add("enquire");
                    if (answersEnquiries) {
                        raw(frame(0x80000015, OK, sequence));
                    }
                }
                case 0x80000015 -> requests.add("enquire-resp");
                case 6 -> {
                    requests.add("unbind");
                    raw(frame(0x80000006, OK, sequence));
                }
                case 0x80000006 -> requests.add("unbind-resp");
                default -> requests.add("nack");
            }
        }
    }

    private static Submit submit(int sequence, byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        string(in);
        int sourceTon = in.get();
        int sourceNpi = in.get();
        String source = string(in);
        int destinationTon = in.get();
        in.get();
        String destination = string(in);
        int esmClass = in.get() & 0xff;
        in.getShort();
        string(in);
        String validity = string(in);
        int registered = in.get();
        in.get();
        int dataCoding = in.get() & 0xff;
        in.get();
        byte[] message = new byte[in.get() & 0xff];
        in.get(message);
        Map<Integer, byte[]> parameters = new HashMap<>();
        while (in.remaining() >= 4) {
            int tag = in.getShort() & 0xffff;
            byte[] value = new byte[in.getShort() & 0xffff];
            in.get(value);
            parameters.put(tag, value);
        }
        return new Submit(
                sequence,
                sourceTon,
                sourceNpi,
                source,
                destinationTon,
                destination,
                esmClass,
                validity,
                registered,
                dataCoding,
                message,
                parameters);
    }

    private static String string(ByteBuffer in) {
        List<Byte> octets = new ArrayList<>();
        for (byte b = in.get(); b != 0; b = in.get()) {
            octets.add(b);
        }
        StringBuilder text = new StringBuilder();
        octets.forEach(b -> text.append((char) (b & 0xff)));
        return text.toString();
    }
}
