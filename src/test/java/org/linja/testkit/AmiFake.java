package org.linja.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Asterisk's manager interface, as its line protocol is on the wire: banner, challenge, login, responses, events; and
/// connections that are cut, or fall silent with the socket open.
public final class AmiFake implements AutoCloseable {
    private static final String MAY = "Ping: p\r\nOriginate: o\r\nSetvar: s\r\nStatus: t\r\nUserEvent: u\r\n";

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> actions = new CopyOnWriteArrayList<>();
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private volatile String commands = MAY;
    private volatile String status = "";
    private volatile String messages = "";
    private volatile boolean mute;

    public AmiFake() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The user may do these and no other actions.
    public AmiFake allowing(String... names) {
        commands = String.join(": x\r\n", names) + ": x\r\n";
        return this;
    }

    /// These channels are there when asked, as fields of Status events.
    public AmiFake channel(String... lines) {
        status += "Event: Status\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        return this;
    }

    /// A message is in the box, and stays there though somebody was told.
    public AmiFake message(String file) {
        messages += "Event: DBGetTreeResponse\r\nKey: /linja-messages/" + file + "\r\nVal: 1700000000\r\n\r\n";
        return this;
    }

    /// From now on nothing is answered, though every connection stays open.
    public AmiFake fallsSilent(boolean now) {
        mute = now;
        return this;
    }

    private void serve(Socket socket) {
        try {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write(socket, "Asterisk Call Manager/11.0.0\r\n");
            while (true) {
                Map<String, List<String>> action = new TreeMap<>();
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    String[] parts = line.split(": ?", 2);
                    action.computeIfAbsent(parts[0], n -> new CopyOnWriteArrayList<>())
                            .add(parts[1]);
                    line = in.readLine();
                }
                if (line == null) {
                    return;
                }
                if (!mute) {
                    answer(socket, action);
                }
            }
        } catch (IOException e) {
            // The end of a connection is the end, whoever ended it.
        }
    }

    private void answer(Socket socket, Map<String, List<String>> action) throws IOException {
        String id = "ActionID: " + first(action, "ActionID") + "\r\n";
        String ok = "Response: Success\r\n" + id;
        switch (first(action, "Action")) {
            case "Challenge" -> write(socket, ok + "Challenge: 840415273\r\n\r\n");
            case "Login" -> {
                boolean right = first(action, "Key").equals(md5("840415273" + "a-secret-for-tests"));
                write(
                        socket,
                        right
                                ? ok
                                        + "Message: Authentication accepted\r\n\r\nEvent: FullyBooted\r\nStatus: Fully Booted\r\n\r\n"
                                : "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
            }
            case "ListCommands" -> write(socket, ok + commands + "\r\n");
            case "Status" -> write(socket, ok + "EventList: start\r\n\r\n" + status + "Event: StatusComplete\r\n\r\n");
            case "DBGetTree" ->
                write(
                        socket,
                        messages.isEmpty()
                                ? "Response: Error\r\n" + id + "Message: Database entry not found\r\n\r\n"
                                : ok + "EventList: start\r\n\r\n" + messages
                                        + "Event: DBGetTreeComplete\r\nEventList: Complete\r\n\r\n");
            case "Setvar" -> {
                variables.put(first(action, "Variable"), first(action, "Value"));
                actions.add(action);
                write(socket, ok + "Message: Variable Set\r\n\r\n");
            }
            case "Originate" -> {
                if (first(action, "Context").equals("linja-keep")) {
                    keep(action.getOrDefault("Variable", List.of()));
                }
                actions.add(action);
                write(socket, ok + "Message: Originate successfully queued\r\n\r\n");
            }
            default -> {
                actions.add(action);
                write(socket, ok + "\r\n");
            }
        }
    }

    /// What the dialplan does with such a call: it writes AstDB.
    private void keep(List<String> given) {
        Map<String, String> named = new TreeMap<>();
        given.forEach(v -> named.put(v.substring(0, v.indexOf('=')), v.substring(v.indexOf('=') + 1)));
        variables.put("DB(linja/" + named.get("__LINJA_NAME") + ")", named.getOrDefault("__LINJA_VALUE", ""));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String first(Map<String, List<String>> action, String name) {
        return action.getOrDefault(name, List.of("")).getFirst();
    }

    private static void write(Socket socket, String text) throws IOException {
        synchronized (socket) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }

    /// Sends an event to whoever is connected.
    public AmiFake says(String... lines) {
        for (Socket socket : sockets) {
            try {
                write(socket, String.join("\r\n", lines) + "\r\n\r\n");
            } catch (IOException closed) {
                sockets.remove(socket);
            }
        }
        return this;
    }

    /// Cuts all connections.
    public AmiFake cuts() {
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        sockets.clear();
        return this;
    }

    /// Forgets what it was told, as after a restart.
    public AmiFake forgets() {
        variables.clear();
        return this;
    }

    /// A global variable, or a function's value, as it was last set.
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /// How many connections were made and not cut.
    public int connections() {
        return sockets.size();
    }

    /// The first Originate to that context.
    public Optional<Map<String, List<String>>> originated(String context) {
        return calls(context).stream().findFirst();
    }

    /// All of them.
    public List<Map<String, List<String>>> calls(String context) {
        return actions.stream()
                .filter(a -> first(a, "Action").equals("Originate")
                        && first(a, "Context").equals(context))
                .toList();
    }

    /// All actions of that name.
    public List<Map<String, List<String>>> asked(String name) {
        return actions.stream().filter(a -> first(a, "Action").equals(name)).toList();
    }

    /// The telephone of that call was picked up, by somebody or something.
    public void answers(Map<String, List<String>> call) {
        says("Event: OriginateResponse", "ActionID: " + first(call, "ActionID"), "Response: Success", "Reason: 4");
    }

    /// That call was ended before anybody picked up.
    public void ends(Map<String, List<String>> call) {
        says("Event: OriginateResponse", "ActionID: " + first(call, "ActionID"), "Response: Failure", "Reason: 0");
    }

    /// The telephone of that call was not answered.
    ///
    /// @param status why, in the dialplan's words: `BUSY`, `NOANSWER`, `CHANUNAVAIL`
    public void fails(Map<String, List<String>> call, String status) {
        says(
                "Event: UserEvent",
                "UserEvent: LinjaUnanswered",
                "Action: " + first(call, "ActionID"),
                "DialStatus: " + status,
                "Cause: 0");
        ends(call);
    }

    @Override
    public void close() {
        cuts();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
