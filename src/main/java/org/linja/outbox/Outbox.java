package org.linja.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.linja.outbox.OutboxStore.Claimed;
import org.linja.outbox.OutboxStore.Most;
import org.linja.outbox.OutboxStore.Settled;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages out of the store lane by lane, asks the gate, hands them to a carrier, and writes down what became of
/// them.
///
/// An SOS answer need not be read back from the store: whoever commits it may ask for places first ([#reserve]), write
/// it as claimed, and hand it over ([#hand]).
///
/// Of all lanes but the first it claims only as many as the carriers have room for, so an SOS never queues behind
/// messages already taken out; and it claims none of them while an SOS waits.
public final class Outbox implements DeliveryReports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /// Longer than any carrier waits for a response, so that a message is not claimed twice while it is on the
    /// wire.
    public static final Duration LEASE = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_UNKNOWN = Duration.ofSeconds(2);
    private static final Duration NO_ROOM = Duration.ofMillis(250);
    private static final int SLICE = 256;

    /// How long outcomes wait for more: what is sent and not settled in that time is sent twice after a crash.
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final int ENOUGH = 64;

    /// How many messages of lane 0 are taken out ahead of the carriers' room, so that no window waits for the
    /// store.
    private static final int AHEAD = 512;

    private static final int MOST_ATTEMPTS = 50;

    private final OutboxStore store;
    private final SafeSend gate;
    private final StillWaiting waiting;
    private volatile List<Sender> senders = List.of();
    private volatile BooleanSupplier onlySos = () -> false;
    private final InstantSource clock;
    private final Work reports = new Work("dlr", 256);
    private final LinkedBlockingQueue<Settled> outcomes = new LinkedBlockingQueue<>();
    /// What this process has claimed and not yet settled: a lease that ends early (a leap of the clock, a store
    /// that hangs) must not send it twice.
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    private final ArrayDeque<Claimed> urgent = new ArrayDeque<>();
    private final Queue<Claimed> handed = new ConcurrentLinkedQueue<>();

    /// Messages of lane 0 taken out or about to be, and not yet with a carrier: at most [#AHEAD].
    private final AtomicInteger taken = new AtomicInteger();

    /// Whether more of lane 0 waited in the store than there were places for: then nobody goes before those.
    private volatile boolean backlog = true;

    private volatile boolean written = true;
    private long looked = System.nanoTime();
    private final Ticker claiming;
    private final Ticker settling;

    /// Takes receipts at once; sends nothing before [#start].
    ///
    /// @param waiting asked for every message that only makes sense while a case waits
    public Outbox(OutboxStore store, SafeSend gate, StillWaiting waiting, InstantSource clock) {
        this.store = store;
        this.gate = gate;
        this.waiting = waiting;
        this.clock = clock;
        this.settling = new Ticker("settle", POLL, clock, this::settle);
        this.claiming = new Ticker("outbox", POLL, clock, this::send);
    }

    /// Starts sending.
    ///
    /// @param carriers in order of preference
    public void start(List<? extends Sender> carriers) {
        senders = List.copyOf(carriers);
        senders.forEach(sender -> sender.onRoom(claiming::poke));
        claiming.poke();
    }

    /// Has nothing but lane 0 taken out while `stopped` says so (R48). Asked before each claim; must not block.
    public void onlySosWhile(BooleanSupplier stopped) {
        onlySos = stopped;
    }

    /// Has the outbox look at once: something was written. Never blocks.
    public void poke() {
        written = true;
        claiming.poke();
    }

    /// Asks for places for SOS answers that are about to be committed.
    ///
    /// @return how many of them may be written as claimed for [#LEASE]: each must be given to [#hand], or its place
    ///     back to [#giveBack]
    public int reserve(int wanted) {
        if (backlog || room(Lane.SOS) == 0) {
            return 0;
        }
        int places = Math.min(wanted, AHEAD - taken.get());
        if (places <= 0) {
            return 0;
        }
        taken.addAndGet(places);
        return places;
    }

    /// Gives back places for which nothing was written.
    public void giveBack(int places) {
        taken.addAndGet(-places);
    }

    /// Takes over messages that were written as claimed. Never blocks.
    public void hand(List<Claimed> messages) {
        handed.addAll(messages);
        claiming.poke();
    }

    /// Has messages that may have been written as claimed, and were not handed over, claimed like all others. Their
    /// places are given back.
    public void letGo(List<Outgoing> messages) {
        giveBack(messages.size());
        messages.forEach(message -> outcome(new Settled.Again(message, clock.instant())));
    }

    private void send(Instant now) {
        for (Claimed one = handed.poll(); one != null; one = handed.poll()) {
            take(one);
        }
        handOverUrgent();
        if (room(Lane.SOS) == 0 || !worthLooking()) {
            return;
        }
        boolean others = urgent.isEmpty() && !onlySos.getAsBoolean();
        int places = Math.max(0, AHEAD - taken.get());
        Most most = new Most(places, others ? room(Lane.REPLY) : 0);
        List<Claimed> claimed = store.claim(now, LEASE, most);
        int sos = 0;
        for (Claimed one : claimed) {
            if (one.message().lane() == Lane.SOS) {
                sos++;
                taken.incrementAndGet();
                take(one);
            } else if (inHand.add(one.message().id())) {
                send(one, clock.instant());
            }
        }
        backlog = sos == places;
        handOverUrgent();
        if (!claimed.isEmpty()) {
            poke();
        }
    }

    /// Room grows with every response, and most of what leaves is handed over: the store is asked when something
    /// was written to it, and now and then.
    private boolean worthLooking() {
        long nanos = System.nanoTime();
        if (!written && nanos - looked < POLL.toNanos()) {
            return false;
        }
        written = false;
        looked = nanos;
        return true;
    }

    private void take(Claimed one) {
        if (inHand.add(one.message().id())) {
            urgent.add(one);
        } else {
            taken.decrementAndGet();
        }
    }

    private void handOverUrgent() {
        while (!urgent.isEmpty() && room(Lane.SOS) > 0) {
            Claimed next = urgent.removeFirst();
            taken.decrementAndGet();
            send(next, clock.instant());
        }
    }

    private int room(Lane lane) {
        int room = 0;
        for (Sender sender : senders) {
            room += sender.room(lane);
        }
        return Math.min(room, SLICE);
    }

    private void send(Claimed claimed, Instant now) {
        SafeSend.Verdict verdict;
        try {
            verdict = judge(claimed, now);
        } catch (RuntimeException unreachable) {
            LOG.warn("a message waits for the store: {}", Failure.describe(unreachable));
            outcome(new Settled.Again(claimed.message(), now.plus(NO_ROOM)));
            return;
        }
        switch (verdict) {
            case SafeSend.Verdict.Refuse refused ->
                outcome(new Settled.Dropped(claimed.message(), refused.reason().name()));
            case SafeSend.Verdict.Clear clear -> hand(claimed.message(), clear.message(), now);
        }
    }

    private SafeSend.Verdict judge(Claimed claimed, Instant now) {
        if (claimed.message().purpose() == Purpose.WAITING
                && !waiting.holds(claimed.message().caseId())) {
            return new SafeSend.Verdict.Refuse(SafeSend.Reason.TAKEN);
        }
        return switch (claimed.message().to()) {
            case Recipient.Staff staff -> gate.toStaff(claimed.message(), staff.number());
            case Recipient.Person ignored ->
                claimed.number().isPresent() && claimed.person().isPresent()
                        ? gate.toPerson(
                                claimed.message(),
                                claimed.person().get(),
                                claimed.number().get(),
                                now)
                        : new SafeSend.Verdict.Refuse(SafeSend.Reason.FORGOTTEN);
        };
    }

    private void hand(Outgoing message, Cleared cleared, Instant now) {
        Sender chosen = null;
        for (Sender sender : senders) {
            boolean hers = message.carrier().isEmpty() || message.carrier().equals(sender.carrier());
            if (hers && sender.room(message.lane()) > 0) {
                chosen = sender;
                break;
            }
        }
        if (chosen == null) {
            outcome(new Settled.Again(message, now.plus(NO_ROOM)));
            return;
        }
        String carrier = chosen.carrier();
        chosen.send(cleared, result -> outcome(settled(message, carrier, result)));
    }

    private Settled settled(Outgoing message, String carrier, SendResult result) {
        Instant now = clock.instant();
        return switch (result) {
            case SendResult.Accepted accepted -> new Settled.Sent(message, carrier, accepted.providerIds());
            case SendResult.Retry retry -> new Settled.Again(message, now.plus(retry.after()));
            case SendResult.Refused refused -> new Settled.Dropped(message, refused.fault() + " " + refused.why());
            case SendResult.Unknown unknown ->
                message.lane().resendsUnknown() && message.attempts() < MOST_ATTEMPTS
                        ? new Settled.Again(message, now.plus(AFTER_UNKNOWN))
                        : new Settled.Dropped(message, "UNKNOWN " + unknown.why());
        };
    }

    private void outcome(Settled settled) {
        outcomes.add(settled);
        settling.poke();
    }

    private void settle(Instant now) {
        gather();
        List<Settled> batch = new ArrayList<>();
        outcomes.drainTo(batch, SLICE);
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.settle(batch, now);
        } catch (RuntimeException unreachable) {
            outcomes.addAll(batch);
            throw unreachable;
        }
        for (Settled one : batch) {
            inHand.remove(one.message().id());
            if (one instanceof Settled.Dropped dropped) {
                LOG.warn("message {} was not sent: {}", dropped.message().id(), dropped.why());
            }
        }
        if (!outcomes.isEmpty()) {
            settling.poke();
        }
    }

    /// Every write costs the store an fsync, whether it holds one outcome or two hundred.
    private void gather() {
        if (!outcomes.isEmpty() && outcomes.size() < ENOUGH) {
            try {
                Thread.sleep(GATHER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Stores the receipt on a virtual thread of its own.
    @Override
    public CompletionStage<Boolean> report(DeliveryReport report) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        boolean begun = reports.offer(() -> {
            try {
                stored.complete(store.report(report, clock.instant()));
            } catch (RuntimeException e) {
                LOG.warn("a receipt could not be stored: {}", Failure.describe(e));
                stored.completeExceptionally(e);
            }
        });
        if (!begun) {
            stored.completeExceptionally(new IllegalStateException("too many receipts at once"));
        }
        return stored;
    }

    /// Stops claiming, and writes down the outcomes that have come so far.
    @Override
    public void close() {
        claiming.close();
        reports.close(Duration.ofSeconds(5));
        settling.close();
        try {
            settle(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("outcomes of messages could not be written, they will be sent again: {}", Failure.describe(e));
        }
    }
}
