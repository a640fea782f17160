package org.linja.smpp;

import java.util.Comparator;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;

/// One `submit_sm` on its way. Its mutable parts are guarded by the lock of [Departures].
final class Segment {
    /// By lane, then by age: also the order in which segments go again that were asked for patience.
    static final Comparator<Segment> ORDER =
            Comparator.<Segment>comparingInt(s -> s.lane.number()).thenComparingLong(s -> s.order);

    private final Attempt attempt;
    private final int index;
    private final byte[] pdu;
    private final Lane lane;
    private final boolean fleeting;
    private final long order;

    /// When it is no longer tried again after being asked for patience; nanoseconds of the monotonic clock.
    private final long patienceEnds;

    /// When its answer is no longer waited for; nanoseconds of the monotonic clock.
    private long answerDue;

    Segment(Attempt attempt, int index, byte[] pdu, Lane lane, boolean fleeting, long order, long patienceEnds) {
        this.attempt = attempt;
        this.index = index;
        this.pdu = pdu;
        this.lane = lane;
        this.fleeting = fleeting;
        this.order = order;
        this.patienceEnds = patienceEnds;
    }

    byte[] pdu() {
        return pdu;
    }

    boolean sos() {
        return lane == Lane.SOS;
    }

    /// Whether it goes back when the network asks for patience, to be judged anew.
    boolean fleeting() {
        return fleeting;
    }

    boolean patient(long now) {
        return !fleeting && now - patienceEnds < 0;
    }

    void answerDue(long when) {
        answerDue = when;
    }

    boolean overdue(long now) {
        return now - answerDue >= 0;
    }

    /// Tells its outcome. Never called under the lock.
    void finished(SendResult outcome) {
        attempt.finished(index, outcome);
    }
}
