package org.linja.smpp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linja.outbox.SendResult;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt to send one message: gathers the outcomes of its segments and tells the outcome of the whole,
/// once.
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Consumer<SendResult> done;
    private final @Nullable SendResult[] outcomes;
    private int missing;

    /// @param segments how many outcomes are awaited
    Attempt(int segments, Consumer<SendResult> done) {
        this.done = done;
        this.outcomes = new SendResult[segments];
        this.missing = segments;
    }

    /// One segment's outcome; only the first one told for a segment counts.
    void finished(int segment, SendResult outcome) {
        synchronized (outcomes) {
            if (outcomes[segment] != null) {
                return;
            }
            outcomes[segment] = outcome;
            missing--;
            if (missing > 0) {
                return;
            }
        }
        try {
            done.accept(outcomes.length == 1 ? outcome : whole());
        } catch (RuntimeException e) {
            LOG.error("the outcome of a message was not taken: {}", Failure.describe(e));
        }
    }

    /// Accepted when every segment was. A segment refused for good spoils the message for good. A segment
    /// that may be tried again does so only if nothing of the message can have left; otherwise nobody knows
    /// what she saw, and the lane decides.
    private SendResult whole() {
        List<String> ids = new ArrayList<>();
        boolean left = false;
        SendResult.@Nullable Refused refused = null;
        SendResult.@Nullable Unknown unknown = null;
        SendResult.@Nullable Retry retry = null;
        for (SendResult outcome : outcomes) {
            switch (outcome) {
                case SendResult.Accepted accepted -> {
                    ids.addAll(accepted.providerIds());
                    left = true;
                }
                case SendResult.Refused told -> refused = refused == null ? told : refused;
                case SendResult.Unknown told -> unknown = unknown == null ? told : unknown;
                case SendResult.Retry told -> retry = longer(retry, told);
                case null -> throw new IllegalStateException("an outcome is missing");
            }
        }
        if (refused != null) {
            return refused;
        }
        if (unknown != null) {
            return unknown;
        }
        if (retry == null) {
            return new SendResult.Accepted(ids);
        }
        return left ? new SendResult.Unknown("only some segments were taken: " + retry.why()) : retry;
    }

    private static SendResult.Retry longer(SendResult.@Nullable Retry first, SendResult.Retry second) {
        Duration before = first == null ? Duration.ZERO : first.after();
        return first != null && before.compareTo(second.after()) >= 0 ? first : second;
    }
}
