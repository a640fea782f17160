package org.linja;

import java.util.concurrent.CountDownLatch;

/// Waits until the process is told to stop (Ctrl-C, SIGTERM), and keeps it alive until what it ran has been closed.
final class StopSignal implements AutoCloseable {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Listens from now on. To be opened before, and so closed after, all that must be stopped in order.
    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void await() throws InterruptedException {
        told.await();
    }

    /// Everything has been closed: the process may end.
    @Override
    public void close() {
        closed.countDown();
    }
}
