package org.linja.smpp;

import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/// jSMPP's session with the few doors that [Session] needs.
final class BareSession extends SMPPSession {
    private @Nullable PendingResponse<Command> abandoned;

    BareSession(PDUReader reader, ConnectionFactory factory) {
        super(new DefaultPDUSender(), reader, factory);
    }

    /// Takes the sequence number of a request.
    int next() {
        return sequence().nextValue();
    }

    /// The number the next request will have.
    int upcoming() {
        return sequence().currentValue();
    }

    /// Lets a bind or unbind that waits for its response know that none will come. May be called again.
    void abandon(int sequence) {
        PendingResponse<Command> found = removePendingResponse(sequence);
        if (found != null) {
            abandoned = found;
        }
        PendingResponse<Command> waiting = abandoned;
        if (waiting != null) {
            waiting.doneWithInvalidResponse(new InvalidResponseException("the line ended before the response"));
        }
    }
}
