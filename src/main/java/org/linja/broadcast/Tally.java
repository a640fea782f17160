package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.linja.broadcast.RunStore.Finished;
import org.linja.broadcast.RunStore.Outcome;
import org.linja.outbox.DeliveryReport;
import org.linja.outbox.DeliveryReports;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what became of broadcast messages, and takes in their receipts: many at once, for a single one costs the
/// store nearly as much as hundreds.
///
/// It stands before the outbox's own receipts: what is about no broadcast is handed on. A receipt is acknowledged when
/// it is stored, as anywhere.
public final class Tally implements DeliveryReports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
    private static final Duration BEAT = Duration.ofMillis(20);
    private static final int MANY = 250;
    private static final int BATCH = 1_000;

    /// How long a receipt that nobody knows waits for the response that names its message.
    private static final Duration EARLY = Duration.ofSeconds(1);

    private final RunStore store;
    private final DeliveryReports others;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Waiting> receipts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Waiting> strangers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile Set<String> runs = Set.of();
    private volatile Consumer<Outcome> back = outcome -> {};
    private final Ticker ticker;

    private record Waiting(DeliveryReport report, Instant came, CompletableFuture<Boolean> stored) {}

    /// @param others takes receipts that are about no broadcast
    public Tally(RunStore store, DeliveryReports others, InstantSource clock) {
        this.store = store;
        this.others = others;
        this.clock = clock;
        this.ticker = new Ticker("tally", BEAT, clock, this::write);
    }

    /// Whose receipts may come.
    void listenFor(Set<String> runs) {
        this.runs = Set.copyOf(runs);
    }

    /// Whether any broadcast was sent lately.
    public boolean listens() {
        return !runs.isEmpty();
    }

    /// Who is told of messages that are to be sent again, once that is written.
    void tellOfAgain(Consumer<Outcome> listener) {
        back = listener;
    }

    /// Takes an outcome; never blocks.
    void add(Outcome outcome) {
        outcomes.add(outcome);
        if (pending.incrementAndGet() == MANY) {
            ticker.poke();
        }
    }

    /// A slice of which all outcomes were added.
    void add(Finished slice) {
        finished.add(slice);
    }

    @Override
    public CompletionStage<Boolean> report(DeliveryReport report) {
        if (runs.isEmpty()) {
            return others.report(report);
        }
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        receipts.add(new Waiting(report, clock.instant(), stored));
        if (pending.incrementAndGet() == MANY) {
            ticker.poke();
        }
        return stored;
    }

    /// One beat. Receipts are taken before outcomes, so that the outcome that a receipt is about is among those
    /// already told.
    private void write(Instant now) {
        takeIn(drain(strangers), now);
        List<Waiting> heard = drain(receipts);
        List<Finished> slices = drain(finished);
        List<Outcome> told = drain(outcomes);
        pending.set(0);
        if (heard.isEmpty() && told.isEmpty() && slices.isEmpty()) {
            return;
        }
        Joined joined = join(told, heard);
        try {
            store.settle(joined.outcomes, slices, RunStore.month(now), now);
        } catch (RuntimeException unreachable) {
            outcomes.addAll(told);
            finished.addAll(slices);
            receipts.addAll(heard);
            throw unreachable;
        }
        told.stream().filter(one -> one.fate() == Fate.QUEUED).forEach(back);
        joined.done.forEach(one -> one.stored.complete(true));
        lookUp(joined.open, now);
        if (!outcomes.isEmpty() || pending.get() >= MANY) {
            ticker.poke();
        }
    }

    private static <T> List<T> drain(ConcurrentLinkedQueue<T> queue) {
        List<T> taken = new ArrayList<>();
        T next = queue.poll();
        while (next != null) {
            taken.add(next);
            next = taken.size() < BATCH ? queue.poll() : null;
        }
        return taken;
    }

    private record Joined(List<Outcome> outcomes, List<Waiting> done, List<Waiting> open) {}

    /// A receipt whose message is in the same batch is written with it.
    private static Joined join(List<Outcome> told, List<Waiting> heard) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Outcome one = told.get(i);
            if (one.fate() == Fate.SUBMITTED && one.ids().size() == 1) {
                places.put(one.carrier() + " " + one.ids().getFirst(), i);
            }
        }
        List<Outcome> outcomes = new ArrayList<>(told);
        List<Waiting> done = new ArrayList<>();
        List<Waiting> open = new ArrayList<>();
        for (Waiting one : heard) {
            Integer place = place(one.report, places);
            if (place == null || !one.report.state().ended()) {
                open.add(one);
            } else {
                outcomes.set(place, ended(outcomes.get(place), one.report));
                done.add(one);
            }
        }
        return new Joined(outcomes, done, open);
    }

    private static @org.jspecify.annotations.Nullable Integer place(
            DeliveryReport report, Map<String, Integer> places) {
        for (String id : report.candidates()) {
            Integer place = places.get(report.carrier() + " " + id);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private static Outcome ended(Outcome one, DeliveryReport report) {
        Fate fate = switch (report.state()) {
            case DELIVERED -> Fate.DELIVERED;
            case EXPIRED, FAILED, UNKNOWN -> Fate.FAILED;
            case ENROUTE -> one.fate();
        };
        return new Outcome(one.run(), one.partition(), one.index(), one.fingerprint(), fate, one.carrier(), List.of());
    }

    private void lookUp(List<Waiting> open, Instant now) {
        if (open.isEmpty()) {
            return;
        }
        List<Boolean> known;
        try {
            known = store.receipts(open.stream().map(Waiting::report).toList(), runs, now);
        } catch (RuntimeException unreachable) {
            receipts.addAll(open);
            throw unreachable;
        }
        for (int i = 0; i < open.size(); i++) {
            Waiting one = open.get(i);
            if (known.get(i)) {
                one.stored.complete(true);
            } else if (now.isBefore(one.came.plus(EARLY))) {
                receipts.add(one);
            } else {
                handOn(one);
            }
        }
    }

    private void handOn(Waiting one) {
        others.report(one.report).whenComplete((known, failure) -> {
            if (failure != null) {
                one.stored.completeExceptionally(failure);
            } else if (known || !one.report.state().ended()) {
                one.stored.complete(known);
            } else {
                strangers.add(one);
            }
        });
    }

    /// Nobody knows their ids: the response that would have told was lost with its line or its server.
    private void takeIn(List<Waiting> unknown, Instant now) {
        if (unknown.isEmpty()) {
            return;
        }
        try {
            store.strangers(unknown.stream().map(Waiting::report).toList(), runs, now);
        } catch (RuntimeException unreachable) {
            strangers.addAll(unknown);
            throw unreachable;
        }
        unknown.forEach(one -> one.stored.complete(false));
    }

    /// Writes down what has come so far.
    @Override
    public void close() {
        ticker.close();
        try {
            while (!outcomes.isEmpty() || !finished.isEmpty()) {
                write(clock.instant());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "outcomes of broadcast messages could not be written, they count as unknown: {}",
                    Failure.describe(e));
        }
        receipts.forEach(one -> one.stored.completeExceptionally(new IllegalStateException("closing")));
        strangers.forEach(one -> one.stored.completeExceptionally(new IllegalStateException("closing")));
    }
}
