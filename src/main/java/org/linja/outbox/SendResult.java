package org.linja.outbox;

import java.time.Duration;
import java.util.List;

/// What became of one attempt to send. Each says whether to try again, whose fault it was, and what the operator reads.
/// None of the texts in it holds a number or a message.
public sealed interface SendResult {

    /// The network took it.
    ///
    /// @param providerIds one per segment, in the normal form in which receipts are looked up
    record Accepted(List<String> providerIds) implements SendResult {}

    /// Not now: the bind is down, the window is full, the network asks for patience (`ESME_RTHROTTLED`,
    /// `ESME_RMSGQFUL`).
    record Retry(Duration after, String why) implements SendResult {}

    /// Never: sending the same again cannot help.
    record Refused(String why, Fault fault) implements SendResult {}

    /// It was on the wire when the bind was lost or the time ran out: it may have left or not.
    record Unknown(String why) implements SendResult {}

    /// Who has to mend it.
    enum Fault {
        OURS,
        THEIRS,
        NUMBER
    }
}
