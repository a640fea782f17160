import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Asterisk side of FastAGI, without an Asterisk, when more people call than there are counsellors: every fifth
/// says SOS, and each is served once. Then many more calls of the same people, which end anywhere. It tells who was
/// served out of turn, how long it took from "counsellor" to the first telephone that rings, and what is left
/// afterwards.
///
/// java CallQueue.java PORT TOKEN CALLERS MORE PID
public final class CallQueue {
    private static final int TALK_MS = 300;
    private static final int HOLD_MS = 200;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final long SECOND = 1_000_000_000L;
    /// Who came within that time of each other came together.
    private static final long TOGETHER = SECOND;
    private static final Pattern LEG = Pattern.compile("Local/(\\d+)@");
    private static final AtomicInteger SERVED = new AtomicInteger();
    private static final AtomicInteger TWICE = new AtomicInteger();
    private static final AtomicInteger OUT_OF_TURN = new AtomicInteger();
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final List<Long> TO_RINGING = new ArrayList<>();
    private static final ConcurrentHashMap<Integer, Place> QUEUE = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, Integer> BUSY = new ConcurrentHashMap<>();

    private record Place(int number, boolean urgent, long since) {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String token = args[1];
        int callers = Integer.parseInt(args[2]);
        int more = Integer.parseInt(args[3]);
        Path process = Path.of("/proc", args[4]);
        // One call first, so that what is made once is there.
        new Talk(port, token, 0, true, NEVER).run();
        SERVED.set(0);
        Thread.sleep(1_000);
        int threads = count(process.resolve("task"));
        int files = count(process.resolve("fd"));
        long begun = System.nanoTime();
        wave(callers, 20, number -> new Talk(port, token, number, true, NEVER));
        long took = (System.nanoTime() - begun) / 1_000_000;
        int served = SERVED.get();
        wave(more, 20, number -> new Talk(port, token, number % callers, false, number % 5));
        Thread.sleep(2_000);
        long[] sorted;
        synchronized (TO_RINGING) {
            sorted = TO_RINGING.stream().mapToLong(Long::longValue).sorted().toArray();
        }
        System.out.printf(
                "{\"callers\":%d,\"served\":%d,\"twice\":%d,\"out_of_turn\":%d,\"failed\":%d,\"all_served_ms\":%d,\"calls\":%d,"
                        + "\"free_ringing_ms\":{\"p50\":%.1f,\"p95\":%.1f},\"threads_more\":%d,\"files_more\":%d}%n",
                callers, served, TWICE.get(), OUT_OF_TURN.get(), FAILED.get(), took, callers + more,
                at(sorted, 0.5), at(sorted, 0.95),
                count(process.resolve("task")) - threads, count(process.resolve("fd")) - files);
        System.exit(0);
    }

    private interface Maker {
        Talk of(int number);
    }

    private static void wave(int calls, int everyMs, Maker maker) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(calls);
        for (int i = 0; i < calls; i++) {
            Talk talk = maker.of(i);
            Thread.ofVirtual().start(() -> {
                try {
                    talk.run();
                } finally {
                    ended.countDown();
                }
            });
            Thread.sleep(everyMs);
        }
        if (!ended.await(120, TimeUnit.SECONDS)) {
            FAILED.addAndGet((int) ended.getCount());
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.count();
        }
    }

    /// @param stays until she is served; else she hangs up at the command of that number
    private record Talk(int port, String token, int number, boolean stays, int hangsUpAt) implements Runnable {
        @Override
        public void run() {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                talk(socket);
            } catch (IOException | InterruptedException e) {
                if (stays) {
                    FAILED.incrementAndGet();
                }
            } finally {
                QUEUE.remove(number);
            }
        }

        private void talk(Socket socket) throws IOException, InterruptedException {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            send(socket, "agi_network: yes\nagi_network_script: hotline\nagi_request: agi://127.0.0.1/hotline\n"
                    + "agi_channel: PJSIP/trunk-1\nagi_uniqueid: queue." + number + "." + System.nanoTime()
                    + "\nagi_callerid: 38344000" + (200 + number) + "\nagi_extension: 100\nagi_arg_1: " + token + "\n\n");
            boolean urgent = number % 5 == 0;
            int asked = 0;
            long chosen = 0;
            String read = "";
            String leg = "";
            boolean done = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("EXEC \"Read\"")) {
                    if (asked == hangsUpAt) {
                        return;
                    }
                    if (asked == 1) {
                        chosen = System.nanoTime();
                        if (stays) {
                            QUEUE.put(number, new Place(number, urgent, chosen));
                        }
                    }
                    if (asked > 1) {
                        Thread.sleep(HOLD_MS);
                    }
                    String key = asked == 0 ? (urgent ? "9" : "0") : "";
                    asked++;
                    read = (key.isEmpty() ? "TIMEOUT:" : "OK:") + key;
                    send(socket, "200 result=0\n");
                } else if (line.startsWith("GET FULL VARIABLE")) {
                    send(socket, "200 result=1 (" + (line.contains("DIALSTATUS") ? "ANSWER::" + leg + "::60" : read) + ")\n");
                } else if (line.startsWith("GOSUB")) {
                    Matcher legs = LEG.matcher(line);
                    leg = legs.find() ? legs.group(1) : "";
                    served(leg, asked == 2 ? System.nanoTime() - chosen : 0);
                    Thread.sleep(TALK_MS);
                    BUSY.remove(leg);
                    if (!stays) {
                        return;
                    }
                    send(socket, "200 result=0 Gosub complete\n");
                } else {
                    done |= line.contains("LINJA_DONE");
                    send(socket, "200 result=1\n");
                }
            }
            if (stays && !done) {
                FAILED.incrementAndGet();
            }
        }

        private void served(String leg, long toRinging) {
            if (!stays) {
                return;
            }
            if (BUSY.put(leg, number) != null) {
                TWICE.incrementAndGet();
            }
            if (toRinging > 0) {
                synchronized (TO_RINGING) {
                    TO_RINGING.add(toRinging);
                }
            }
            Place mine = QUEUE.remove(number);
            if (mine != null) {
                SERVED.incrementAndGet();
                boolean passedOver = QUEUE.values().stream().anyMatch(other -> other.urgent() == mine.urgent()
                        ? other.since() < mine.since() - TOGETHER
                        : other.urgent() && other.since() < System.nanoTime() - SECOND);
                if (passedOver) {
                    OUT_OF_TURN.incrementAndGet();
                }
            }
        }

        private static void send(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }
}
