package org.linja.work;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each unit of work on a virtual thread of its own, at most `limit` at once, and a few more when they are urgent.
///
/// Each kind of input (MO, HTTP, calls, ticks) has one of its own, so that a storm in one never starves another.
public final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final String name;
    private final int limit;
    private final int kept;
    private final Semaphore slots;
    private final Semaphore urgent;
    private final ExecutorService threads;

    /// @param name stands in thread names
    /// @param limit how many at once, at least 1
    public Work(String name, int limit) {
        this(name, limit, 0);
    }

    /// @param name stands in thread names
    /// @param limit how many at once, at least 1
    /// @param kept how many more at once when they are urgent
    public Work(String name, int limit, int kept) {
        this.name = name;
        this.limit = limit;
        this.kept = kept;
        this.slots = new Semaphore(limit);
        this.urgent = new Semaphore(kept);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /// Starts the task unless `limit` are under way. Never blocks.
    ///
    /// @return false when full or closed: the caller says "busy" or leaves the work where it is stored
    public boolean offer(Runnable task) {
        return offer(task, slots);
    }

    /// Starts a task that must not wait behind others: also when `limit` are under way, as long as one of the
    /// slots kept for such tasks is free. Never blocks.
    ///
    /// @return false when those are taken too, or when closed
    public boolean offerUrgent(Runnable task) {
        return offer(task, slots) || offer(task, urgent);
    }

    private boolean offer(Runnable task, Semaphore from) {
        if (!from.tryAcquire()) {
            return false;
        }
        try {
            threads.execute(() -> run(task, from));
            return true;
        } catch (java.util.concurrent.RejectedExecutionException closed) {
            from.release();
            return false;
        }
    }

    private void run(Runnable task, Semaphore from) {
        try {
            task.run();
        } catch (Exception | Error e) {
            LOG.error("{}: a unit of work failed: {}", name, Failure.describe(e));
        } finally {
            from.release();
        }
    }

    /// How many are under way.
    public int busy() {
        return limit - slots.availablePermits() + kept - urgent.availablePermits();
    }

    /// Waits up to 30 s for what is under way, then interrupts it. Everything that matters is stored and will be
    /// done again.
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    /// As [#close()], with its own patience.
    public void close(Duration patience) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
