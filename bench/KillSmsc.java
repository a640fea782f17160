import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// An SMSC for kill tests: it survives the server's deaths and remembers, for each sender, whether her SOS was
/// acknowledged and how often it was answered.
///
/// As a real SMSC does, it keeps what was not acknowledged: when the link drops, or the server asks for it, the message
/// is delivered again. At random moments, one in each of `--kills` equal slices of the traffic, it runs the command
/// `--kill-with`. It ends when every SOS is acknowledged and answered, or nothing has come for `--quiet` seconds, and
/// prints one line of JSON. Exit code 0 means that nothing acknowledged was lost.
///
///     java KillSmsc.java --mo 2000 --rate 400 --kills 10 --kill-with 'kill -9 $(cat server.pid)'
class KillSmsc {
    static final String DEFAULTS = "port=2775 mo=2000 rate=400 window=50 text=SOS to=55111 prefix=38344000000 first=1000"
            + " kills=0 kill-with= quiet=150 limit=600";

    static final int GENERIC_NACK = 0x80000000;
    static final int RESPONSE = 0x80000000;
    static final int BIND_RECEIVER = 1;
    static final int BIND_TRANSMITTER = 2;
    static final int SUBMIT_SM = 4;
    static final int DELIVER_SM = 5;
    static final int UNBIND = 6;
    static final int BIND_TRANSCEIVER = 9;
    static final int ENQUIRE_LINK = 0x15;
    static final int INVALID_COMMAND = 3;
    static final int HEADER = 16;
    static final int LONGEST_PDU = 64 * 1024;
    static final int USER_DATA_HEADER = 0x40;
    static final long ACK_PATIENCE = TimeUnit.SECONDS.toNanos(30);
    static final long REFUSED_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /// One SOS and what became of it.
    static final class Mo {
        final String from;
        int deliveries;
        boolean acked;
        long ackedAt;
        long answeredAt;
        int answers;
        long notBefore;

        Mo(String from) {
            this.from = from;
        }
    }

    record Sent(Mo mo, long at) {}

    final Map<String, String> options = new HashMap<>();
    final Object lock = new Object();
    final List<Mo> mos = new ArrayList<>();
    final Map<String, Mo> byNumber = new HashMap<>();
    final ArrayDeque<Mo> again = new ArrayDeque<>();
    final List<Link> receivers = new ArrayList<>();
    final Map<String, Integer> answers = new HashMap<>();
    int next;
    int acked;
    int answered;
    int redelivered;
    int refused;
    int staff;
    int binds;
    int kills;
    long lastSign = System.nanoTime();

    public static void main(String[] arguments) throws Exception {
        System.exit(new KillSmsc().run(arguments));
    }

    int run(String[] arguments) throws Exception {
        for (String option : DEFAULTS.split(" ")) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        options.put("seed", Long.toString(System.nanoTime() & 0xffffff));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || options.put(arguments[i].substring(2), arguments[i + 1]) == null) {
                System.err.println("KillSmsc: unknown option " + arguments[i] + "; known: " + options.keySet());
                return 2;
            }
        }
        Random random = new Random(Long.parseLong(options.get("seed")));
        System.err.println("KillSmsc: seed " + options.get("seed"));
        long prefix = Long.parseLong(options.get("prefix"));
        for (int i = 0; i < number("mo"); i++) {
            Mo mo = new Mo(Long.toString(prefix + number("first") + i));
            mos.add(mo);
            byNumber.put(mo.from, mo);
        }
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number("port")));
        Thread.ofPlatform().daemon().start(() -> accept(door));
        deliverAll(moments(random), random);
        awaitAnswers();
        return report();
    }

    /// One moment in each slice of the traffic, as the number of messages delivered until then.
    Set<Integer> moments(Random random) {
        Set<Integer> moments = new HashSet<>();
        int count = number("kills");
        for (int i = 0; i < count; i++) {
            int slice = mos.size() / count;
            moments.add(Math.max(1, i * slice + random.nextInt(Math.max(1, slice))));
        }
        return moments;
    }

    void deliverAll(Set<Integer> moments, Random random) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(number("limit"));
        double perMessage = number("rate") > 0 ? 1e9 / number("rate") : 0;
        double due = System.nanoTime();
        while (System.nanoTime() < end) {
            Link link;
            Mo mo;
            int sequence;
            synchronized (lock) {
                if (acked == mos.size() && kills == moments.size()) {
                    return;
                }
                takeBackUnanswered();
                link = free();
                mo = link == null || System.nanoTime() < due ? null : take();
                if (mo == null) {
                    lock.wait(1);
                    continue;
                }
                mo.deliveries++;
                redelivered += mo.deliveries > 1 ? 1 : 0;
                sequence = link.expect(mo);
                if (mo.deliveries == 1 && moments.contains(next)) {
                    int pause = random.nextInt(30);
                    Thread.ofVirtual().start(() -> kill(pause));
                }
            }
            due = Math.max(due + perMessage, System.nanoTime() - 1e8);
            link.deliver(mo, sequence);
        }
    }

    void awaitAnswers() throws InterruptedException {
        long settle = TimeUnit.SECONDS.toNanos(5);
        long quiet = TimeUnit.SECONDS.toNanos(number("quiet"));
        synchronized (lock) {
            lastSign = System.nanoTime();
            while (System.nanoTime() - lastSign < (answered == mos.size() ? settle : quiet)) {
                lock.wait(100);
            }
        }
    }

    int report() {
        synchronized (lock) {
            long lost = mos.stream().filter(mo -> mo.acked && mo.answers == 0).count();
            int duplicates =
                    answers.values().stream().mapToInt(count -> count - 1).sum();
            long slowest = mos.stream()
                    .filter(mo -> mo.acked && mo.answers > 0)
                    .mapToLong(mo -> mo.answeredAt - mo.ackedAt)
                    .max()
                    .orElse(0);
            int most = mos.stream().mapToInt(mo -> mo.answers).max().orElse(0);
            System.out.printf(
                    Locale.ROOT,
                    "{\"mo\":%d,\"acked\":%d,\"answered\":%d,\"lost\":%d,\"duplicates\":%d,\"most_answers\":%d,"
                            + "\"slowest_answer_s\":%.1f,"
                            + "\"redelivered\":%d,\"refused\":%d,\"kills\":%d,\"binds\":%d,\"to_staff\":%d}%n",
                    mos.size(),
                    acked,
                    answered,
                    lost,
                    duplicates,
                    most,
                    slowest / 1e9,
                    redelivered,
                    refused,
                    kills,
                    binds,
                    staff);
            return lost == 0 && acked == mos.size() ? 0 : 1;
        }
    }

    /// The next message to deliver, those that came back first.
    Mo take() {
        for (int i = again.size(); i > 0; i--) {
            Mo mo = again.poll();
            if (mo.notBefore <= System.nanoTime()) {
                return mo;
            }
            again.add(mo);
        }
        return next < mos.size() ? mos.get(next++) : null;
    }

    Link free() {
        Link best = null;
        for (Link link : receivers) {
            if (link.inFlight.size() < number("window")
                    && (best == null || link.inFlight.size() < best.inFlight.size())) {
                best = link;
            }
        }
        return best;
    }

    /// What the server has not acknowledged for half a minute on a living link is delivered again.
    void takeBackUnanswered() {
        long before = System.nanoTime() - ACK_PATIENCE;
        for (Link link : receivers) {
            link.inFlight.values().removeIf(sent -> sent.at() < before && again.add(sent.mo()));
        }
    }

    void kill(int pause) {
        try {
            Thread.sleep(pause);
            // It fails as long as the last death lasts: then this one comes while the server starts.
            while (new ProcessBuilder("sh", "-c", options.get("kill-with"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    != 0) {
                Thread.sleep(50);
            }
            synchronized (lock) {
                kills++;
                System.err.println(
                        "KillSmsc: kill " + kills + " after " + next + " messages, " + acked + " acknowledged");
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("KillSmsc: the kill command cannot be run: " + e);
        }
    }

    void accept(ServerSocket door) {
        while (true) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                Link link = new Link(socket);
                Thread.ofPlatform().daemon().start(link::read);
            } catch (IOException e) {
                System.err.println("KillSmsc: a connection failed: " + e);
            }
        }
    }

    int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    /// One connection of the server.
    final class Link {
        final Socket socket;
        final DataInputStream in;
        final DataOutputStream out;
        final Map<Integer, Sent> inFlight = new HashMap<>();
        int sequence;

        Link(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        int expect(Mo mo) {
            inFlight.put(++sequence, new Sent(mo, System.nanoTime()));
            return sequence;
        }

        void deliver(Mo mo, int sequence) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] text = options.get("text").getBytes(StandardCharsets.US_ASCII);
            body.write(0); // service_type
            address(body, mo.from);
            address(body, options.get("to"));
            body.writeBytes(new byte[9]); // esm_class to sm_default_msg_id, two of them empty strings
            body.write(text.length);
            body.writeBytes(text);
            try {
                write(DELIVER_SM, 0, sequence, body.toByteArray());
            } catch (IOException e) {
                drop();
            }
        }

        void address(ByteArrayOutputStream body, String digits) {
            body.write(1); // international
            body.write(1); // E.164
            body.writeBytes(digits.getBytes(StandardCharsets.US_ASCII));
            body.write(0);
        }

        void write(int command, int status, int sequence, byte[] body) throws IOException {
            synchronized (out) {
                out.writeInt(HEADER + body.length);
                out.writeInt(command);
                out.writeInt(status);
                out.writeInt(sequence);
                out.write(body);
                out.flush();
            }
        }

        void read() {
            try (socket) {
                while (true) {
                    int length = in.readInt();
                    int command = in.readInt();
                    int status = in.readInt();
                    int number = in.readInt();
                    if (length < HEADER || length > LONGEST_PDU) {
                        throw new IOException("a PDU of " + length + " octets");
                    }
                    byte[] body = new byte[length - HEADER];
                    in.readFully(body);
                    answer(command, status, number, body);
                }
            } catch (IOException e) {
                drop();
            }
        }

        void answer(int command, int status, int number, byte[] body) throws IOException {
            switch (command) {
                case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> {
                    write(command | RESPONSE, 0, number, "KILL\0".getBytes(StandardCharsets.US_ASCII));
                    synchronized (lock) {
                        binds++;
                        if (command != BIND_TRANSMITTER) {
                            receivers.add(this);
                        }
                    }
                }
                case SUBMIT_SM -> {
                    String id = Long.toString(submitted(body)) + '\0';
                    write(SUBMIT_SM | RESPONSE, 0, number, id.getBytes(StandardCharsets.US_ASCII));
                }
                case DELIVER_SM | RESPONSE -> acknowledged(status, number);
                case ENQUIRE_LINK -> write(ENQUIRE_LINK | RESPONSE, 0, number, new byte[0]);
                case UNBIND -> write(UNBIND | RESPONSE, 0, number, new byte[0]);
                default -> {
                    if (command > 0) {
                        write(GENERIC_NACK, INVALID_COMMAND, number, new byte[0]);
                    }
                }
            }
        }

        void acknowledged(int status, int number) {
            synchronized (lock) {
                Sent sent = inFlight.remove(number);
                if (sent == null) {
                    return;
                }
                if (status != 0) {
                    refused++;
                    sent.mo().notBefore = System.nanoTime() + REFUSED_PAUSE;
                    again.add(sent.mo());
                } else if (!sent.mo().acked) {
                    sent.mo().acked = true;
                    sent.mo().ackedAt = System.nanoTime();
                    acked++;
                }
                lock.notifyAll();
            }
        }

        /// Counts an answer; the same words to the same phone twice are a duplicate.
        long submitted(byte[] body) {
            int[] at = {0};
            string(body, at); // service_type
            at[0] += 2;
            string(body, at); // source_addr
            at[0] += 2;
            String to = string(body, at);
            boolean header = (body[at[0]] & USER_DATA_HEADER) != 0;
            at[0] += 3;
            string(body, at); // schedule_delivery_time
            string(body, at); // validity_period
            at[0] += 4;
            int length = body[at[0]++] & 0xff;
            int skip = header && length > 0 ? 1 + (body[at[0]] & 0xff) : 0;
            String words = new String(body, at[0] + skip, length - skip, StandardCharsets.ISO_8859_1);
            synchronized (lock) {
                Mo mo = byNumber.get(to);
                if (mo == null || mo.deliveries == 0) {
                    staff++;
                } else {
                    if (mo.answers++ == 0) {
                        answered++;
                        mo.answeredAt = System.nanoTime();
                    }
                    answers.merge(to + ' ' + words, 1, Integer::sum);
                    lastSign = System.nanoTime();
                    lock.notifyAll();
                }
                return answers.size() + staff;
            }
        }

        String string(byte[] body, int[] at) {
            int start = at[0];
            while (body[at[0]] != 0) {
                at[0]++;
            }
            return new String(body, start, at[0]++ - start, StandardCharsets.ISO_8859_1);
        }

        void drop() {
            synchronized (lock) {
                receivers.remove(this);
                inFlight.values().forEach(sent -> again.add(sent.mo()));
                inFlight.clear();
                lock.notifyAll();
            }
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                System.err.println("KillSmsc: " + alreadyGone);
            }
        }
    }
}
