import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// More callers than counsellors, over SIP and RTP to a real Asterisk: every fifth says SOS, each waits until a
/// counsellor has pressed 1 and hears her voice. Then many more calls of the same people, which end anywhere, while the
/// counsellors are busy, silent, declining or gone.
///
/// java SipQueue.java SIP_PORT LINE CALLERS MORE COUNSELLOR...
public final class SipQueue {
    private static final long SECOND = 1_000_000_000L;
    private static final long SENTENCE = 5 * SECOND;
    private static final long FIRST = 38_344_000_200L;
    private static final int VOICE = 90;
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final AtomicInteger UNHEARD = new AtomicInteger();
    private static final ConcurrentHashMap<Integer, Caller> CALLERS = new ConcurrentHashMap<>();
    private static final List<Served> SERVED = new CopyOnWriteArrayList<>();
    private static int asterisk;
    private static String line;
    private static volatile boolean roughly;
    private static volatile boolean closing;

    /// @param rung when the counsellor's telephone began to ring
    private record Served(Caller who, long rung) {}

    public static void main(String[] args) throws Exception {
        asterisk = Integer.parseInt(args[0]);
        line = args[1];
        int callers = Integer.parseInt(args[2]);
        int more = Integer.parseInt(args[3]);
        List<Thread> counsellors = new ArrayList<>();
        List<SipPhone> phones = new ArrayList<>();
        for (int i = 4; i < args.length; i++) {
            SipPhone phone = new SipPhone(asterisk, args[i]);
            phone.register();
            phones.add(phone);
            Random random = new Random(i);
            counsellors.add(Thread.ofVirtual().start(() -> counsels(phone, random)));
        }
        long begun = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Caller caller = new Caller(i);
            Thread.ofVirtual().start(() -> {
                caller.waits();
                ended.countDown();
            });
            Thread.sleep(80);
        }
        if (!ended.await(300, TimeUnit.SECONDS)) {
            FAILED.addAndGet((int) ended.getCount());
        }
        long took = (System.nanoTime() - begun) / 1_000_000;
        roughly = true;
        CountDownLatch rest = new CountDownLatch(more);
        for (int i = 0; i < more; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> {
                rough(number, callers);
                rest.countDown();
            });
            Thread.sleep(90);
        }
        if (!rest.await(60, TimeUnit.SECONDS)) {
            FAILED.addAndGet((int) rest.getCount());
        }
        closing = true;
        for (Thread one : counsellors) {
            one.join();
        }
        System.out.printf(
                "{\"callers\":%d,\"served\":%d,\"sos_first_wait_s\":%.1f,\"out_of_turn\":%d,\"twice\":%d,\"unheard\":%d,\"failed\":%d,"
                        + "\"all_served_ms\":%d,\"calls\":%d}%n",
                callers, SERVED.stream().map(Served::who).distinct().count(), longestSos(), outOfTurn(), phones.stream().mapToInt(SipPhone::rungTwice).sum(), UNHEARD.get(),
                FAILED.get(), took, callers + more);
        System.exit(0);
    }

    private static double longestSos() {
        return SERVED.stream().filter(one -> one.who().urgent).mapToLong(one -> one.rung() - one.who().chosen).max().orElse(0) / 1e9;
    }

    /// Whose telephone rang while somebody who goes first waited already: for longer than the sentence takes that
    /// she hears before. With two counsellors free at once both are put through at once.
    private static long outOfTurn() {
        return SERVED.stream()
                .filter(mine -> SERVED.stream()
                        .filter(other -> other.rung() > mine.rung() + SECOND / 2 && other.who().chosen < mine.rung() - SENTENCE)
                        .anyMatch(other -> other.who().urgent == mine.who().urgent
                                ? other.who().chosen < mine.who().chosen - SECOND
                                : other.who().urgent))
                .count();
    }

    private static final class Caller {
        private final int number;
        private final boolean urgent;
        private final CountDownLatch leaves = new CountDownLatch(1);
        private volatile long chosen;

        Caller(int number) {
            this.number = number;
            urgent = number % 5 == 4;
        }

        void waits() {
            try (SipPhone phone = new SipPhone(asterisk, Long.toString(FIRST + number))) {
                phone.dials(line);
                phone.isAnswered();
                phone.hearsSomething();
                Thread.sleep(600);
                phone.presses(urgent ? '9' : '0');
                CALLERS.put(VOICE + 1 + number, this);
                chosen = System.nanoTime();
                while (!leaves.await(150, TimeUnit.MILLISECONDS) && !phone.isOver(0)) {
                    phone.says(VOICE + 1 + number);
                }
                if (leaves.getCount() > 0) {
                    throw new IOException("cut off after she had waited for " + (System.nanoTime() - chosen) / SECOND
                            + " s, at " + LocalTime.now() + ": " + phone.reason());
                }
                phone.hangsUp();
            } catch (IOException | InterruptedException e) {
                failed("caller " + number, e);
            }
        }
    }

    private static void failed(String who, Exception why) {
        FAILED.incrementAndGet();
        System.err.println(who + ": " + why);
    }

    private static void counsels(SipPhone phone, Random random) {
        try (phone) {
            while (!closing) {
                if (phone.isRung(200)) {
                    long rung = System.nanoTime();
                    phone.rings();
                    Thread.sleep(100);
                    if (roughly) {
                        anyhow(phone, random);
                    } else {
                        serves(phone, rung);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            failed("a counsellor", e);
        }
    }

    private static void serves(SipPhone phone, long rung) throws IOException, InterruptedException {
        if (!phone.picksUp()) {
            return;
        }
        Thread.sleep(600);
        phone.presses('1');
        Caller her = CALLERS.get(phone.hears(4_000));
        if (her == null) {
            UNHEARD.incrementAndGet();
            phone.hangsUp();
            return;
        }
        SERVED.add(new Served(her, rung));
        Thread.sleep(200);
        if (her.number % 2 == 0) {
            her.leaves.countDown();
            Thread.sleep(300);
            phone.hangsUp();
        } else {
            phone.hangsUp();
            her.leaves.countDown();
        }
    }

    private static void anyhow(SipPhone phone, Random random) throws IOException, InterruptedException {
        switch (random.nextInt(6)) {
            case 0 -> phone.refuses("486 Busy Here");
            case 1 -> phone.refuses("603 Decline");
            case 2 -> {
                if (!phone.isOver(5_000)) {
                    phone.refuses("480 Temporarily Unavailable");
                }
            }
            case 3 -> {
                if (phone.picksUp()) {
                    phone.isOver(2_000);
                }
            }
            case 4 -> {
                if (phone.picksUp()) {
                    Thread.sleep(400);
                    phone.presses('2');
                    phone.isOver(5_000);
                }
            }
            default -> {
                if (phone.picksUp()) {
                    Thread.sleep(400);
                    phone.presses('1');
                    phone.isOver(1_500);
                }
            }
        }
        phone.hangsUp();
    }

    /// A call that ends anywhere.
    private static void rough(int number, int callers) {
        try (SipPhone phone = new SipPhone(asterisk, Long.toString(FIRST + number % callers))) {
            phone.dials(line);
            int end = number % 8;
            if (end == 0) {
                phone.cancels();
                return;
            }
            phone.isAnswered();
            if (end > 1) {
                phone.hearsSomething();
                Thread.sleep(400);
                phone.presses(" -19099#0".charAt(end));
            }
            switch (end) {
                case 2, 4 -> Thread.sleep(1_500);
                case 3 -> Thread.sleep(100);
                case 5 -> Thread.sleep(3_000);
                case 6 -> phone.isOver(4_000);
                case 7 -> {
                    Thread.sleep(1_500);
                    phone.presses('2');
                    Thread.sleep(2_000);
                }
                default -> {}
            }
            phone.hangsUp();
        } catch (IOException | InterruptedException e) {
            failed("call " + number % 8, e);
        }
    }
}
