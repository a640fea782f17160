package org.linja.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/// One FastAGI connection: lines both ways, each command in one packet.
final class AgiSocket implements SocketConnectionFacade {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private final StringBuilder written = new StringBuilder();

    /// @param readTimeout how long one command may take, in milliseconds: as long as a conversation
    AgiSocket(Socket socket, int readTimeout) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(readTimeout);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 2048);
        out = socket.getOutputStream();
    }

    @Override
    public @Nullable String readLine() throws IOException {
        return in.readLine();
    }

    @Override
    public void write(String text) {
        written.append(text);
    }

    @Override
    public void flush() throws IOException {
        byte[] bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        written.setLength(0);
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected() && !socket.isClosed();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }
}
