package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A TCP cable between two programs of this machine that can be cut, and joined again.
public final class Cable implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    private Cable(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /// Lays a cable to that port.
    public static Cable to(int port) {
        try {
            Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                if (cut) {
                    near.close();
                } else {
                    join(near);
                }
            }
        } catch (IOException closed) {
            // Closed.
        }
    }

    private void join(Socket near) throws IOException {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            ends.addAll(List.of(near, far));
            Thread.ofVirtual().start(() -> carry(near, far));
            Thread.ofVirtual().start(() -> carry(far, near));
        } catch (IOException nobody) {
            near.close();
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // Either end is gone, so the other goes too.
        }
    }

    /// Where this end is.
    public int port() {
        return server.getLocalPort();
    }

    /// Cuts it: what is connected is cut off, and nobody gets through.
    public void cut() {
        cut = true;
        closeEnds();
    }

    /// Joins it again.
    public void mend() {
        cut = false;
    }

    private void closeEnds() {
        for (Socket end : ends) {
            try {
                end.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ends.clear();
    }

    @Override
    public void close() {
        closeEnds();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
