import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The Asterisk side of many FastAGI calls, without an Asterisk: so many that wait for a counsellor, and beside them so
/// many new ones a second that go through five prompts and end. What is measured is how long the server takes from a
/// reply to its next command.
///
/// java FastAgi.java PORT TOKEN WAITING RATE SECONDS
public final class FastAgi {
    private static final String[] KEYS = {"1", "1", "1", "#"};
    private static final int HOLD_MS = 5_000;
    private static final ConcurrentLinkedQueue<Long> NANOS = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger DONE = new AtomicInteger();
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final AtomicInteger HELD = new AtomicInteger();
    private static volatile boolean measuring;
    private static volatile boolean over;

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String token = args[1];
        int waiting = Integer.parseInt(args[2]);
        int rate = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        for (int i = 0; i < waiting; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> new Talk(port, token, 500_000 + number, true).run());
            Thread.sleep(5);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (HELD.get() < waiting && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        int held = HELD.get();
        int all = rate * seconds;
        int warm = rate * 5;
        CountDownLatch ended = new CountDownLatch(all + warm);
        long begun = System.nanoTime();
        for (int i = 0; i < all + warm; i++) {
            int number = i;
            measuring = i >= warm;
            Thread.ofVirtual().start(() -> {
                try {
                    new Talk(port, token, 600_000 + number, false).run();
                } finally {
                    ended.countDown();
                }
            });
            long next = begun + (i + 1) * 1_000_000_000L / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
        ended.await(60, TimeUnit.SECONDS);
        over = true;
        long[] sorted = NANOS.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "{\"waiting\":%d,\"calls\":%d,\"done\":%d,\"failed\":%d,\"commands\":%d,\"turn_ms\":{\"p50\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"max\":%.2f}}%n",
                held, all + warm, DONE.get(), FAILED.get(), sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
        System.exit(0);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    private record Talk(int port, String token, int number, boolean waits) implements Runnable {
        @Override
        public void run() {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                talk(socket);
            } catch (IOException | InterruptedException e) {
                if (!over) {
                    FAILED.incrementAndGet();
                }
            }
        }

        private void talk(Socket socket) throws IOException, InterruptedException {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            send(socket, "agi_network: yes\nagi_network_script: hotline\nagi_request: agi://127.0.0.1/hotline\n"
                    + "agi_channel: PJSIP/trunk-1\nagi_uniqueid: bench." + number + "\nagi_callerid: 38344"
                    + number + "\nagi_extension: 100\nagi_arg_1: " + token + "\n\n");
            int asked = 0;
            String read = "";
            boolean ended = false;
            long replied = System.nanoTime();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (measuring && !waits) {
                    NANOS.add(System.nanoTime() - replied);
                }
                if (line.startsWith("EXEC \"Read\"")) {
                    if (waits && asked == 1) {
                        HELD.incrementAndGet();
                    }
                    if (waits && asked >= 1) {
                        Thread.sleep(HOLD_MS);
                    }
                    String key = waits ? (asked == 0 ? "0" : "") : asked < KEYS.length ? KEYS[asked] : "";
                    asked++;
                    read = (key.isEmpty() ? "TIMEOUT:" : "OK:") + key.replace("#", "");
                    send(socket, "200 result=0\n");
                } else if (line.startsWith("GET FULL VARIABLE")) {
                    send(socket, "200 result=1 (" + (line.contains("DIALSTATUS") ? "BUSY::" : read) + ")\n");
                } else if (line.startsWith("GOSUB")) {
                    Thread.sleep(HOLD_MS);
                    send(socket, "200 result=0 Gosub complete\n");
                } else {
                    ended |= line.contains("LINJA_DONE");
                    send(socket, "200 result=1\n");
                }
                replied = System.nanoTime();
            }
            if (ended) {
                DONE.incrementAndGet();
            } else if (!over) {
                FAILED.incrementAndGet();
            }
        }

        private static void send(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }
}
