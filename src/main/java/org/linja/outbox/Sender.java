package org.linja.outbox;

import java.util.function.Consumer;

/// A way out: one carrier. Owned by the outbox, implemented by the edges.
public interface Sender {

    /// The carrier's name in the configuration.
    String carrier();

    /// How many more messages of that lane may be handed over right now, without waiting; 0 while no bind is up.
    /// For [Lane#SOS] this includes the reserved share, for the others it does not.
    int room(Lane lane);

    /// Sends one message and tells the outcome exactly once, from any thread. Never blocks for the network: a
    /// message that finds no room is answered with [SendResult.Retry]. `done` must not block.
    void send(Cleared message, Consumer<SendResult> done);

    /// Has `listener` run (briefly, from any thread) whenever room may have grown: a response came, a bind came up.
    void onRoom(Runnable listener);
}
