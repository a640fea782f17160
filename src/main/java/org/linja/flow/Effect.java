package org.linja.flow;

import java.util.Map;

/// What a turn wants done. The engine only says so; whoever called it does it, in one commit with the
/// session.
public sealed interface Effect {
    /// A case of that kind begins (or an open one of the episode is added to, R28).
    record OpenCase(String kind, Map<String, String> fields) implements Effect {
        @Override
        public String toString() {
            return "OpenCase[" + kind + "]";
        }
    }

    /// An answer outlives the conversation and is put into the next session's answers.
    record Remember(String key, String value) implements Effect {
        @Override
        public String toString() {
            return "Remember[" + key + "]";
        }
    }

    /// She asked for messages on a topic, twice where the topic needs it (O1).
    record OptIn(String topic) implements Effect {
        @Override
        public String toString() {
            return "OptIn[]";
        }
    }

    /// No more broadcasts, at once, on all topics and channels (O3). The answer is not sent to someone who
    /// ever had a case.
    record OptOut() implements Effect {}

    /// All that is stored of her is erased (R39).
    record Forget() implements Effect {}

    /// Her need is handed on, with these answers.
    record Refer(Map<String, String> fields) implements Effect {
        @Override
        public String toString() {
            return "Refer[]";
        }
    }

    /// A call rings someone; other channels pass it over.
    ///
    /// @param target whom, such as `on-call`
    /// @param failed what the dialplan does when nobody answers
    record Dial(String target, String failed) implements Effect {}

    /// The conversation is over; the next message begins a new one.
    ///
    /// @param silent she left by the quiet exit (R10): nothing is sent, what waits for her is cancelled,
    /// staff are told
    record End(boolean silent) implements Effect {}
}
