package org.linja.redis;

import static org.linja.testkit.Eventually.holds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.linja.testkit.Processes;

/// Real Redis servers and sentinels on the loopback address, as an operator would set them up; they end with the test.
final class RedisFleet implements AutoCloseable {
    static final String PASSWORD = "fleet";

    private final Path folder;
    private final Path program;
    private final List<Process> processes = new ArrayList<>();

    RedisFleet(Path folder) {
        this.folder = folder;
        this.program = RedisProgram.choose(folder, System.getenv("PATH")).path();
    }

    record Member(Process process, int port, String password) {
        String ask(String command) {
            return new LocalRedis(port, password).ask(command).orElse("");
        }

        void kill() {
            Processes.kill(process.pid());
        }
    }

    /// A server that keeps an append-only file, with these settings besides.
    Member server(String... settings) {
        List<String> lines = new ArrayList<>(List.of(
                "appendonly yes",
                "appendfsync always",
                "save \"\"",
                "masterauth " + PASSWORD,
                "repl-diskless-sync-delay 0"));
        lines.addAll(List.of(settings));
        return start(lines, false);
    }

    /// A sentinel that calls the primary `linja`, and a failure one after a second.
    Member sentinel(Member primary) {
        return start(
                List.of(
                        "sentinel monitor linja 127.0.0.1 " + primary.port() + " 2",
                        "sentinel auth-pass linja " + PASSWORD,
                        "sentinel down-after-milliseconds linja 1000",
                        "sentinel failover-timeout linja 10000"),
                true);
    }

    private Member start(List<String> settings, boolean sentinel) {
        int port = freePort();
        Path home = folder.resolve("member-" + port);
        try {
            Files.createDirectories(home);
            Path conf = home.resolve("member.conf");
            List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + home));
            if (!sentinel) {
                lines.add("requirepass " + PASSWORD);
            }
            lines.addAll(settings);
            Files.write(conf, lines);
            List<String> command = new ArrayList<>(List.of(program.toString(), conf.toString()));
            if (sentinel) {
                command.add("--sentinel");
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            processes.add(process);
            Member member = new Member(process, port, PASSWORD);
            holds(
                    "member " + port,
                    () -> sentinel
                            ? !new LocalSentinel(port).master().isEmpty()
                            : member.ask("PING").equals("+PONG"));
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        // A node of a cluster takes the port 10,000 above its own as well.
        for (int port = 21_000 + (int) (ProcessHandle.current().pid() % 4_000); ; port++) {
            try (ServerSocket one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    ServerSocket other = new ServerSocket(port + 10_000, 1, InetAddress.getLoopbackAddress())) {
                return Math.min(one.getLocalPort(), other.getLocalPort());
            } catch (IOException taken) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> holds("the end of a member", () -> !process.isAlive()));
    }
}
