package org.linja.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linja.config.Place;

/// One step of a flow: one record per verb. A step that asks waits for an answer; all others go on at once.
public sealed interface Step {
    /// Its name in the flow.
    String name();

    /// Where it is written.
    Place place();

    /// The text key it says or asks with, as written (`service.{service}` takes an answer into the key);
    /// empty when it says nothing.
    String text();

    /// Where it goes on when nothing else is said.
    Go next();

    /// Whether it waits for an answer.
    default boolean asks() {
        return this instanceof Menu || this instanceof Ask;
    }

    /// Gives a list; its numbers are the keys to press, the same on all channels.
    ///
    /// @param options names of the options in order; the label of `legal-aid` is the text `label.legal-aid`
    /// @param save the answer's name, empty when it is not kept
    /// @param unsaved options that are followed but not kept as an answer
    /// @param once not asked when the answer is known already; the flow goes on as if it had been given
    /// @param remember the answer outlives the conversation ([Effect.Remember])
    /// @param when options that lead elsewhere than `next`
    /// @param brokenOff where the flow goes on, without a question, when she is cut off here
    record Menu(
            String name,
            Place place,
            String text,
            List<String> options,
            String save,
            Set<String> unsaved,
            boolean once,
            boolean remember,
            Map<String, Go> when,
            Go next,
            Tries tries,
            Go brokenOff)
            implements Step {
        /// Where this option leads.
        public Go after(String option) {
            return when.getOrDefault(option, next);
        }
    }

    /// Asks for a name that is looked up.
    record Ask(String name, Place place, String text, Kind kind, String save, Go next, Tries tries, Go brokenOff)
            implements Step {
        /// What can be asked for.
        public enum Kind {
            /// One of the municipalities of `config/municipalities.yaml`, in any of their spellings.
            MUNICIPALITY
        }
    }

    /// Says a text.
    record Say(String name, Place place, String text, Go next) implements Step {}

    /// Opens a case or a subscription.
    record Open(String name, Place place, What what, String text, Go next, Voice voice) implements Step {
        /// What is opened.
        public sealed interface What {
            /// @param kind `sos`, `callback`
            /// @param with names of answers that go into the case, as far as they are known
            record Case(String kind, List<String> with) implements What {}

            /// @param answer the name of the answer that holds the topic
            record Subscription(String answer) implements What {}
        }

        /// What a call does here besides: ring someone.
        ///
        /// @param dial whom to ring, empty for nobody
        /// @param failed what the dialplan does when nobody answers
        public record Voice(String dial, String failed) {}
    }

    /// Hands her need on, with her consent.
    ///
    /// @param with names of answers that go along
    record Refer(String name, Place place, List<String> with, String text, Go next) implements Step {}

    /// Forgets something.
    record Forget(String name, Place place, What what, String text, Go next) implements Step {
        /// What is forgotten.
        public enum What {
            /// All broadcasts (STOP).
            SUBSCRIPTION,
            /// All that is stored of her (R39).
            DATA,
            /// This conversation: the quiet exit, which sends nothing (R10).
            THREAD
        }
    }

    /// How often a question is put before the flow goes on without an answer.
    ///
    /// @param allowed 0: no limit of its own ([Engine.Limits#MISUNDERSTOOD] holds)
    record Tries(int allowed, Go failed) {}
}
