package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.work.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where urgent messages go while the store is away: to the [Spool] on the disk of this machine, so that they may be
/// acknowledged all the same, and from there back into the inbox (R24, R25).
///
/// It is in use from the first failure of the store until all that was kept is back. In that time ordinary messages are
/// refused at once: they would only hold up the carrier's window.
public final class Refuge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refuge.class);
    private static final Duration BEAT = Duration.ofMillis(200);

    /// An answer that is on its way while the store is away is known to have left or not within this time.
    private static final Duration ANSWERS_SETTLE = Duration.ofSeconds(10);

    private final Spool spool;
    private final Recovery recovery;
    private final Stopgap stopgap;
    private final Duration patience;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final Ticker watch;
    private volatile boolean away;
    private long settlingSince;

    /// @param patience how long messages wait for the store; less than carriers wait for our word
    public Refuge(Spool spool, Recovery recovery, Stopgap stopgap, Duration patience, InstantSource clock) {
        this.spool = spool;
        this.recovery = recovery;
        this.stopgap = stopgap;
        this.patience = patience;
        this.watch = new Ticker("refuge", BEAT, clock, this::watch);
    }

    /// Whether the store is away, or has not got back yet what was kept.
    boolean inUse() {
        return away || !spool.empty();
    }

    /// The store has not answered in time, or has refused.
    void storeFailed() {
        away = true;
    }

    /// The store has answered.
    void storeAnswered() {
        away = false;
    }

    /// Keeps an urgent message; when this returns it is on disk.
    ///
    /// @param answer whether she is told now that it has arrived; not when the store may have written an answer
    void keep(Inbound inbound, boolean answer) {
        spool.keep(inbound);
        stopgap.kept(inbound, answer);
    }

    /// Keeps an urgent message of which nobody is told here that it has arrived; when this returns it is on disk.
    ///
    /// @throws SpoolFailed when the disk did not take it
    public void shelter(Inbound inbound) {
        keep(inbound, false);
    }

    /// Puts what was kept back into the store; throws when that is away.
    ///
    /// @return false when that has to wait: of some nobody knows yet whether their answer has left
    boolean recover() {
        while (!spool.empty()) {
            if (!answersSettled()) {
                return false;
            }
            LOG.info("the store is back; {} urgent messages of the spool are in it", spool.replay(recovery::putBack));
        }
        return true;
    }

    private boolean answersSettled() {
        if (!stopgap.underWay()) {
            settlingSince = 0;
            return true;
        }
        long time = System.nanoTime();
        if (settlingSince == 0) {
            settlingSince = time;
        }
        return time - settlingSince > ANSWERS_SETTLE.toNanos();
    }

    /// The calling thread begins to use the store. When that takes longer than the patience, the thread is
    /// interrupted, and the store is taken to be away.
    Attempt attempt() {
        Attempt attempt = new Attempt(Thread.currentThread(), System.nanoTime());
        attempts.add(attempt);
        return attempt;
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

    /// One use of the store.
    final class Attempt implements AutoCloseable {
        private final Thread thread;
        private final long since;
        private boolean over;
        private boolean givenUp;

        private Attempt(Thread thread, long since) {
            this.thread = thread;
            this.since = since;
        }

        private synchronized void giveUp() {
            if (!over) {
                over = true;
                givenUp = true;
                thread.interrupt();
            }
        }

        /// From here on its thread is not interrupted, and no longer bears the mark of it.
        @Override
        public synchronized void close() {
            attempts.remove(this);
            over = true;
            if (givenUp) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
