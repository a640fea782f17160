package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.linja.contact.Msisdn;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.linja.work.Turnstile;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one door in. Every message is stored, then acknowledged, then answered in one turn; what a crash or a full house
/// left behind is taken up by the sweep.
///
/// Messages of one number are answered one after another in the order in which they came. Of all others at most
/// `atOnce` are under way; while the house is full, storing and so acknowledging waits, which slows the network down.
/// After `patience` a message is stored anyway and left to the sweep: nothing waits for ever at the door.
public final class Dialog implements Intake, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dialog.class);

    /// Longer than any turn takes, so that no message is answered twice; shorter than she would wait.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int STORE_TRIES = 3;
    private static final int ANSWER_TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int DOOR = 20_000;
    private static final int SLICE = 64;

    private final Inbox inbox;
    private final Turns turns;
    private final Predicate<Inbound> urgent;
    private final InstantSource clock;
    private final Work door = new Work("mo", DOOR);
    private final Semaphore seats;
    private final int atOnce;
    private final Turnstile<Msisdn> order = new Turnstile<>();
    private final Ticker sweep;

    /// Opens the door.
    ///
    /// @param urgent whether a message holds an SOS word
    /// @param atOnce how many turns at once
    public Dialog(Inbox inbox, Turns turns, Predicate<Inbound> urgent, InstantSource clock, int atOnce) {
        this.inbox = inbox;
        this.turns = turns;
        this.urgent = urgent;
        this.clock = clock;
        this.atOnce = atOnce;
        this.seats = new Semaphore(atOnce, true);
        this.sweep = new Ticker("inbox", SWEEP, clock, this::sweep);
    }

    @Override
    public CompletionStage<?> accept(Inbound inbound) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        Turnstile<Msisdn>.Ticket ticket = order.draw(inbound.from());
        boolean begun = door.offer(() -> {
            try (ticket) {
                receive(inbound, ticket, stored);
            }
        });
        if (!begun) {
            ticket.close();
            stored.completeExceptionally(new IllegalStateException("no more messages can be taken in at the moment"));
        }
        return stored;
    }

    private void receive(Inbound inbound, Turnstile<Msisdn>.Ticket ticket, CompletableFuture<Void> stored) {
        boolean seat = ticket.await(PATIENCE) && sit(PATIENCE);
        try {
            boolean here = store(inbound, seat ? LEASE : Duration.ZERO);
            stored.complete(null);
            if (!here) {
                return;
            }
            if (seat) {
                answer(inbound);
            } else {
                sweep.poke();
            }
        } catch (RuntimeException e) {
            LOG.error("a message could not be stored and was not acknowledged: {}", Failure.describe(e));
            stored.completeExceptionally(e);
        } finally {
            if (seat) {
                seats.release();
            }
        }
    }

    private boolean sit(Duration patience) {
        try {
            return seats.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A store that is restarting is worth a few tries: storing the same message again changes nothing.
    ///
    /// @return whether it is in the store, and its turn can be taken
    private boolean store(Inbound inbound, Duration lease) {
        boolean first = urgent.test(inbound);
        for (int attempt = 1; ; attempt++) {
            try {
                return inbox.store(inbound, first, clock.instant(), lease);
            } catch (RuntimeException unreachable) {
                if (attempt == STORE_TRIES) {
                    throw unreachable;
                }
            }
        }
    }

    /// A store that restarts is back within a second or two: she does not wait for the lease to end. What fails all
    /// the same stays in the inbox for the sweep.
    private void answer(Inbound inbound) {
        for (int attempt = 1; attempt <= ANSWER_TRIES; attempt++) {
            try {
                turns.answer(inbound, clock.instant());
                return;
            } catch (RuntimeException e) {
                LOG.error(
                        "message {} could not be answered yet (try {}): {}",
                        inbound.id(),
                        attempt,
                        Failure.describe(e));
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Takes up what was stored and is in nobody's hands.
    private void sweep(Instant now) {
        int free = Math.min(SLICE, seats.availablePermits());
        if (free == 0) {
            return;
        }
        List<Inbound> left = inbox.take(now, LEASE, free);
        for (Inbound inbound : left) {
            Turnstile<Msisdn>.Ticket ticket = order.draw(inbound.from());
            boolean begun = door.offer(() -> {
                try (ticket) {
                    if (ticket.await(LEASE) && sit(LEASE)) {
                        try {
                            answer(inbound);
                        } finally {
                            seats.release();
                        }
                    }
                }
            });
            if (!begun) {
                ticket.close();
            }
        }
        if (left.size() == free) {
            sweep.poke();
        }
    }

    /// How many turns are under way.
    public int busy() {
        return atOnce - seats.availablePermits();
    }

    @Override
    public void close() {
        sweep.close();
        door.close();
    }
}
