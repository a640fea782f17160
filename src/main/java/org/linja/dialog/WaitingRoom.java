package org.linja.dialog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Msisdn;

/// Where messages wait for their turn: urgent ones first, and of each number only one at a time is called, in the order
/// in which they came. Nothing here blocks but [#next].
final class WaitingRoom {
    private final int seats;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private final ArrayDeque<Waiting> urgent = new ArrayDeque<>();
    private final ArrayDeque<Waiting> ordinary = new ArrayDeque<>();

    /// Of each number that waits or is being answered, the messages that come after that one.
    private final Map<Msisdn, ArrayDeque<Waiting>> behind = new HashMap<>();

    private int taken;
    private boolean closed;

    /// A message that waits.
    ///
    /// @param stored whether it is in the inbox already; else completing `done` acknowledges it
    record Waiting(Inbound inbound, boolean urgent, boolean stored, CompletableFuture<@Nullable Void> done) {}

    /// @param seats how many may wait and be answered at once
    WaitingRoom(int seats) {
        this.seats = seats;
    }

    /// Takes a seat.
    ///
    /// @return false when none is free
    boolean enter(Waiting one) {
        lock.lock();
        try {
            if (closed || taken == seats) {
                return false;
            }
            taken++;
            ArrayDeque<Waiting> earlier = behind.get(one.inbound().from());
            if (earlier == null) {
                behind.put(one.inbound().from(), new ArrayDeque<>(0));
                call(one);
            } else {
                earlier.add(one);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void call(Waiting one) {
        (one.urgent() ? urgent : ordinary).add(one);
        called.signal();
    }

    /// Calls up to `most` messages, each of another number; blocks until there is one.
    ///
    /// @return empty when the room is closed
    List<Waiting> next(int most) {
        List<Waiting> next = new ArrayList<>();
        lock.lock();
        try {
            while (urgent.isEmpty() && ordinary.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                called.awaitUninterruptibly();
            }
            while (next.size() < most && !(urgent.isEmpty() && ordinary.isEmpty())) {
                next.add(urgent.isEmpty() ? ordinary.remove() : urgent.remove());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// One that was called is done with; the next of its number may be called.
    void leave(Waiting one) {
        lock.lock();
        try {
            taken--;
            ArrayDeque<Waiting> later = behind.get(one.inbound().from());
            if (later == null || later.isEmpty()) {
                behind.remove(one.inbound().from());
            } else {
                call(later.remove());
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many wait or are being answered.
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more; who waits is still called.
    void close() {
        lock.lock();
        try {
            closed = true;
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
