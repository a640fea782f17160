package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.linja.simulator.LocalAsterisk;

/// A real Asterisk with the shipped configuration, and telephones that are SIPp: real SIP, real RTP. Callers are on
/// 127.0.0.2, counsellors on 127.0.0.3.
public final class CallScene implements AutoCloseable {
    /// The hotline's number.
    public static final String LINE = "38344000000";

    private static final List<String> PHONES = List.of("101", "102", "103", "201");

    private final Path folder;
    private final Path sipp;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Telephone> telephones = new ArrayList<>();
    private final LocalAsterisk asterisk;
    private final AmiTap tap;
    private int names;

    private CallScene(Path unpacked, Path sipp, Path folder, int agi, List<String> globals, List<String> modules) {
        this.sipp = sipp;
        this.folder = folder;
        List<String> route = new ArrayList<>();
        for (String phone : PHONES) {
            int port = freePort("127.0.0.3");
            ports.put(phone, port);
            route.add("exten => " + number(phone) + ",1,Return(PJSIP/trunk/sip:${EXTEN}@127.0.0.3:" + port + ")");
        }
        asterisk = LocalAsterisk.start(
                unpacked,
                Path.of("ivr-scripts/asterisk"),
                Path.of("ivr-scripts/prompts"),
                folder,
                new LocalAsterisk.Site(
                        LocalAsterisk.freeUdpPort(),
                        Processes.freePort(),
                        agi,
                        "scene-token",
                        "scene-secret",
                        globals,
                        List.of(
                                "[trunk]",
                                "type = identify",
                                "endpoint = trunk",
                                "match = 127.0.0.2",
                                "match = 127.0.0.3"),
                        route,
                        modules));
        tap = AmiTap.on(asterisk.site());
    }

    /// Starts Asterisk.
    ///
    /// @param agi the port where FastAGI is, or nothing is
    /// @param globals lines of `site/globals.conf`
    public static CallScene open(int agi, String... globals) {
        return open(agi, List.of(globals), List.of());
    }

    /// Starts an Asterisk that has more modules than those it is shipped with.
    public static CallScene open(int agi, List<String> globals, List<String> modules) {
        Path unpacked = Path.of(System.getenv().getOrDefault("LINJA_ASTERISK", "/var/cache/linja/asterisk"));
        Peers.need(unpacked.resolve("asterisk"), "sudo ivr-scripts/asterisk/unpack.sh");
        Path sipp = Peers.need("sipp", "apt-get install sip-tester");
        try {
            return new CallScene(unpacked, sipp, Files.createTempDirectory("linja-call"), agi, globals, modules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 383 44 000 xxx.
    public static String number(String lastThree) {
        return "38344000" + lastThree;
    }

    /// A telephone that can be rung, and what it does when it is. `101`, `102`, `103`, and `201` for her own.
    public Telephone phone(String lastThree, UnaryOperator<Does> does) {
        return phone(lastThree, 1, does);
    }

    /// A telephone that does the same each time it is rung.
    ///
    /// @param calls after so many it is gone
    public Telephone phone(String lastThree, int calls, UnaryOperator<Does> does) {
        String name = "phone-" + lastThree + "-" + names++;
        SippScenario scenario = SippScenario.phone(folder, name);
        Does done = does.apply(new Does(scenario));
        Telephone telephone = run(name, done.scenario, "127.0.0.3", ports.getOrDefault(lastThree, 0), lastThree, calls);
        telephones.add(telephone);
        return telephone;
    }

    /// A telephone whose sound is in our hands.
    public Telephone phone(String lastThree, Receiver receiver, UnaryOperator<Does> does) {
        return phone(lastThree, 1, done -> {
            done.scenario.soundAt(receiver.port());
            return does.apply(done);
        });
    }

    /// For a telephone that can be rung.
    public Receiver receiver() {
        return new Receiver("127.0.0.3");
    }

    /// She calls the hotline.
    public Telephone call(String lastThree, UnaryOperator<Does> does) {
        String name = "caller-" + lastThree + "-" + names++;
        SippScenario scenario = SippScenario.call(folder, name);
        Does done = does.apply(new Does(scenario));
        Telephone telephone = run(name, done.scenario, "127.0.0.2", freePort("127.0.0.2"), lastThree, 1);
        telephones.add(telephone);
        return telephone;
    }

    private Telephone run(String name, SippScenario scenario, String host, int port, String cli, int calls) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        sipp.toString(),
                        "-sf",
                        scenario.write().toString(),
                        "-i",
                        host,
                        "-p",
                        Integer.toString(port),
                        "-mi",
                        host,
                        "-mp",
                        Integer.toString(mediaPort(host)),
                        "-m",
                        Integer.toString(calls),
                        "-s",
                        LINE,
                        "-key",
                        "cli",
                        number(cli),
                        "-timeout",
                        "180s",
                        "-nostdin",
                        "-trace_msg",
                        "-message_file",
                        log.toString(),
                        "-trace_err",
                        "-error_file",
                        folder.resolve(name + ".err").toString(),
                        "127.0.0.1:" + asterisk.site().sip())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        try {
            InetSocketAddress at = new InetSocketAddress(host, port);
            return new Telephone(name, builder.start(), at, log, folder.resolve(name + ".err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asterisk itself.
    public LocalAsterisk asterisk() {
        return asterisk;
    }

    /// What Asterisk tells over AMI.
    public AmiTap ami() {
        return tap;
    }

    /// Kills Asterisk and starts it anew; returns another client, for the old one is cut off.
    public AmiTap restartAsterisk() {
        asterisk.restart();
        return AmiTap.on(asterisk.site());
    }

    /// Files with sound that Asterisk has written.
    public List<Path> sounds() {
        try (Stream<Path> files = Files.walk(asterisk.folder())) {
            return files.filter(file -> file.toString().matches(".*[.](alaw|ulaw|wav|WAV|gsm|sln.*|raw)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// No file that Asterisk has written holds that text.
    public boolean nowhereInLogs(String text) {
        return asterisk.log().stream().noneMatch(line -> line.contains(text));
    }

    @Override
    public void close() {
        telephones.forEach(Telephone::close);
        tap.close();
        asterisk.close();
        Processes.removeFolder(folder);
    }

    private static int freePort(String host) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIPp takes the port for sound and the second one after it for pictures.
    private static int mediaPort(String host) {
        for (int port = freePort(host); ; port = freePort(host)) {
            try (DatagramSocket pictures = new DatagramSocket(new InetSocketAddress(host, port + 2))) {
                if (pictures.isBound()) {
                    return port;
                }
            } catch (IOException taken) {
                continue;
            }
        }
    }

    /// What somebody with a telephone does, step by step.
    public static final class Does {
        private final SippScenario scenario;

        private Does(SippScenario scenario) {
            this.scenario = scenario;
        }

        /// Her call is answered.
        public Does isAnswered() {
            scenario.answered();
            return this;
        }

        /// She gives up before it is answered.
        public Does cancelsAfter(Duration time) {
            scenario.cancels(time);
            return this;
        }

        /// It rings that long and is picked up.
        public Does picksUpAfter(Duration time) {
            scenario.rings(time).picksUp();
            return this;
        }

        /// It rings, and nobody picks up.
        public Does ringsOn() {
            scenario.rings(Duration.ofMinutes(2));
            return this;
        }

        /// It says no, such as `486 Busy Here` or `603 Decline`.
        public Does refuses(String status) {
            scenario.refuses(status);
            return this;
        }

        /// Waits.
        public Does pauses(Duration time) {
            scenario.pause(time);
            return this;
        }

        /// Waits until the test tells it to go on: [Telephone#goesOn].
        public Does waits() {
            scenario.untilTold();
            return this;
        }

        /// Presses a key.
        public Does presses(char key) {
            scenario.press(key);
            return this;
        }

        /// Is heard, for so long.
        public Does says(Duration time) {
            scenario.say(time);
            return this;
        }

        /// Talks until the other side hangs up, which must happen within a minute and a half.
        public Does talks() {
            scenario.untilBye(Duration.ofSeconds(90));
            return this;
        }

        /// Hangs up.
        public Does hangsUp() {
            scenario.bye();
            return this;
        }
    }

    /// A telephone at work.
    public static final class Telephone implements AutoCloseable {
        private final String name;
        private final Process process;
        private final InetSocketAddress at;
        private final Path log;
        private final Path errors;
        private int told;

        private Telephone(String name, Process process, InetSocketAddress at, Path log, Path errors) {
            this.name = name;
            this.process = process;
            this.at = at;
            this.log = log;
            this.errors = errors;
        }

        /// It has done all its steps, as they were written.
        public void isDone() {
            try {
                if (!process.waitFor(120, TimeUnit.SECONDS)) {
                    throw new AssertionError(name + " is still busy; " + told(errors));
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(name + " ended with " + process.exitValue() + "; " + told(errors));
            }
        }

        /// Waits until it has been rung.
        public void rings() {
            Eventually.holds(name + " rings", () -> told(log).contains("INVITE sip:"));
        }

        /// Tells it to go on from where it [Does#waits]: by a request within its call that no Asterisk would
        /// send.
        public void goesOn() {
            int order = ++told; // the same once more would be taken for a repetition
            String word = "INFO sip:go@on SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-go" + order + "\r\n"
                    + "From: <sip:the@test>;tag=go\r\n" + last("To:", ";tag=") + "\r\n" + last("Call-ID:", "")
                    + "\r\nCSeq: " + order + " INFO\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
            byte[] octets = word.getBytes(StandardCharsets.ISO_8859_1);
            try (DatagramSocket socket = new DatagramSocket(0, at.getAddress())) {
                socket.send(new DatagramPacket(octets, octets.length, at));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String last(String header, String with) {
            return told(log)
                    .lines()
                    .filter(line -> line.startsWith(header) && line.contains(with))
                    .reduce((before, after) -> after)
                    .orElseThrow(() -> new AssertionError(name + " is in no call"))
                    .strip();
        }

        /// Waits until it has been picked up.
        public void isPickedUp() {
            Eventually.holds(name + " is picked up", () -> told(log).contains("ACK sip:"));
        }

        /// Waits until her call has been answered.
        public void isThrough() {
            Eventually.holds(name + " is answered", () -> told(log).contains("SIP/2.0 200 OK"));
        }

        /// Whether it has been rung at all.
        public boolean wasRung() {
            return told(log).contains("INVITE sip:");
        }

        /// All SIP that it has seen.
        public String wire() {
            return told(log);
        }

        private static String told(Path file) {
            try {
                return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(ProcessHandle::destroyForcibly);
        }
    }
}
