package org.linja.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Carries messages from the network to the ESME (deliver_sm, SMPP 3.4 §4.6): each sender's in order, one at a time;
/// different senders' at once. What was not acknowledged is sent again, for as long as it takes.
final class Radio {
    private final Timers timers;
    private final Executor threads;
    private final CopyOnWriteArrayList<EsmeSession> receivers = new CopyOnWriteArrayList<>();
    private final Object bindChanged = new Object();
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    Radio(Timers timers, Executor threads) {
        this.timers = timers;
        this.threads = threads;
    }

    /// The ESME refused a message for good.
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rejected(int status) {
            super("the ESME refused it with command_status 0x%08x".formatted(status));
        }
    }

    void bound(EsmeSession session) {
        receivers.add(session);
        synchronized (bindChanged) {
            bindChanged.notifyAll();
        }
    }

    void gone(EsmeSession session) {
        receivers.remove(session);
    }

    /// Sends the messages one after the other, after all that was sent for the same `queue` before.
    CompletableFuture<Void> send(String queue, List<ShortMessage> messages) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(queue, mine);
        Runnable task = () -> threads.execute(() -> carry(messages, mine));
        mine.whenComplete((done, failure) -> last.remove(queue, mine));
        if (before == null) {
            task.run();
        } else {
            before.whenComplete((done, failure) -> task.run());
        }
        return mine;
    }

    private void carry(List<ShortMessage> messages, CompletableFuture<Void> done) {
        try {
            for (ShortMessage message : messages) {
                carry(message.body());
            }
            done.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        } catch (Rejected e) {
            done.completeExceptionally(e);
        }
    }

    private void carry(byte[] body) throws InterruptedException {
        while (true) {
            EsmeSession session = receiver();
            try {
                int status = session.ask(Pdu.DELIVER_SM, body)
                        .get(timers.response().toMillis(), TimeUnit.MILLISECONDS)
                        .status();
                if (status == Status.OK) {
                    return;
                }
                if (!Status.passing(status)) {
                    throw new Rejected(status);
                }
            } catch (ExecutionException | TimeoutException unanswered) {
                if (unanswered.getCause() instanceof IOException) {
                    continue;
                }
            }
            Thread.sleep(timers.retry());
        }
    }

    /// The next ESME in turn; waits until there is one.
    private EsmeSession receiver() throws InterruptedException {
        synchronized (bindChanged) {
            while (true) {
                receivers.removeIf(session -> !session.receives());
                EsmeSession[] bound = receivers.toArray(EsmeSession[]::new);
                if (bound.length > 0) {
                    return bound[Math.floorMod(turn.getAndIncrement(), bound.length)];
                }
                bindChanged.wait(Duration.ofSeconds(1).toMillis());
            }
        }
    }
}
