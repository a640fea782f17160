package org.linja.flow;

/// What a turn leaves open.
public enum Wait {
    /// A question is open: an SMS menu for ten minutes, a USSD session with `CON`, a call with a key to
    /// press.
    ANSWER,
    /// Nothing: the conversation is over.
    NOTHING
}
