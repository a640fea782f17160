package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linja.dialog.WaitingRoom.Waiting;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one door in. A message is acknowledged when it is on disk: with its answer, in one commit, or, when its turn
/// cannot be taken now, alone in the inbox, from which the sweep takes it up.
///
/// Messages of one number are answered one after another in the order in which they came. Those of others that wait at
/// the same moment are answered together by one of a few crews, so that a flood costs one trip to the store for many
/// (ADR 0010). While all crews are busy acknowledging waits, which slows the network down. While the store is away,
/// urgent messages go to the [Refuge], and ordinary ones back to the network.
public final class Dialog implements Intake, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dialog.class);

    /// Longer than any turn takes, so that no message is answered twice; shorter than she would wait.
    private static final Duration LEASE = Duration.ofSeconds(30);

    /// For messages that wait in the inbox: a turn that failed is tried again this soon. Two at once do no harm.
    private static final Duration RETAKE = Duration.ofSeconds(10);

    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int STORE_TRIES = 3;
    private static final int ANSWER_TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int SEATS = 20_000;
    private static final int STAFF = 64;
    private static final int CREWS = 2;

    private final Inbox inbox;
    private final Turns turns;
    private final Refuge refuge;
    private final Predicate<Inbound> urgent;
    private final InstantSource clock;
    private final int together;
    private final WaitingRoom waiting = new WaitingRoom(SEATS);
    private final Work staff = new Work("staff", STAFF);
    private final Work sheltering = new Work("spool", SEATS);
    private final List<Thread> crews = new ArrayList<>();
    private final Ticker sweep;

    /// Opens the door.
    ///
    /// @param urgent whether a message holds an SOS word
    /// @param together how many messages are answered in one go at most
    public Dialog(
            Inbox inbox, Turns turns, Refuge refuge, Predicate<Inbound> urgent, InstantSource clock, int together) {
        this.inbox = inbox;
        this.turns = turns;
        this.refuge = refuge;
        this.urgent = urgent;
        this.clock = clock;
        this.together = together;
        for (int i = 0; i < CREWS; i++) {
            crews.add(Thread.ofVirtual().name("dialog-" + i).start(this::serve));
        }
        this.sweep = new Ticker("inbox", SWEEP, clock, this::sweep);
    }

    @Override
    public CompletionStage<?> accept(Inbound inbound) {
        CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
        if (!waiting.enter(new Waiting(inbound, urgent.test(inbound), false, stored))) {
            stored.completeExceptionally(new IllegalStateException("no more messages can be taken in at the moment"));
        }
        return stored;
    }

    private void serve() {
        for (List<Waiting> next = waiting.next(together); !next.isEmpty(); next = waiting.next(together)) {
            List<Waiting> fresh = new ArrayList<>(next.size());
            List<Waiting> kept = new ArrayList<>();
            for (Waiting one : next) {
                if (turns.fromStaff(one.inbound())) {
                    if (!staff.offer(() -> staff(one))) {
                        refuse(one, new IllegalStateException("too many messages of staff at once"));
                    }
                } else {
                    (one.stored() ? kept : fresh).add(one);
                }
            }
            if (refuge.inUse()) {
                fresh.forEach(one -> shelter(one, true));
            } else {
                answer(fresh, false);
            }
            answer(kept, true);
        }
    }

    private void answer(List<Waiting> all, boolean stored) {
        if (all.isEmpty()) {
            return;
        }
        try {
            Set<String> open = turned(all, stored);
            for (Waiting one : all) {
                if (open.contains(one.inbound().id()) && !stored) {
                    keep(one);
                } else {
                    acknowledge(one);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("{} messages could not be answered: {}", all.size(), Failure.describe(e));
            refuge.storeFailed();
            all.forEach(one -> shelter(one, !(e instanceof CommitUnknown)));
        }
    }

    private Set<String> turned(List<Waiting> all, boolean stored) {
        try (Refuge.Attempt _ = refuge.attempt()) {
            return turns.answer(all.stream().map(Waiting::inbound).toList(), stored, clock.instant());
        }
    }

    /// The store is away. What waits in it stays there; what does not, and is urgent, is kept on the disk.
    ///
    /// @param answer whether she may be told now that it has arrived
    private void shelter(Waiting one, boolean answer) {
        if (one.stored() || !one.urgent()) {
            refuse(one, new StoreAway());
            return;
        }
        boolean begun = sheltering.offer(() -> {
            try {
                refuge.keep(one.inbound(), answer);
                acknowledge(one);
            } catch (RuntimeException e) {
                LOG.error("an SOS could not be kept on the disk: {}", e.getMessage());
                refuse(one, e);
            }
        });
        if (!begun) {
            refuse(one, new IllegalStateException("no more messages can be kept at the moment"));
        }
    }

    /// What has no answer now stays in the inbox.
    private void keep(Waiting one) {
        try {
            store(one, Duration.ZERO);
            acknowledge(one);
        } catch (RuntimeException e) {
            refuge.storeFailed();
            shelter(one, true);
        }
    }

    private void acknowledge(Waiting one) {
        waiting.leave(one);
        one.done().complete(null);
    }

    /// What is in the inbox stays there; what is not, the network sends again.
    private void refuse(Waiting one, RuntimeException why) {
        waiting.leave(one);
        if (!one.stored()) {
            LOG.error("a message could not be stored and was not acknowledged: {}", Failure.describe(why));
            one.done().completeExceptionally(why);
        }
    }

    /// A store that is restarting is worth a few tries: storing the same message again changes nothing.
    private void store(Waiting one, Duration lease) {
        for (int attempt = 1; ; attempt++) {
            try {
                inbox.store(one.inbound(), one.urgent(), clock.instant(), lease);
                return;
            } catch (RuntimeException unreachable) {
                if (attempt == STORE_TRIES) {
                    throw unreachable;
                }
            }
        }
    }

    /// A counsellor's command may change a case of anybody: it is stored first, and done in its own time.
    private void staff(Waiting one) {
        try {
            if (!one.stored()) {
                store(one, LEASE);
                one.done().complete(null);
            }
        } catch (RuntimeException e) {
            refuse(one, e);
            return;
        }
        try {
            handle(one.inbound());
        } finally {
            waiting.leave(one);
        }
    }

    /// A store that restarts is back within a second or two: nobody waits for the lease to end. What fails all the
    /// same stays in the inbox for the sweep.
    private void handle(Inbound inbound) {
        for (int attempt = 1; attempt <= ANSWER_TRIES; attempt++) {
            try {
                turns.staff(inbound, clock.instant());
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
        if (!refuge.recover() || waiting.taken() > together) {
            return;
        }
        List<Inbound> left = inbox.take(now, RETAKE, together);
        refuge.storeAnswered();
        for (Inbound inbound : left) {
            waiting.enter(new Waiting(inbound, urgent.test(inbound), true, new CompletableFuture<>()));
        }
        if (left.size() == together) {
            sweep.poke();
        }
    }

    /// How many messages wait or are being answered.
    public int busy() {
        return waiting.taken();
    }

    /// Lets nothing new in and answers what waits.
    @Override
    public void close() {
        sweep.close();
        waiting.close();
        for (Thread crew : crews) {
            try {
                crew.join(LEASE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        staff.close();
        sheltering.close();
    }
}
