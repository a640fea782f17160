package org.linja.dialog;

import java.time.Duration;
import java.util.Optional;

/// Where edges hand over what happens in USSD sessions.
public interface UssdDesk {
    /// How soon the same words again are the same event, where the network marks no steps: sooner than anybody
    /// reads a page and answers it.
    Duration REPEAT = Duration.ofMillis(700);

    /// Answers one event within the request; blocks its virtual thread until what must be kept is on disk. Only
    /// when it has returned may the edge acknowledge the event to the network.
    ///
    /// The same event again gets the same page again. While the store cannot be reached the answer is a last
    /// page with the emergency numbers in her language; it does not throw for that.
    ///
    /// @return the page to show; empty when there is nothing to show: after an [UssdEvent.End] or
    ///     [UssdEvent.Timeout], and for a late answer to a session that is closed, which is dropped quietly
    Optional<UssdPage> answer(UssdEvent event);

    /// What an edge shows that has no room for one more step, or whose [#answer] has failed: the last page, with
    /// the emergency numbers. A call for help among the words is handed on to be kept all the same (R24). Never
    /// blocks and never throws.
    UssdPage noRoom(UssdEvent event);
}
