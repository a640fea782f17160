package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The inbox, with the disk of this machine behind it: an urgent message that the store does not take in time is kept
/// in the [Spool] instead and may be acknowledged all the same (R24, R25).
///
/// From the first failure until the store has answered again, urgent messages go straight to the spool, in the order in
/// which they come, and ordinary ones are refused at once: they would only hold up the carrier's window. Before
/// anything is taken from the store again, all that was kept is put back into it.
public final class SpooledInbox implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledInbox.class);
    private static final Duration BEAT = Duration.ofMillis(200);

    /// An answer that is on its way while the store is away is known to have left or not within this time.
    private static final Duration ANSWERS_SETTLE = Duration.ofSeconds(10);

    private final Inbox inbox;
    private final Spool spool;
    private final Recovery recovery;
    private final Stopgap stopgap;
    private final Duration patience;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final Ticker watch;
    private volatile boolean away;
    private volatile long backSince;

    /// @param patience how long an urgent message waits for the store; less than carriers wait for our word
    public SpooledInbox(
            Inbox inbox, Spool spool, Recovery recovery, Stopgap stopgap, Duration patience, InstantSource clock) {
        this.inbox = inbox;
        this.spool = spool;
        this.recovery = recovery;
        this.stopgap = stopgap;
        this.patience = patience;
        this.watch = new Ticker("spool", BEAT, clock, this::watch);
    }

    @Override
    public boolean store(Inbound inbound, boolean urgent, Instant now, Duration lease) {
        if (!urgent) {
            return storeOrdinary(inbound, now, lease);
        }
        if (away || !spool.empty()) {
            keep(inbound);
            return false;
        }
        Attempt attempt = new Attempt(Thread.currentThread(), System.nanoTime());
        attempts.add(attempt);
        try {
            inbox.store(inbound, true, now, lease);
            return true;
        } catch (RuntimeException unreachable) {
            LOG.error("the store did not take an urgent message: {}", Failure.describe(unreachable));
            away = true;
        } finally {
            attempts.remove(attempt);
            attempt.end();
        }
        keepUninterrupted(inbound);
        return false;
    }

    private boolean storeOrdinary(Inbound inbound, Instant now, Duration lease) {
        if (away) {
            throw new StoreAway();
        }
        try {
            return inbox.store(inbound, false, now, lease);
        } catch (RuntimeException unreachable) {
            away = true;
            throw unreachable;
        }
    }

    private void keep(Inbound inbound) {
        spool.keep(inbound);
        stopgap.kept(inbound);
    }

    /// A thread that is interrupted cannot write to a file; this message is written also while the server stops.
    private void keepUninterrupted(Inbound inbound) {
        boolean interrupted = Thread.interrupted();
        try {
            keep(inbound);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public List<Inbound> take(Instant now, Duration lease, int max) {
        try {
            while (!spool.empty()) {
                if (!answersSettled()) {
                    return List.of();
                }
                int back = spool.replay(recovery::putBack);
                LOG.info("the store is back; {} urgent messages of the spool are in it", back);
            }
            List<Inbound> taken = inbox.take(now, lease, max);
            away = false;
            return taken;
        } catch (RuntimeException unreachable) {
            away = true;
            throw unreachable;
        }
    }

    /// A message is not put back while nobody knows yet whether its answer has left: it would get another.
    private boolean answersSettled() {
        if (!stopgap.underWay()) {
            backSince = 0;
            return true;
        }
        long time = System.nanoTime();
        if (backSince == 0) {
            backSince = time;
        }
        return time - backSince > ANSWERS_SETTLE.toNanos();
    }

    private void watch(Instant now) {
        long time = System.nanoTime();
        for (Attempt attempt : attempts) {
            if (time - attempt.since > patience.toNanos()) {
                attempt.giveUp();
            }
        }
        if (!spool.empty()) {
            stopgap.alert(now);
        } else if (!away) {
            stopgap.over();
        }
    }

    /// One urgent message that waits for the store.
    private static final class Attempt {
        private final Thread thread;
        private final long since;
        private boolean over;
        private boolean givenUp;

        Attempt(Thread thread, long since) {
            this.thread = thread;
            this.since = since;
        }

        synchronized void giveUp() {
            if (!over) {
                over = true;
                givenUp = true;
                thread.interrupt();
            }
        }

        /// From here on its thread is not interrupted, and no longer bears the mark of it.
        synchronized void end() {
            over = true;
            if (givenUp) {
                Thread.interrupted();
            }
        }
    }

    /// The store is known to be away: the network shall send the message again.
    private static final class StoreAway extends RuntimeException {
        StoreAway() {
            super("the store is away", null, false, false);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
