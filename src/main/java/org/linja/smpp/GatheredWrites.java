package org.linja.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes PDUs to a socket from a thread of its own, all that has gathered since its last write in one go:
/// few system calls, no waiting for Nagle's algorithm, and nobody who sends ever waits for the network.
///
/// [#write] only gathers; [#flush] wakes the writer. A PDU is always gathered whole, so PDUs of several
/// threads never mix.
final class GatheredWrites extends OutputStream {
    private static final int START = 1 << 14;
    /// A peer that lets this much pile up does not read any more.
    private static final int LIMIT = 8 << 20;

    private final OutputStream socket;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private byte[] gathered = new byte[START];
    private byte[] spare = new byte[START];
    private int size;
    private boolean resting;
    private boolean closed;
    private volatile boolean writing;

    /// @param name stands in the thread's name
    /// @param broken is run, once, when the socket takes no more
    GatheredWrites(String name, OutputStream socket, Runnable broken) {
        this.socket = socket;
        this.broken = broken;
        Thread.ofPlatform().daemon().name("smpp-write-" + name).start(this::run);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] pdu, int from, int length) throws IOException {
        lock.lock();
        try {
            copy(pdu, from, length);
        } finally {
            lock.unlock();
        }
    }

    /// Gathers a PDU with another sequence number than the one that stands in it.
    void write(byte[] pdu, int sequence) throws IOException {
        lock.lock();
        try {
            copy(pdu, 0, pdu.length);
            Pdu.word(gathered, size - pdu.length + 12, sequence);
        } finally {
            lock.unlock();
        }
    }

    private void copy(byte[] pdu, int from, int length) throws IOException {
        if (closed) {
            throw new IOException("the line is closed");
        }
        if (size + length > LIMIT) {
            throw new IOException("the peer does not read");
        }
        if (size + length > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.max(gathered.length * 2, size + length));
        }
        System.arraycopy(pdu, from, gathered, size, length);
        size += length;
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            if (resting && size > 0) {
                resting = false;
                something.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether all that was gathered has been handed to the network.
    boolean drained() {
        lock.lock();
        try {
            return size == 0 && !writing;
        } finally {
            lock.unlock();
        }
    }

    /// Gives up what is gathered; the socket is closed by its owner.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            resting = false;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (int length = take(); length > 0; length = take()) {
                socket.write(spare, 0, length);
                socket.flush();
            }
        } catch (IOException | RuntimeException e) {
            close();
            broken.run();
        }
    }

    /// Waits for PDUs and makes the gathered ones the spare buffer.
    private int take() {
        lock.lock();
        try {
            writing = false;
            while (size == 0 && !closed) {
                resting = true;
                something.awaitUninterruptibly();
            }
            if (closed) {
                return 0;
            }
            resting = false;
            byte[] full = gathered;
            gathered = spare.length > START << 4 ? new byte[START] : spare;
            spare = full;
            int length = size;
            size = 0;
            writing = true;
            return length;
        } finally {
            lock.unlock();
        }
    }
}
