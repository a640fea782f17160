package org.linja.flow;

import org.linja.text.Intent;

/// What reaches the engine from a person, on any channel.
public sealed interface Input {
    /// She has just arrived, or came back to an open question: it is asked (again).
    record Begin() implements Input {}

    /// Free words that are neither a command nor an option. They may hold anything: [#toString] hides them.
    record Words(String text) implements Input {
        @Override
        public String toString() {
            return "Words[" + text.length() + " characters]";
        }
    }

    /// An option of the open question.
    ///
    /// @param index 0 for the first
    record Choice(int index) implements Input {}

    /// A command, or an SOS.
    record Said(Intent intent) implements Input {}

    /// Keys pressed, or a number texted: `0` to `9`, `#`, `*`.
    record Keys(String digits) implements Input {}

    /// Nothing came in the time given (a call).
    record Silence() implements Input {}

    /// She hung up, or the USSD session broke.
    record HangUp() implements Input {}
}
