package org.linja.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.linja.dialog.PartStore;

/// Keeps parts as long as the test lasts.
final class MemoryPartStore implements PartStore {
    private final List<Part> parts = new ArrayList<>();
    private boolean broken;

    @Override
    public synchronized CompletionStage<?> store(Part part) {
        if (broken) {
            return CompletableFuture.failedStage(new IllegalStateException("the store is broken"));
        }
        parts.removeIf(kept -> kept.inbound().equals(part.inbound()) && kept.number() == part.number());
        parts.add(part);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized List<Part> all() {
        return List.copyOf(parts);
    }

    @Override
    public synchronized CompletionStage<?> remove(String inbound, Origin origin) {
        parts.removeIf(kept -> kept.inbound().equals(inbound));
        return CompletableFuture.completedStage(null);
    }

    synchronized void broken(boolean now) {
        broken = now;
    }
}
