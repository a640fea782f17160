package org.linja.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What the SMSC does wrong, or slowly, on purpose. As it is made, nothing. Every switch may be turned at any time.
public final class Faults {
    /// How the id of a message is written in a receipt; carriers differ from their own responses.
    public enum ReceiptId {
        /// As in submit_sm_resp.
        SAME,
        /// The response's hexadecimal digits as a decimal number, and no receipted_message_id.
        DECIMAL
    }

    private final AtomicInteger submits = new AtomicInteger();
    private volatile int throttleEvery;
    private volatile int dropAfter = Integer.MAX_VALUE;
    private volatile int loseAfter = Integer.MAX_VALUE;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean silent;
    private volatile String receiptState = "DELIVRD";
    private volatile ReceiptId receiptId = ReceiptId.SAME;
    private volatile boolean receiptsFirst;

    Faults() {}

    /// Answers every n-th submit_sm with `ESME_RTHROTTLED`; 0 for none.
    public Faults throttleEvery(int n) {
        throttleEvery = n;
        return this;
    }

    /// Sends each submit_sm_resp that much later; the order of responses is then not kept.
    public Faults delayResponses(Duration delay) {
        this.delay = delay;
        return this;
    }

    /// Closes the connection, unanswered, at the submit_sm after `n` more; once.
    public Faults dropAfter(int n) {
        dropAfter = submits.get() + n;
        return this;
    }

    /// Takes the submit_sm after `n` more, but closes the connection instead of answering; once. Its receipt comes
    /// under an id that the sender was never told.
    public Faults loseAnswerAfter(int n) {
        loseAfter = submits.get() + n;
        return this;
    }

    /// Takes every PDU but answers none, until turned off again.
    public Faults silent(boolean silent) {
        this.silent = silent;
        return this;
    }

    /// Which final state receipts tell, such as `DELIVRD`, `UNDELIV`, `EXPIRED`, `REJECTD` (Appendix B).
    public Faults receiptState(String state) {
        receiptState = state;
        return this;
    }

    /// How receipts write the message's id.
    public Faults receiptId(ReceiptId form) {
        receiptId = form;
        return this;
    }

    /// Sends each receipt before the response that tells the id, as some carriers do.
    public Faults receiptsFirst(boolean first) {
        receiptsFirst = first;
        return this;
    }

    /// Counts one submit and says what to do with it.
    Verdict next() {
        int n = submits.incrementAndGet();
        if (n > dropAfter) {
            dropAfter = Integer.MAX_VALUE;
            return Verdict.DROP;
        }
        if (n > loseAfter) {
            loseAfter = Integer.MAX_VALUE;
            return Verdict.LOSE_ANSWER;
        }
        int every = throttleEvery;
        return every > 0 && n % every == 0 ? Verdict.THROTTLE : Verdict.TAKE;
    }

    enum Verdict {
        TAKE,
        THROTTLE,
        DROP,
        LOSE_ANSWER
    }

    Duration delay() {
        return delay;
    }

    boolean silent() {
        return silent;
    }

    String receiptState() {
        return receiptState;
    }

    ReceiptId receiptId() {
        return receiptId;
    }

    boolean receiptsFirst() {
        return receiptsFirst;
    }
}
