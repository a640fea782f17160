package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.linja.dialog.Inbound;
import org.linja.dialog.Inbox;

/// The inbox of which a replica has every urgent message before it is acknowledged, where there is a replica: so it
/// outlives the loss of the primary. When none confirms in time the message stands on the primary alone.
///
/// @param inbox the primary's
public record ReplicatedInbox(Inbox inbox, ReplicaWait replicas) implements Inbox {

    @Override
    public void store(Inbound inbound, boolean urgent, Instant now, Duration lease) {
        inbox.store(inbound, urgent, now, lease);
        if (urgent) {
            replicas.afterUrgent();
        }
    }

    @Override
    public List<Inbound> take(Instant now, Duration lease, int max) {
        return inbox.take(now, lease, max);
    }
}
