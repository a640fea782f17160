package org.linja.smpp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;

/// What one carrier has under way: which segment goes next, over which line, and when.
///
/// SOS goes before everything, and a part of every window and of the rate is kept free for it. A segment that
/// was asked for patience keeps its place before all younger ones of its lane. Nothing here waits: what finds
/// no room is told so.
final class Departures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// So that a broadcast that is cancelled ends within two seconds also where the network asks for patience
    /// (R48).
    private static final Duration PATIENCE_OF_BROADCASTS = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration UNTIL_BOUND = Duration.ofSeconds(2);
    private static final int SMALL_WINDOW = 5;
    private static final Duration AFTER_THROTTLING = Duration.ofSeconds(10);

    /// A line that is bound and takes submits.
    interface Track {
        /// The segments written and not yet answered. Touched under the lock of [Departures] only.
        Flying flying();

        /// Gathers a segment for writing; never blocks.
        ///
        /// @return false when the line is closing: then nothing of it was or will be written
        boolean write(Segment segment);
    }

    private final int window;
    private final double sosShare;
    private final long responseNanos;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Track> tracks = new ArrayList<>();
    private final PriorityQueue<Segment> sos = new PriorityQueue<>(Segment.ORDER);
    private final PriorityQueue<Segment> ordinary = new PriorityQueue<>(Segment.ORDER);
    private final Pace pace;
    private final Patience sosPatience;
    private final Patience patience;
    private final LongAdder throttled = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder late = new LongAdder();
    private int flying;
    private int ordinaryFlying;
    private long order;
    private boolean closing;
    private volatile boolean starved;

    /// @param nanos a monotonic clock in nanoseconds
    Departures(Carrier carrier, LongSupplier nanos) {
        this.window = carrier.flow().window();
        this.sosShare = carrier.flow().sosShare();
        this.responseNanos = carrier.timers().response().toNanos();
        this.nanos = nanos;
        this.pace = new Pace(carrier.flow().rate(), sosShare, nanos.getAsLong());
        this.sosPatience = new Patience(carrier.timers().throttleTo());
        this.patience = new Patience(carrier.timers().throttleTo());
    }

    /// See [org.linja.outbox.Sender#room].
    int room(Lane lane) {
        lock.lock();
        try {
            int room = room(lane == Lane.SOS, nanos.getAsLong());
            if (lane == Lane.BROADCAST) {
                room = Math.max(0, room - keptForAnswers());
            }
            starved |= room == 0;
            return room;
        } finally {
            lock.unlock();
        }
    }

    private int room(boolean urgent, long now) {
        if (closing || (urgent ? sosPatience : patience).pausing(now)) {
            return 0;
        }
        int queued = (urgent ? sos : ordinary).size();
        int free = capacity() - flying;
        if (!urgent) {
            free = Math.min(free, ordinaryCapacity() - ordinaryFlying);
        }
        return Math.max(0, Math.min(free, pace.room(urgent, now)) - queued);
    }

    /// What broadcasts leave free, so that an answer to somebody never waits behind them: a tenth of the window.
    private int keptForAnswers() {
        int ordinary = ordinaryCapacity();
        return ordinary < SMALL_WINDOW ? 0 : (ordinary + 9) / 10;
    }

    private int capacity() {
        return window * tracks.size();
    }

    /// What others than SOS may use: at least one, so that a window of one works.
    private int ordinaryCapacity() {
        int capacity = capacity();
        return Math.max(Math.min(1, capacity), capacity - (int) Math.ceil(capacity * sosShare));
    }

    /// Sends the segments of one message, or tells at once that there is no room.
    ///
    /// @param fleeting whether it is given back when the network asks for patience, instead of waiting here
    void send(List<byte[]> pdus, Lane lane, boolean fleeting, Consumer<SendResult> done) {
        SendResult.@Nullable Retry refusal = null;
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (room(lane == Lane.SOS, now) < 1) {
                starved = true;
                refusal = tracks.isEmpty()
                        ? new SendResult.Retry(UNTIL_BOUND, "no bind is up")
                        : new SendResult.Retry(SOON, "the window is full or the network asks for patience");
            } else {
                Attempt attempt = new Attempt(pdus.size(), done);
                boolean whole = pdus.size() == 1;
                boolean back = fleeting && whole;
                // A message of which a part has left is finished: half of it would tell her nothing.
                Duration patient = lane == Lane.BROADCAST && whole ? PATIENCE_OF_BROADCASTS : PATIENCE;
                for (int i = 0; i < pdus.size(); i++) {
                    Segment segment =
                            new Segment(attempt, i, pdus.get(i), lane, back, order++, now + patient.toNanos());
                    queue(segment).add(segment);
                }
                pump(now);
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            done.accept(refusal);
        }
    }

    private PriorityQueue<Segment> queue(Segment segment) {
        return segment.sos() ? sos : ordinary;
    }

    /// Writes what may go now.
    private void pump(long now) {
        Segment next = next(now);
        while (next != null) {
            Track track = freest();
            if (track == null) {
                return;
            }
            queue(next).poll();
            next.answerDue(now + responseNanos);
            if (track.write(next)) {
                pace.take(next.sos(), now);
                flying++;
                ordinaryFlying += next.sos() ? 0 : 1;
            } else {
                tracks.remove(track);
                queue(next).add(next);
            }
            next = next(now);
        }
    }

    private @Nullable Segment next(long now) {
        if (flying >= capacity()) {
            return null;
        }
        if (!sos.isEmpty() && !sosPatience.pausing(now) && pace.room(true, now) > 0) {
            return sos.peek();
        }
        boolean may = !ordinary.isEmpty()
                && ordinaryFlying < ordinaryCapacity()
                && !patience.pausing(now)
                && pace.room(false, now) > 0;
        return may ? ordinary.peek() : null;
    }

    private @Nullable Track freest() {
        Track best = null;
        int least = window;
        for (Track track : tracks) {
            if (track.flying().size() < least) {
                least = track.flying().size();
                best = track;
            }
        }
        return best;
    }

    /// A segment was answered.
    ///
    /// @param id the network's id of it, when it was taken
    void answered(Track track, int sequence, int status, String id) {
        Segment segment;
        SendResult outcome = null;
        lock.lock();
        try {
            segment = track.flying().remove(sequence);
            if (segment == null) {
                late.increment();
                return;
            }
            landed(segment);
            long now = nanos.getAsLong();
            if (status == Statuses.OK) {
                (segment.sos() ? sosPatience : patience).accepted();
                outcome = new SendResult.Accepted(List.of(ReceiptIds.normal(id)));
            } else if (!Statuses.throttled(status)) {
                outcome = Statuses.failure(status);
            } else {
                outcome = throttled(segment, now);
            }
            pump(now);
        } finally {
            lock.unlock();
        }
        if (outcome != null) {
            segment.finished(outcome);
        }
    }

    /// Ordinary messages wait when an SOS was asked for patience too, but not the other way round.
    private @Nullable SendResult throttled(Segment segment, long now) {
        throttled.increment();
        patience.throttled(now);
        if (segment.sos()) {
            sosPatience.throttled(now);
        }
        if (!segment.patient(now)) {
            return new SendResult.Retry(segment.fleeting() ? SOON : AFTER_THROTTLING, "the network asks for patience");
        }
        queue(segment).add(segment);
        return null;
    }

    private void landed(Segment segment) {
        flying--;
        ordinaryFlying -= segment.sos() ? 0 : 1;
    }

    /// A line is bound.
    void up(Track track) {
        lock.lock();
        try {
            tracks.add(track);
            pump(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /// A line is gone. What was on it may have left or not; what still waits goes over another line, or back.
    void down(Track track, String why) {
        List<Segment> lost;
        List<Segment> waiting = new ArrayList<>();
        lock.lock();
        try {
            tracks.remove(track);
            lost = track.flying().removeAll();
            lost.forEach(this::landed);
            unknown.add(lost.size());
            if (tracks.isEmpty()) {
                for (PriorityQueue<Segment> queue : List.of(sos, ordinary)) {
                    while (!queue.isEmpty()) {
                        waiting.add(queue.remove());
                    }
                }
            }
            pump(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
        lost.forEach(segment -> segment.finished(new SendResult.Unknown(why + " before the answer")));
        waiting.forEach(segment -> segment.finished(new SendResult.Retry(UNTIL_BOUND, why)));
    }

    /// Gives up on answers that are overdue, and writes what may go now.
    ///
    /// @return whether there is room now for someone who found none
    boolean tick() {
        List<Segment> overdue = new ArrayList<>();
        boolean relieved;
        lock.lock();
        try {
            long now = nanos.getAsLong();
            for (Track track : tracks) {
                Iterator<Segment> flown = track.flying().iterator();
                while (flown.hasNext()) {
                    Segment segment = flown.next();
                    if (segment.overdue(now)) {
                        flown.remove();
                        landed(segment);
                        overdue.add(segment);
                    }
                }
            }
            unknown.add(overdue.size());
            pump(now);
            relieved = starved && (room(true, now) > 0 || room(false, now) > 0);
            starved &= !relieved;
        } finally {
            lock.unlock();
        }
        overdue.forEach(segment -> segment.finished(new SendResult.Unknown("the network did not answer in time")));
        return relieved;
    }

    /// Nothing new is taken from now on.
    void close() {
        lock.lock();
        try {
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    /// How much is under way: written and unanswered, or waiting to be written.
    int underWay() {
        lock.lock();
        try {
            return flying + sos.size() + ordinary.size();
        } finally {
            lock.unlock();
        }
    }

    /// How much may be unanswered at once, over all lines that are up.
    int window() {
        lock.lock();
        try {
            return capacity();
        } finally {
            lock.unlock();
        }
    }

    /// How often the network asked for patience.
    long throttledCount() {
        return throttled.sum();
    }

    /// Segments of which nobody knows whether they left.
    long unknownCount() {
        return unknown.sum();
    }

    /// Answers that came when nobody waited for them any longer.
    long lateCount() {
        return late.sum();
    }
}
