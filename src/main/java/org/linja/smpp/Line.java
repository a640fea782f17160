package org.linja.smpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jsmpp.session.connection.Connection;

/// One TCP or TLS connection to an SMSC, with gathered writes.
final class Line implements Connection {
    /// The plain socket below: closing it never waits for a write under way, as closing a TLS socket may.
    private final Socket wire;

    private final Socket socket;
    private final InputStream in;
    private final GatheredWrites out;

    /// @param wire the TCP connection
    /// @param socket `wire` itself, or the TLS connection on it
    Line(String name, Socket wire, Socket socket) throws IOException {
        this.wire = wire;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = new GatheredWrites(name, socket.getOutputStream(), this::close);
    }

    GatheredWrites out() {
        return out;
    }

    @Override
    public boolean isOpen() {
        return !wire.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setSoTimeout(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
    }

    @Override
    public void close() {
        out.close();
        try {
            wire.close();
        } catch (IOException e) {
            // It is closed as far as this side is concerned: nothing is read or written any more.
            return;
        }
    }
}
