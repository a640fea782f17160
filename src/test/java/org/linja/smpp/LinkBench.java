package org.linja.smpp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.outbox.ClearedMessages;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;

/// Measures how fast the link sends: `LinkBench PORT MESSAGES WINDOW BINDS [ROUNDS]`, an SMSC listening on
/// PORT. Prints one JSON line per round.
public final class LinkBench {
    private static final String TEXT = "Falas: ndihme psikologjike dhe ligjore. Dergo INFO ose telefono.";

    private LinkBench() {}

    public static void main(String[] args) throws InterruptedException {
        int messages = Integer.parseInt(args[1]);
        Problems problems = new Problems();
        Carrier carrier =
                Carrier.read("bench", Doc.parse("bench.yaml", """
                host: 127.0.0.1
                port: %s
                system-id: linja
                password: linja
                window: %s
                binds: %s
                sos-share: 0
                source: { address: INFO }
                """.formatted(args[0], args[2], args[3]), problems));
        problems.throwIfAny();
        var store = new MemoryPartStore();
        try (SmscLink link = new SmscLink(
                carrier,
                inbound -> java.util.concurrent.CompletableFuture.completedStage(null),
                report -> java.util.concurrent.CompletableFuture.completedStage(true),
                store,
                InstantSource.system())) {
            link.start();
            while (link.status().bound() < carrier.binds()) {
                Thread.sleep(10);
            }
            for (int round = 0; round < (args.length > 4 ? Integer.parseInt(args[4]) : 1); round++) {
                double seconds = round(link, messages);
                System.out.printf(
                        Locale.ROOT, "{\"n\":%d,\"s\":%.3f,\"per_s\":%.0f}%n", messages, seconds, messages / seconds);
            }
        }
    }

    private static double round(SmscLink link, int messages) throws InterruptedException {
        var accepted = new CountDownLatch(messages);
        var failed = new AtomicInteger();
        var room = new java.util.concurrent.Semaphore(0);
        link.onRoom(() -> room.release());
        long start = System.nanoTime();
        int sent = 0;
        while (sent < messages) {
            int free = link.room(Lane.REPLY);
            if (free == 0) {
                room.tryAcquire(5, TimeUnit.MILLISECONDS);
                room.drainPermits();
                continue;
            }
            for (int i = 0; i < free && sent < messages; i++, sent++) {
                String to = Long.toString(38344000000L + sent);
                link.send(ClearedMessages.of(to, "", TEXT, Lane.REPLY, Duration.ofHours(1)), result -> {
                    if (!(result instanceof SendResult.Accepted)) {
                        failed.incrementAndGet();
                    }
                    accepted.countDown();
                });
            }
        }
        if (!accepted.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not all were answered");
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " were not accepted");
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
