package org.linja.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Single questions to the embedded server, each on a connection of its own, in the line form of the Redis protocol.
record LocalRedis(int port, String password) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The first line of the answer to `command`; empty when nobody is there, or it does not take our password.
    Optional<String> ask(String command) {
        try (Socket socket = new Socket()) {
            BufferedReader answers = open(socket);
            say(socket, command);
            return Optional.ofNullable(answers.readLine());
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private BufferedReader open(Socket socket) throws IOException {
        int patience = (int) PATIENCE.toMillis();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patience);
        socket.setSoTimeout(patience);
        var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "AUTH " + password);
        if (!"+OK".equals(answers.readLine())) {
            throw new IOException("another server than ours");
        }
        return answers;
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /// Asks it to stop; all that was acknowledged is on disk already.
    ///
    /// @return false when it refused or gave no sign of life
    boolean shutDown() {
        try (Socket socket = new Socket()) {
            BufferedReader answers = open(socket);
            say(socket, "SHUTDOWN NOSAVE");
            return answers.readLine() == null;
        } catch (IOException silent) {
            return false;
        }
    }
}
