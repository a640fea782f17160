package org.linja.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A FastAGI server of a few lines, where the dialplan is the subject and not Linja.
public final class AgiScript implements AutoCloseable {
    private final ServerSocket server;
    private final List<Talk> talks = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /// What it does with one call; when it returns, the connection is closed.
    public interface Script {
        /// Runs on a thread of its own.
        void run(Talk talk) throws IOException;
    }

    private AgiScript(ServerSocket server) {
        this.server = server;
    }

    /// Answers calls on a free port.
    public static AgiScript running(Script script) {
        try {
            AgiScript all = new AgiScript(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(() -> all.accept(script));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        Talk talk = Talk.begin(socket);
                        talks.add(talk);
                        script.run(talk);
                    } catch (IOException gone) {
                        // The caller has gone; the scene sees that in Asterisk's events.
                    }
                });
            }
        } catch (IOException closed) {
            // Closed.
        }
    }

    /// Where it listens.
    public int port() {
        return server.getLocalPort();
    }

    /// The calls so far.
    public List<Talk> talks() {
        return talks;
    }

    /// Is gone from one moment to the next, with all its calls.
    public void dies() {
        close();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One call.
    public static final class Talk {
        private final Socket socket;
        private final BufferedReader reader;
        private final Map<String, String> variables = new TreeMap<>();

        private Talk(Socket socket, BufferedReader reader) {
            this.socket = socket;
            this.reader = reader;
        }

        private static Talk begin(Socket socket) throws IOException {
            Talk talk = new Talk(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
            for (String line = talk.reader.readLine(); line != null && !line.isEmpty(); line = talk.reader.readLine()) {
                String[] sides = line.split(": ", 2);
                talk.variables.put(sides[0], sides.length > 1 ? sides[1] : "");
            }
            return talk;
        }

        /// What Asterisk told at the beginning, such as `agi_callerid`.
        public String told(String name) {
            return variables.getOrDefault(name, "");
        }

        /// Sends a command and returns the answer's line.
        public String command(String command) throws IOException {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = reader.readLine();
            // GOSUB says first that it has begun.
            while (answer != null && answer.startsWith("100")) {
                answer = reader.readLine();
            }
            if (answer == null) {
                throw new IOException("the other side is gone");
            }
            return answer;
        }

        /// The value of a channel variable; empty when it is not set.
        public String variable(String name) throws IOException {
            String answer = command("GET VARIABLE " + name);
            int open = answer.indexOf('(');
            return open < 0 ? "" : answer.substring(open + 1, answer.lastIndexOf(')'));
        }

        /// Says nothing for as long as the connection is there.
        public void mute() throws IOException {
            while (reader.readLine() != null) {
                // Asterisk may tell that she hung up; a mute server does not care.
                continue;
            }
        }
    }
}
