package org.linja.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.linja.simulator.LocalAsterisk;

/// A plain AMI client, to see what Asterisk tells and to play Linja's part where Linja is not the subject.
public final class AmiTap implements AutoCloseable {
    private final Socket socket;
    private final List<Map<String, String>> packets = new CopyOnWriteArrayList<>();
    private int actions;

    private AmiTap(Socket socket) {
        this.socket = socket;
    }

    /// Logs in as Linja does.
    public static AmiTap on(LocalAsterisk.Site site) {
        try {
            AmiTap tap = new AmiTap(new Socket("127.0.0.1", site.ami()));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(tap.socket.getInputStream(), StandardCharsets.UTF_8));
            reader.readLine();
            Thread.ofVirtual().start(() -> tap.read(reader));
            Map<String, String> said = tap.ask("Action: Login", "Username: linja", "Secret: " + site.secret());
            if (!"Success".equals(said.get("Response"))) {
                throw new AssertionError("AMI refused the login: " + said.get("Message"));
            }
            return tap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader reader) {
        try {
            Map<String, String> packet = new LinkedHashMap<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    packets.add(packet);
                    packet = new LinkedHashMap<>();
                } else {
                    String[] sides = line.split(":", 2);
                    packet.put(sides[0], sides.length > 1 ? sides[1].strip() : "");
                }
            }
        } catch (IOException closed) {
            // Closed, by us or by Asterisk: nothing more comes.
        }
    }

    /// Sends an action and returns its response.
    public Map<String, String> ask(String... lines) {
        String id = "tap-" + actions++;
        try {
            OutputStream out = socket.getOutputStream();
            out.write(
                    (String.join("\r\n", lines) + "\r\nActionID: " + id + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return first("the response to " + lines[0], p -> p.containsKey("Response") && id.equals(p.get("ActionID")));
    }

    /// Has the dialplan keep a value in AstDB, as Linja does with who is on call.
    public void keep(String name, String value) {
        String id = "keep-" + name;
        ask(
                "Action: Originate",
                "Channel: Local/keep@linja-keep/n",
                "Context: linja-keep",
                "Exten: kept",
                "Priority: 1",
                "Async: true",
                "ChannelId: " + id,
                "OtherChannelId: " + id + "-far",
                "Variable: __LINJA_NAME=" + name,
                "Variable: __LINJA_VALUE=" + value);
        first("AstDB to keep " + name, p -> "OriginateResponse".equals(p.get("Event")) && id.equals(p.get("Uniqueid")));
    }

    /// Sets a global variable.
    public void set(String variable, String value) {
        Map<String, String> said = ask("Action: Setvar", "Variable: " + variable, "Value: " + value);
        if (!"Success".equals(said.get("Response"))) {
            throw new AssertionError("Setvar refused: " + said.get("Message"));
        }
    }

    /// Calls a telephone as Linja does, and sends it to a context.
    ///
    /// @param variables such as `__LINJA_CASE=c1`
    public void originate(String id, String number, String context, String... variables) {
        java.util.List<String> lines = new java.util.ArrayList<>(List.of(
                "Action: Originate",
                "Channel: Local/" + number + "@linja-out/n",
                "Context: " + context,
                "Exten: s",
                "Priority: 1",
                "Async: true",
                "ChannelId: " + id,
                "OtherChannelId: " + id + "-far"));
        for (String variable : variables) {
            lines.add("Variable: " + variable);
        }
        ask(lines.toArray(String[]::new));
    }

    /// Linja is up, as far as the dialplan can see.
    public void beat() {
        set("LINJA_BEAT", Long.toString(System.currentTimeMillis() / 1000));
    }

    /// Waits for a user event of that name that satisfies a condition.
    public Map<String, String> event(String name, Predicate<Map<String, String>> condition) {
        return first("UserEvent " + name, p -> name.equals(p.get("UserEvent")) && condition.test(p));
    }

    /// Waits for a user event of that name.
    public Map<String, String> event(String name) {
        return event(name, p -> true);
    }

    /// What came of an Originate with that channel id.
    public Map<String, String> response(String id) {
        return first(
                "the response to " + id,
                p -> "OriginateResponse".equals(p.get("Event")) && id.equals(p.get("Uniqueid")));
    }

    /// All user events of that name so far.
    public List<Map<String, String>> events(String name) {
        return packets.stream().filter(p -> name.equals(p.get("UserEvent"))).toList();
    }

    /// How many channels there are.
    public int channels() {
        return Integer.parseInt(ask("Action: CoreStatus").getOrDefault("CoreCurrentCalls", "-1"));
    }

    private Map<String, String> first(String what, Predicate<Map<String, String>> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var found = packets.stream().filter(condition).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never came: " + what + "; user events so far: "
                        + packets.stream()
                                .map(p -> p.get("UserEvent"))
                                .filter(java.util.Objects::nonNull)
                                .toList());
            }
            try {
                Thread.sleep(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
