import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Calls a real Asterisk over SIP and RTP, one call after another: how long from the answer to the first sound of a
/// prompt, and from the key 0 to the INVITE at a counsellor's telephone, which is busy.
///
/// java SipCalls.java SIP_PORT LINE CALLS COUNSELLOR...
public final class SipCalls {
    private static final long FIRST = 38344000200L;

    /// When a counsellor's telephone rang, in nanoseconds.
    private static final LinkedBlockingQueue<Long> RUNG = new LinkedBlockingQueue<>();

    public static void main(String[] args) throws Exception {
        int asterisk = Integer.parseInt(args[0]);
        int calls = Integer.parseInt(args[2]);
        List<Double> prompt = new ArrayList<>();
        List<Double> ringing = new ArrayList<>();
        int failed = 0;
        for (String number : Arrays.asList(args).subList(3, args.length)) {
            SipPhone phone = new SipPhone(asterisk, number);
            phone.register();
            Thread.ofVirtual().start(() -> isBusy(phone));
        }
        for (int i = 0; i < calls; i++) {
            try (SipPhone her = new SipPhone(asterisk, Long.toString(FIRST + i))) {
                call(her, args[1], prompt, ringing);
            } catch (IOException e) {
                failed++;
            }
        }
        System.out.printf(
                "{\"calls\":%d,\"failed\":%d,\"answer_to_prompt_ms\":{\"p50\":%.0f,\"p95\":%.0f},"
                        + "\"key_to_ringing_ms\":{\"p50\":%.0f,\"p95\":%.0f}}%n",
                calls, failed, at(prompt, 0.5), at(prompt, 0.95), at(ringing, 0.5), at(ringing, 0.95));
    }

    private static double at(List<Double> all, double share) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 1e9 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private static void isBusy(SipPhone phone) {
        try {
            while (true) {
                if (phone.isRung(60_000)) {
                    RUNG.add(System.nanoTime());
                    phone.refuses("486 Busy Here");
                }
            }
        } catch (IOException | InterruptedException over) {
            return;
        }
    }

    private static void call(SipPhone her, String line, List<Double> prompt, List<Double> ringing)
            throws IOException, InterruptedException {
        her.dials(line);
        her.isAnswered();
        long answered = System.nanoTime();
        her.hearsSomething();
        prompt.add((System.nanoTime() - answered) / 1e6);
        Thread.sleep(500);
        her.presses('0');
        long pressed = System.nanoTime();
        Long rung = RUNG.poll(15, TimeUnit.SECONDS);
        if (rung == null) {
            throw new IOException("no telephone rang");
        }
        ringing.add((rung - pressed) / 1e6);
        her.hangsUp();
        // Until no telephone rings for this call any more.
        while (RUNG.poll(1_500, TimeUnit.MILLISECONDS) != null) {
            Thread.onSpinWait();
        }
    }
}
