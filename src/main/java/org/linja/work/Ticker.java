package org.linja.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls one periodic piece of work, `tick(now)`, on a virtual thread: every `pause`, or at once when poked.
///
/// Nothing that matters lives in it: what is due is stored, and a tick only asks for it.
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Thread thread;
    private volatile boolean poked;
    private volatile boolean closed;

    /// Starts ticking.
    ///
    /// @param name stands in the thread's name
    public Ticker(String name, Duration pause, InstantSource clock, Consumer<Instant> tick) {
        thread = Thread.ofVirtual().name("tick-" + name).start(() -> {
            while (!closed) {
                poked = false;
                try {
                    tick.accept(clock.instant());
                } catch (Exception | Error e) {
                    LOG.error("tick {} failed, and will run again: {}", name, Failure.describe(e));
                }
                if (!poked && !closed) {
                    LockSupport.parkNanos(this, pause.toNanos());
                }
            }
        });
    }

    /// Ticks as soon as it can. Never blocks.
    public void poke() {
        poked = true;
        LockSupport.unpark(thread);
    }

    /// Lets the tick under way finish, for at most five seconds.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
