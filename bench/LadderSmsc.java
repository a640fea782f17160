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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An SMSC with people on both ends: those who text SOS, and counsellors who take a case at its first, second or third
/// alert. It outlives the server, keeps what was not acknowledged, and runs `--kill-with` at random moments.
///
/// It holds every alert against three rules: there is one for every SOS, the next one comes when its time has come (a
/// server that was dead may be late, counted from its return), and none leaves after the answer that the case is
/// taken. It prints one line of JSON; exit code 0 means that all three hold.
///
/// With `--after N` nobody cries before N messages were submitted; with `--receipts yes` each gets its receipt.
///
///     java LadderSmsc.java --mo 1000 --rate 5 --wait 10 --kills 10 --kill-with 'kill -9 $(cat server.pid)'
class LadderSmsc {
    static final String DEFAULTS = "port=2775 mo=600 rate=3.333 wait=10 accept-from=1 accept-to=3 prefix=38344000000"
            + " first=1000 after=0 receipts=no kills=0 kill-with= quiet=60 limit=1200";
    static final int RESPONSE = 0x80000000;
    static final int SUBMIT_SM = 4;
    static final int DELIVER_SM = 5;
    static final int UNBIND = 6;
    static final int ENQUIRE_LINK = 0x15;
    /// Sequence numbers of receipts have this bit.
    static final int RECEIPT = 0x40000000;
    static final Set<Integer> BINDS = Set.of(1, 2, 9);
    static final Pattern ALERT = Pattern.compile("^SOS(?: 2)? ([A-Z0-9]{4,6}) ");
    static final Pattern MINE = Pattern.compile("^([A-Z0-9]{4,6}) (?:eshte i juaji|is yours)");

    /// A message of a phone, until the server has acknowledged it.
    record Mo(String from, String text) {}

    /// One case as the phones see it.
    static final class Seen {
        final List<Long> alerts = new ArrayList<>();
        final Set<String> people = new HashSet<>();
        int answerAt;
        boolean answered;
        long takenAt;
        int afterTaken;
    }

    final Map<String, String> options = new HashMap<>();
    final Object lock = new Object();
    final ArrayDeque<Mo> waiting = new ArrayDeque<>();
    final Map<String, Seen> cases = new LinkedHashMap<>();
    final List<Long> cried = new ArrayList<>();
    final Map<String, Long> unanswered = new HashMap<>();
    final List<Long> answers = new ArrayList<>();
    final List<Long> firstAlerts = new ArrayList<>();
    final List<Long> bound = new ArrayList<>();
    final Random random;
    Link link;
    int submits;
    int sos;
    int acked;
    int kills;
    int digests;
    long lastSign = System.nanoTime();

    LadderSmsc(String[] arguments) {
        for (String option : DEFAULTS.split(" ")) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        options.put("seed", Long.toString(System.nanoTime() & 0xffffff));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || options.put(arguments[i].substring(2), arguments[i + 1]) == null) {
                throw new IllegalArgumentException("unknown option " + arguments[i] + "; known: " + options.keySet());
            }
        }
        random = new Random(Long.parseLong(options.get("seed")));
        System.err.println("LadderSmsc: seed " + options.get("seed"));
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new LadderSmsc(arguments).run());
    }

    int run() throws Exception {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) number("port")));
        Thread.ofPlatform().daemon().start(() -> accept(door));
        Thread.ofPlatform().daemon().start(this::deliver);
        cry();
        awaitEnd();
        return report();
    }

    double number(String option) {
        return Double.parseDouble(options.get(option));
    }

    void cry() throws InterruptedException {
        synchronized (lock) {
            while (bound.isEmpty() || submits < number("after")) {
                lock.wait(100);
            }
        }
        Thread.sleep(1000);
        int count = (int) number("mo");
        Set<Integer> moments = new HashSet<>();
        int slice = count / Math.max(1, (int) number("kills"));
        for (int i = 0; i < number("kills"); i++) {
            moments.add(i * slice + random.nextInt(Math.max(1, slice)));
        }
        long perMessage = (long) (1e9 / number("rate"));
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            while (System.nanoTime() < due) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, due - System.nanoTime()));
            }
            due += perMessage;
            synchronized (lock) {
                long from = Long.parseLong(options.get("prefix")) + (long) number("first") + i;
                waiting.add(new Mo(Long.toString(from), "SOS"));
                cried.add(System.nanoTime());
                unanswered.put(Long.toString(from), System.nanoTime());
                sos++;
                lock.notifyAll();
            }
            if (moments.contains(i)) {
                kill();
            }
        }
    }

    /// Only a server that is there can be killed.
    void kill() {
        try {
            synchronized (lock) {
                while (link == null) {
                    lock.wait(50);
                }
            }
            Thread.sleep(random.nextInt(200));
            int code = new ProcessBuilder("sh", "-c", options.get("kill-with")).start().waitFor();
            synchronized (lock) {
                kills += code == 0 ? 1 : 0;
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("LadderSmsc: could not kill: " + e.getClass().getSimpleName());
        }
    }

    /// Hands waiting messages over, one unanswered at a time, so that no order is lost and nothing is forgotten.
    void deliver() {
        while (true) {
            try {
                Mo mo;
                Link to;
                synchronized (lock) {
                    while (waiting.isEmpty() || link == null) {
                        lock.wait(50);
                    }
                    mo = waiting.peek();
                    to = link;
                }
                if (to.deliver(mo)) {
                    synchronized (lock) {
                        waiting.poll();
                        acked += mo.text().equals("SOS") ? 1 : 0;
                    }
                } else {
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// What a phone got.
    void arrived(String to, String text) {
        long now = System.nanoTime();
        Matcher alert = ALERT.matcher(text);
        Matcher mine = MINE.matcher(text);
        synchronized (lock) {
            submits++;
            Long asked = unanswered.remove(to);
            if (asked != null) {
                answers.add(now - asked);
            }
            lastSign = now;
            if (alert.find()) {
                Seen seen = cases.computeIfAbsent(alert.group(1), code -> fresh(now));
                seen.afterTaken += seen.takenAt > 0 ? 1 : 0;
                if (seen.people.add(to)) {
                    seen.alerts.add(now);
                }
                if (!seen.answered && seen.alerts.size() >= seen.answerAt) {
                    seen.answered = true;
                    waiting.add(new Mo(to, "1 " + alert.group(1)));
                    lock.notifyAll();
                }
            } else if (mine.find()) {
                Seen seen = cases.get(mine.group(1));
                if (seen != null && seen.takenAt == 0) {
                    seen.takenAt = now;
                }
            } else if (text.contains("raste urgjente")) {
                digests++;
            }
        }
    }

    Seen fresh(long now) {
        Seen seen = new Seen();
        int from = (int) number("accept-from");
        seen.answerAt = from + random.nextInt((int) number("accept-to") - from + 1);
        firstAlerts.add(now);
        return seen;
    }

    void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) number("limit"));
        long quiet = TimeUnit.SECONDS.toNanos((long) number("quiet"));
        synchronized (lock) {
            while (System.nanoTime() < end) {
                boolean all = cases.size() == sos && cases.values().stream().allMatch(seen -> seen.takenAt > 0);
                if (all || System.nanoTime() - lastSign > quiet) {
                    break;
                }
                lock.wait(200);
            }
        }
        // What should not come any more has time to come all the same.
        Thread.sleep(TimeUnit.SECONDS.toMillis((long) (2 * number("wait"))));
    }

    /// How late an alert was: after its time had come, and the server was there.
    double late(long before, long alert) {
        long due = before + (long) (number("wait") * 1e9);
        long back = bound.stream().filter(at -> at < alert).reduce((a, b) -> b).orElse(0L);
        return (alert - Math.max(due, back)) / 1e9;
    }

    int report() {
        synchronized (lock) {
            long untaken = sos - cases.values().stream().filter(seen -> seen.takenAt > 0).count();
            int after = cases.values().stream().mapToInt(seen -> seen.afterTaken).sum();
            double latest = 0;
            int next = 0;
            for (Seen seen : cases.values()) {
                for (int i = 1; i < seen.alerts.size(); i++) {
                    next++;
                    latest = Math.max(latest, late(seen.alerts.get(i - 1), seen.alerts.get(i)));
                }
            }
            double[] waits = new double[Math.min(cried.size(), firstAlerts.size())];
            for (int i = 0; i < waits.length; i++) {
                waits[i] = (firstAlerts.get(i) - cried.get(i)) / 1e6;
            }
            Arrays.sort(waits);
            double[] replies =
                    answers.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "{\"submits\":%d,\"sos\":%d,\"acked\":%d,\"answered\":%d,\"alerted\":%d,\"untaken\":%d,\"after_taken\":%d,\"next_alerts\":%d,"
                            + "\"latest_s\":%.1f,\"answer_ms\":{\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f},"
                            + "\"first_ms\":{\"p50\":%.0f,\"p99\":%.0f,\"max\":%.0f},\"kills\":%d,"
                            + "\"binds\":%d,\"digests\":%d}%n",
                    submits,
                    sos,
                    acked,
                    answers.size(),
                    cases.size(),
                    untaken,
                    after,
                    next,
                    latest,
                    at(replies, 0.50),
                    at(replies, 0.99),
                    at(replies, 1),
                    at(waits, 0.50),
                    at(waits, 0.99),
                    at(waits, 1),
                    kills,
                    bound.size(),
                    digests);
            return cases.size() == sos && untaken == 0 && after == 0 ? 0 : 1;
        }
    }

    static double at(double[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    void accept(ServerSocket door) {
        while (true) {
            try {
                Link one = new Link(door.accept());
                Thread.ofVirtual().start(one::read);
            } catch (IOException e) {
                return;
            }
        }
    }

    /// A connection of the server.
    final class Link {
        final Socket socket;
        final DataInputStream in;
        final DataOutputStream out;
        int sequence;
        int receipts;
        int expected;
        int status = -1;
        boolean dead;

        Link(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            this.socket = socket;
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        void read() {
            try {
                while (true) {
                    if (in.available() == 0) {
                        flush();
                    }
                    int length = in.readInt();
                    int command = in.readInt();
                    int code = in.readInt();
                    int number = in.readInt();
                    byte[] body = in.readNBytes(length - 16);
                    handle(command, code, number, body);
                }
            } catch (IOException gone) {
                synchronized (lock) {
                    dead = true;
                    if (link == this) {
                        link = null;
                    }
                    lock.notifyAll();
                }
            }
        }

        void handle(int command, int code, int number, byte[] body) throws IOException {
            if (BINDS.contains(command)) {
                write(command | RESPONSE, 0, number, "ladder\0".getBytes(StandardCharsets.US_ASCII));
                synchronized (lock) {
                    if (command != 2) {
                        link = this;
                        bound.add(System.nanoTime());
                    }
                    lock.notifyAll();
                }
            } else if (command == SUBMIT_SM) {
                String id = Long.toHexString(System.nanoTime()) + Integer.toHexString(++receipts);
                gather(command | RESPONSE, 0, number, (id + "\0").getBytes(StandardCharsets.US_ASCII));
                submitted(body, id);
            } else if (command == (DELIVER_SM | RESPONSE)) {
                synchronized (lock) {
                    if (number == expected) {
                        status = code;
                        lock.notifyAll();
                    }
                }
            } else if (command == ENQUIRE_LINK || command == UNBIND) {
                write(command | RESPONSE, 0, number, new byte[0]);
            }
        }

        /// SMPP 3.4 §4.4.1.
        void submitted(byte[] body, String id) throws IOException {
            int[] at = {0};
            text(body, at);
            at[0] += 2;
            String from = text(body, at);
            at[0] += 2;
            String to = text(body, at);
            at[0] += 3;
            text(body, at);
            text(body, at);
            boolean receipt = body[at[0]] != 0;
            at[0] += 4;
            int length = body[at[0]++] & 0xff;
            arrived(to, new String(body, at[0], length, StandardCharsets.ISO_8859_1));
            if (receipt && options.get("receipts").equals("yes")) {
                gather(DELIVER_SM, 0, receipts | RECEIPT, message(to, from, 4, "id:" + id + " stat:DELIVRD err:000 text:"));
            }
        }

        static byte[] message(String from, String to, int esmClass, String text) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {0, 1, 1});
            body.writeBytes((from + "\0").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(new byte[] {1, 1});
            body.writeBytes((to + "\0").getBytes(StandardCharsets.US_ASCII));
            body.write(esmClass);
            body.writeBytes(new byte[8]);
            byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
            body.write(octets.length);
            body.writeBytes(octets);
            return body.toByteArray();
        }

        static String text(byte[] body, int[] at) {
            int from = at[0];
            while (body[at[0]] != 0) {
                at[0]++;
            }
            return new String(body, from, at[0]++ - from, StandardCharsets.ISO_8859_1);
        }

        /// @return whether the server has acknowledged it
        boolean deliver(Mo mo) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            synchronized (lock) {
                expected = ++sequence;
                status = -1;
            }
            try {
                write(DELIVER_SM, 0, expected, message(mo.from(), "55111", 0, mo.text()));
            } catch (IOException gone) {
                return false;
            }
            synchronized (lock) {
                while (status == -1 && !dead && System.nanoTime() < end) {
                    lock.wait(100);
                }
                return status == 0;
            }
        }

        synchronized void write(int command, int code, int number, byte[] body) throws IOException {
            gather(command, code, number, body);
            out.flush();
        }

        synchronized void flush() throws IOException {
            out.flush();
        }

        /// Leaves when all that has arrived is answered.
        synchronized void gather(int command, int code, int number, byte[] body) throws IOException {
            out.writeInt(16 + body.length);
            out.writeInt(command);
            out.writeInt(code);
            out.writeInt(number);
            out.write(body);
        }
    }
}
