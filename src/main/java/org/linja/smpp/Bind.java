package org.linja.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one bind up: opens a session, hands it to traffic, waits for its end, opens the next. One virtual
/// thread does all of it, so a session is never closed from its own callbacks.
final class Bind {
    private static final Logger LOG = LoggerFactory.getLogger(Bind.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Carrier carrier;
    private final BindType type;
    private final Departures departures;
    private final Arrivals arrivals;
    private final Runnable room;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Session session;
    private volatile boolean bound;
    private volatile String problem = "";

    /// @param name for logs and threads
    Bind(String name, Carrier carrier, BindType type, Departures departures, Arrivals arrivals, Runnable room) {
        this.name = name;
        this.carrier = carrier;
        this.type = type;
        this.departures = departures;
        this.arrivals = arrivals;
        this.room = room;
        this.thread = Thread.ofVirtual().name("smpp-bind-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Reconnect reconnect = new Reconnect(
                carrier.timers().reconnectFrom(), carrier.timers().reconnectTo(), ThreadLocalRandom.current());
        try {
            boolean stop = false;
            while (!stop) {
                long start = System.nanoTime();
                if (once()) {
                    reconnect.lasted(Duration.ofNanos(System.nanoTime() - start));
                }
                Duration pause = reconnect.next();
                if (stopped.getCount() > 0) {
                    LOG.warn("{}: not bound: {}; next attempt in {} ms", name, problem, pause.toMillis());
                }
                stop = stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One session from beginning to end.
    ///
    /// @return whether it was bound
    private boolean once() throws InterruptedException {
        Session current = new Session(name, carrier, type, departures, arrivals, room);
        session = current;
        try {
            current.open();
        } catch (IOException e) {
            problem = current.reason(e);
            current.close();
            return false;
        }
        if (stopped.getCount() == 0) {
            current.unbind();
        }
        boolean transmits = type != BindType.BIND_RX;
        if (transmits) {
            departures.up(current);
        }
        bound = true;
        LOG.info("{}: bound", name);
        room.run();
        problem = current.ended().join();
        bound = false;
        if (transmits) {
            departures.down(current, problem);
        }
        current.close();
        room.run();
        return true;
    }

    /// Watches the session's life.
    void tick() {
        Session current = session;
        if (bound && current != null) {
            current.tick();
        }
    }

    /// Whether it is up.
    boolean bound() {
        return bound;
    }

    /// Why it is not up, or was not last time; empty at first. Names no number and no text.
    String problem() {
        return problem;
    }

    /// How long nothing has been heard on it.
    Duration silence() {
        Session current = session;
        return current == null ? Duration.ZERO : current.silence();
    }

    /// Ends it for good.
    void close() {
        stopped.countDown();
        Session current = session;
        if (current != null) {
            if (bound) {
                current.unbind();
            } else {
                current.close();
            }
        }
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
