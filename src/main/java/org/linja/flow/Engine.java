package org.linja.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Steps through a flow: one input in, one turn out. It does nothing itself, keeps nothing and never throws;
/// what is to be done stands in the turn's effects.
public final class Engine {

    /// What keeps any flow from running away, in one place.
    public static final class Limits {
        /// Steps taken in one turn; more means a loop that the checks did not see, and ends the conversation.
        public static final int STEPS_PER_TURN = 50;
        /// Answers not understood in a row where a question sets no limit of its own; then the conversation
        /// ends without a word, so that two machines cannot talk for ever.
        public static final int MISUNDERSTOOD = 5;
        /// Questions that `back` can go back over.
        public static final int TRAIL = 20;
        /// Names listed at once; one more number leads on. With `back` and the SOS key every number is one
        /// key (0-9).
        public static final int NAMES_PER_PAGE = 7;
        /// How long a number is read as an answer (O9).
        public static final Duration MENU_OPEN = Duration.ofMinutes(10);

        private Limits() {}
    }

    /// The text that tells her she was not understood.
    public static final String WRONG_INPUT = "wrong-input";

    /// The option that leads to more names.
    public static final String MORE_NAMES = "more-names";

    private final Municipalities municipalities;

    /// @param municipalities what `ask: municipality` looks names up in
    public Engine(Municipalities municipalities) {
        this.municipalities = municipalities;
    }

    /// Takes one input.
    ///
    /// A session whose question is no longer in the flow (it was edited), or is older than
    /// [Limits#MENU_OPEN], begins again at the start with what is remembered of her.
    ///
    /// @param session as stored, or [Session#begin]
    /// @param now when the input came
    public Turn step(Flow flow, Session session, Input input, Instant now) {
        return new Walk(flow, municipalities, session, now).take(input);
    }

    /// The label keys of the open question, in the order of their numbers; empty when no question is open at
    /// `now`.
    public List<String> openLabels(Flow flow, Session session, Instant now) {
        return Walk.open(flow, session, now)
                .map(step -> session.shown().stream()
                        .map(option -> Walk.labelKey(step, option))
                        .toList())
                .orElse(List.of());
    }
}
