package org.linja.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets units of work with the same key through one at a time, in the order in which their tickets were drawn.
public final class Turnstile<K> {
    private final Map<K, Ticket> last = new HashMap<>();

    /// Draws the next ticket for that key. Never blocks. Every ticket must be closed.
    public synchronized Ticket draw(K key) {
        Ticket before = last.get(key);
        Ticket mine = new Ticket(key, before == null ? CompletableFuture.completedFuture(null) : before.done);
        last.put(key, mine);
        return mine;
    }

    private synchronized void leave(Ticket ticket) {
        last.remove(ticket.key, ticket);
    }

    /// A place in the queue.
    public final class Ticket implements AutoCloseable {
        private final K key;
        private final CompletableFuture<?> before;
        private final CompletableFuture<?> done = new CompletableFuture<>();

        private Ticket(K key, CompletableFuture<?> before) {
            this.key = key;
            this.before = before;
        }

        /// Waits until all that came before are through.
        ///
        /// @return false when they are not through in that time
        public boolean await(Duration patience) {
            try {
                before.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("tickets never fail", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /// Lets the next one through.
        @Override
        public void close() {
            leave(this);
            done.complete(null);
        }
    }
}
