package org.linja.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Asterisk on this machine, for the demo and the tests: the shipped configuration and recordings, with site
/// files of its own, in a folder of its own. It listens on loopback only and ends with [#close].
public final class LocalAsterisk implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Path unpacked;
    private final Path folder;
    private final Site site;
    private Process process;

    /// What the site files say.
    ///
    /// @param sip the UDP port of SIP
    /// @param ami the TCP port of AMI
    /// @param agi the TCP port where Linja's FastAGI is
    /// @param token what FastAGI is told
    /// @param secret of the AMI user `linja`
    /// @param globals further lines of `site/globals.conf`
    /// @param trunk lines of the section `[trunk]` of `site/trunk.conf` and whatever follows it
    /// @param route lines of the context `[linja-route]`
    /// @param modules further modules, such as `res_pjsip_registrar`
    public record Site(
            int sip,
            int ami,
            int agi,
            String token,
            String secret,
            List<String> globals,
            List<String> trunk,
            List<String> route,
            List<String> modules) {
        @Override
        public String toString() {
            return "Site[sip " + sip + ", ami " + ami + ", agi " + agi + "]";
        }
    }

    private LocalAsterisk(Path unpacked, Path folder, Site site, Process process) {
        this.unpacked = unpacked;
        this.folder = folder;
        this.site = site;
        this.process = process;
    }

    /// Writes the configuration into the folder, starts Asterisk and waits until it answers.
    ///
    /// @param unpacked the folder that `ivr-scripts/asterisk/unpack.sh` printed
    /// @param shipped its configuration, such as `ivr-scripts/asterisk`
    /// @param prompts what callers hear, such as `ivr-scripts/prompts`
    /// @param folder for everything it writes; must exist
    /// @throws IllegalStateException when it ends at once, or does not answer within half a minute
    public static LocalAsterisk start(Path unpacked, Path shipped, Path prompts, Path folder, Site site) {
        try {
            configure(unpacked, shipped, prompts.toAbsolutePath(), folder, site);
            LocalAsterisk asterisk = new LocalAsterisk(unpacked, folder, site, launch(unpacked, folder));
            asterisk.awaitReady();
            return asterisk;
        } catch (IOException e) {
            throw new UncheckedIOException("Asterisk cannot be started in " + folder, e);
        }
    }

    /// A port of this machine that is free for UDP.
    public static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path unpacked, Path shipped, Path prompts, Path folder, Site site)
            throws IOException {
        Path etc = folder.resolve("etc");
        Files.createDirectories(etc.resolve("site"));
        for (String one : List.of("var", "spool", "run", "log", "cache", "data/sounds", "data/moh", "messages")) {
            Files.createDirectories(folder.resolve(one));
        }
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".conf")).toList()) {
                Files.copy(file, etc.resolve(String.valueOf(file.getFileName())));
            }
        }
        Path tree = unpacked.toRealPath().resolve("tree/usr");
        Files.createSymbolicLink(folder.resolve("data/sounds/linja"), prompts);
        Files.createSymbolicLink(folder.resolve("data/moh/linja-hold"), prompts.resolve("music"));
        Files.createSymbolicLink(folder.resolve("data/moh/linja-connecting"), prompts.resolve("connecting"));
        Files.createSymbolicLink(folder.resolve("data/documentation"), tree.resolve("share/asterisk/documentation"));
        write(
                etc.resolve("asterisk.conf"),
                List.of(
                        "[directories]",
                        "astmoddir => " + tree.resolve("lib/x86_64-linux-gnu/asterisk/modules"),
                        "astetcdir => " + etc,
                        "astvarlibdir => " + folder.resolve("var"),
                        "astdbdir => " + folder.resolve("var"),
                        "astkeydir => " + folder.resolve("var"),
                        "astdatadir => " + folder.resolve("data"),
                        "astagidir => " + folder.resolve("var"),
                        "astspooldir => " + folder.resolve("spool"),
                        "astrundir => " + folder.resolve("run"),
                        "astlogdir => " + folder.resolve("log"),
                        "astcachedir => " + folder.resolve("cache"),
                        "[options]",
                        "#include \"" + etc.resolve("options.conf") + "\""));
        List<String> globals = new ArrayList<>(site.globals());
        globals.add("LINJA_AGI = 127.0.0.1:" + site.agi());
        globals.add("LINJA_TOKEN = " + site.token());
        globals.add("LINJA_MESSAGEDIR = " + folder.resolve("messages"));
        write(etc.resolve("site/globals.conf"), globals);
        write(etc.resolve("site/route.conf"), headed("[linja-route]", site.route()));
        List<String> trunk = new ArrayList<>(List.of(
                "[transport-udp]",
                "type = transport",
                "protocol = udp",
                "bind = 127.0.0.1:" + site.sip(),
                "[trunk](linja-trunk)",
                "transport = transport-udp"));
        trunk.addAll(site.trunk());
        write(etc.resolve("site/trunk.conf"), trunk);
        write(
                etc.resolve("site/manager.conf"),
                List.of(
                        "bindaddr = 127.0.0.1",
                        "port = " + site.ami(),
                        "[linja]",
                        "secret = " + site.secret(),
                        "deny = 0.0.0.0/0.0.0.0",
                        "permit = 127.0.0.1/255.255.255.255"));
        write(
                etc.resolve("site/modules.conf"),
                site.modules().stream().map(one -> "require = " + one + ".so").toList());
    }

    private static List<String> headed(String head, List<String> lines) {
        List<String> all = new ArrayList<>();
        all.add(head);
        all.addAll(lines);
        return all;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
    }

    private static Process launch(Path unpacked, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(unpacked, folder, "-f"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log/console").toFile());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private void awaitReady() {
        long end = System.nanoTime() + STARTING.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("Asterisk did not start; it said: " + console());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Asterisk started", e);
            }
        }
    }

    /// AMI opens before all modules are loaded; Asterisk's own terminal tells when they are.
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", site.ami()), 200);
        } catch (IOException e) {
            return false;
        }
        return told("core waitfullybooted").contains("fully booted");
    }

    /// Has its own terminal do a command.
    ///
    /// @return what it said; nothing when it cannot be asked
    public String told(String command) {
        try {
            Process asked = new ProcessBuilder(command(unpacked, folder, "-rx", command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return asked.waitFor() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static List<String> command(Path unpacked, Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of(
                unpacked.resolve("asterisk").toString(),
                "-C",
                folder.resolve("etc/asterisk.conf").toString()));
        all.addAll(List.of(words));
        return all;
    }

    private String console() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("log/console"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }

    /// What it wrote into its logs.
    public List<String> log() {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("log/console", "log/messages")) {
            try {
                if (Files.exists(folder.resolve(name))) {
                    lines.addAll(Files.readAllLines(folder.resolve(name)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    /// Its process.
    public long pid() {
        return process.pid();
    }

    /// Where things are.
    public Site site() {
        return site;
    }

    /// The folder of what it writes.
    public Path folder() {
        return folder;
    }

    /// Ends it, hard, and starts it anew on the same folder: its AstDB is kept.
    public void restart() {
        stop();
        try {
            Files.deleteIfExists(folder.resolve("run/asterisk.ctl"));
            process = launch(unpacked, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Asterisk cannot be started again in " + folder, e);
        }
        awaitReady();
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
