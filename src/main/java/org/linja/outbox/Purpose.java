package org.linja.outbox;

/// Why a message is sent: the gate's first question.
public enum Purpose {
    /// The answer to her own message, in the reply window (R04).
    ANSWER,
    /// News of her case, while the window of her last message is open or a safe contact allows it (R05).
    CASE,
    /// To a counsellor.
    STAFF,
    /// About a case that waits for somebody, to a counsellor or to her: it leaves only while nobody has accepted
    /// the case; without a case, only while any case waits.
    WAITING
}
