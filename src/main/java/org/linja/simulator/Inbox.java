package org.linja.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The messages of one handset: all of them, and which of them were read.
final class Inbox {
    private static final int MOST = 1_000;

    private final List<Arrival> arrivals = new ArrayList<>();
    private int read;

    synchronized void add(Arrival arrival) {
        if (arrivals.size() == MOST) {
            arrivals.removeFirst();
            read = Math.max(0, read - 1);
        }
        arrivals.add(arrival);
        notifyAll();
    }

    synchronized List<Arrival> all() {
        return List.copyOf(arrivals);
    }

    synchronized List<Arrival> unread() {
        return List.copyOf(arrivals.subList(read, arrivals.size()));
    }

    /// Marks all as read.
    synchronized void readAll() {
        read = arrivals.size();
    }

    /// Reads the next one, waiting for it at most that long.
    synchronized Optional<Arrival> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (read == arrivals.size()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return Optional.of(arrivals.get(read++));
    }
}
