package org.linja.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Asterisk side of one FastAGI connection, with a person at its end: it sends the environment, does the commands
/// as Asterisk does, and stops at each question and each ringing until the test says what she does.
public final class AgiCaller implements AutoCloseable {
    private static final String LINE = "38344000100";
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final double WAITED_FOR = 0.1;
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Open> open = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<String>> effects = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();
    private final Thread thread;
    private final String id;
    private volatile String interrupted = "";
    private volatile boolean ended;

    /// What stands open: a question with its recordings, or telephones that ring.
    public record Open(boolean ringing, List<String> what, int patience) {}

    private AgiCaller(
            int port, String script, String token, String number, String line, Map<String, String> variables) {
        this.variables.putAll(variables);
        id = "1700000000." + CALLS.incrementAndGet();
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
            write("""
                    agi_network: yes
                    agi_network_script: %s
                    agi_request: agi://127.0.0.1:%d/%s
                    agi_channel: PJSIP/trunk-00000001
                    agi_language: sq
                    agi_type: PJSIP
                    agi_uniqueid: %s
                    agi_version: 22.10.1
                    agi_callerid: %s
                    agi_calleridname: unknown
                    agi_callingpres: 0
                    agi_dnid: %s
                    agi_context: linja-in
                    agi_extension: %s
                    agi_priority: 12
                    agi_enhanced: 0.0
                    agi_accountcode:
                    agi_threadid: 140
                    agi_arg_1: %s

                    """.formatted(script, port, script, id, number, line, line, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofVirtual().start(this::serve);
    }

    /// Calls the hotline from that number.
    public static AgiCaller calls(int port, String token, String number) {
        return calls(port, token, number, LINE);
    }

    /// Calls the hotline of an Asterisk that has these variables.
    public static AgiCaller calls(int port, String token, String number, Map<String, String> variables) {
        return new AgiCaller(port, "hotline", token, number, LINE, variables);
    }

    /// Calls another number of ours.
    public static AgiCaller calls(int port, String token, String number, String line) {
        return new AgiCaller(port, "hotline", token, number, line, Map.of());
    }

    /// A counsellor's telephone that the dialplan sends to a script.
    public static AgiCaller staff(int port, String token, String script, Map<String, String> variables) {
        return new AgiCaller(port, script, token, LINE, LINE, variables);
    }

    private void serve() {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                obey(line);
            }
        } catch (IOException | InterruptedException e) {
            // The end of the call is the end, whoever ended it.
        } finally {
            ended = true;
            open.add(new Open(false, List.of("(the end)"), 0));
        }
    }

    private void obey(String line) throws IOException, InterruptedException {
        List<String> words = quoted(line);
        if (line.startsWith("SET VARIABLE")) {
            variables.put(words.get(0).replaceFirst("^_+", ""), words.get(1));
            write("200 result=1\n");
        } else if (line.startsWith("GET VARIABLE")) {
            String value = variables.getOrDefault(words.getFirst(), "");
            write(value.isEmpty() ? "200 result=0\n" : "200 result=1 (" + value + ")\n");
        } else if (line.startsWith("GET FULL VARIABLE")) {
            Matcher each = Pattern.compile("\\$\\{(\\w+)}").matcher(words.getFirst());
            write("200 result=1 (" + each.replaceAll(m -> variables.getOrDefault(m.group(1), "")) + ")\n");
        } else if (line.startsWith("EXEC \"Read\"") || line.startsWith("EXEC Read")) {
            read(words.getLast().split(",", -1));
        } else if (line.startsWith("EXEC")) {
            write("200 result=0\n");
        } else if (line.startsWith("GOSUB")) {
            write("100 result=0 Trying...\n");
            String[] parts = words.getLast().split(",");
            stop(new Open(
                    true,
                    List.of(parts[0].split("&")).stream()
                            .map(l -> l.replaceAll("\\D", ""))
                            .toList(),
                    Integer.parseInt(parts[1])));
        } else {
            write("510 Invalid or unknown command\n");
        }
    }

    /// A question comes as one command for each of its recordings; it stands open when she is waited for.
    private void read(String[] parts) throws IOException, InterruptedException {
        Stream.of(parts[1].split("&"))
                .filter(f -> !f.isEmpty())
                .map(f -> f.replaceFirst("^linja/", ""))
                .forEach(heard::add);
        double patience = Double.parseDouble(parts[5]);
        if (patience < WAITED_FOR && !heard.getLast().equals(interrupted)) {
            variables.put("READSTATUS", "TIMEOUT");
            variables.put("LINJA_PRESSED", "");
            write("200 result=0\n");
            return;
        }
        Open question = new Open(false, List.copyOf(heard), (int) Math.ceil(patience));
        heard.clear();
        stop(question);
    }

    private void stop(Open what) throws InterruptedException, IOException {
        open.add(what);
        for (String reply : effects.take()) {
            write(reply);
        }
    }

    private static List<String> quoted(String line) {
        List<String> words = new ArrayList<>();
        Matcher each = QUOTED.matcher(line);
        while (each.find()) {
            words.add(each.group(1));
        }
        if (words.isEmpty()) {
            return List.of(line.split(" "));
        }
        if (words.size() == 1 && line.startsWith("SET VARIABLE")) {
            words.add(0, line.split(" ")[2]);
        }
        return words;
    }

    private void write(String text) throws IOException {
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /// What stands open next.
    public Open next() {
        try {
            Open next = open.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("something to be heard").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Hears a question with these recordings among others, in this order.
    public AgiCaller hears(String... recordings) {
        Open next = next();
        assertThat(next.ringing()).as("telephones ring: %s", next.what()).isFalse();
        assertThat(next.what())
                .containsSubsequence(
                        Stream.of(recordings).map(r -> r.replace('.', '-')).toList());
        return this;
    }

    /// These telephones ring for her, and no others.
    public AgiCaller isRungFor(String... lastThree) {
        Open next = next();
        assertThat(next.ringing()).as("hears %s", next.what()).isTrue();
        assertThat(next.what()).extracting(n -> n.substring(n.length() - 3)).containsExactly(lastThree);
        return this;
    }

    /// Presses a key: the answer, or one that leaves the music.
    public AgiCaller presses(String key) {
        variables.put("READSTATUS", "OK");
        variables.put("LINJA_PRESSED", key.equals("#") ? "" : key);
        return then("200 result=0\n");
    }

    /// Does not hear a question to its end: what she does next she does after that recording.
    public AgiCaller interrupts(String recording) {
        interrupted = recording.replace('.', '-');
        return this;
    }

    /// Presses a key while telephones ring.
    public AgiCaller leavesMusicBy(String key) {
        rang("CANCEL", key, "");
        return this;
    }

    /// Presses nothing.
    public AgiCaller isSilent() {
        variables.put("READSTATUS", "TIMEOUT");
        variables.put("LINJA_PRESSED", "");
        return then("200 result=0\n");
    }

    /// Nobody takes her call; the dialplan says why.
    public AgiCaller nobodyAnswers(String dialStatus) {
        rang(dialStatus, "", "");
        return this;
    }

    /// The counsellor pressed 1, they talked, and it is over; she is still there.
    public AgiCaller talkedWith(String lastThree) {
        return talkedWith(lastThree, Duration.ofMinutes(5));
    }

    /// The same, for so long.
    public AgiCaller talkedWith(String lastThree, Duration length) {
        variables.put("ANSWEREDTIME", Long.toString(length.toSeconds()));
        rang("ANSWER", "", "38344000" + lastThree);
        return this;
    }

    private void rang(String status, String key, String won) {
        variables.put("DIALSTATUS", status);
        variables.put("LINJA_KEY", key);
        variables.put("LINJA_WON", won);
        then("200 result=0 Gosub complete\n");
    }

    private AgiCaller then(String... replies) {
        effects.add(List.of(replies));
        return this;
    }

    /// Hangs up, as Asterisk tells it with AGIEXITONHANGUP: the connection is closed.
    public void hangsUp() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The call's id.
    public String id() {
        return id;
    }

    /// The script has come to its end; whether it said that the call is done.
    public boolean endsDone() {
        Eventually.holds("the end of the script", () -> ended);
        return "1".equals(variables.get("LINJA_DONE"));
    }

    /// A variable of the channel.
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /// The dialplan sets a variable.
    public AgiCaller withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// All commands so far.
    public List<String> commands() {
        return commands;
    }

    @Override
    public void close() {
        hangsUp();
        thread.interrupt();
    }
}
