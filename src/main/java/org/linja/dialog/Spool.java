package org.linja.dialog;

import java.util.List;
import java.util.function.Consumer;

/// Where urgent messages wait on this machine's own disk while the store cannot take them (R24). Owned here, kept by
/// the store's room. All methods block for the disk, never for the store, and may be called from any thread.
///
/// Only what is urgent belongs in it: everything else is refused, and the network sends it again.
public interface Spool {

    /// Keeps the message. When this returns it is on disk, and may be acknowledged.
    ///
    /// @throws SpoolFailed when it is full or the disk refuses: the message may then not be acknowledged
    void keep(Inbound inbound);

    /// The neutral answer to a kept message has left already: replaying it must not send a second one. Best effort,
    /// never throws.
    void confirmed(String inboundId);

    /// Whether nothing waits in it.
    boolean empty();

    /// Hands over everything kept before this call, the oldest first, in slices; a slice is never handed over again
    /// once the file that held it is gone, which happens after `into` returned for all of the file. When `into`
    /// throws, the rest stays and the exception goes on to the caller.
    ///
    /// @return how many were handed over
    int replay(Consumer<List<Inbound>> into);
}
