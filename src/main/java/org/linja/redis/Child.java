package org.linja.redis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// One run of the embedded server's process.
///
/// @param begun nanoseconds of [System#nanoTime]
record Child(Process process, RedisConf conf, long begun) {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final int LAST_LINES = 4;

    /// Starts the process. It gets a session of its own where the system can do that (`setsid`), so that Ctrl-C in
    /// a terminal reaches the server only, which still needs Redis to finish its work; and no environment but what
    /// it needs, for the environment may hold secrets.
    static Child start(RedisProgram program, RedisConf conf) {
        List<String> command = new ArrayList<>();
        setsid().ifPresent(command::add);
        command.add(program.path().toString());
        command.add(RedisConf.file(conf.folder()).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(conf.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        RedisConf.log(conf.folder()).toFile()));
        builder.environment().keySet().retainAll(Set.of("PATH", "LD_LIBRARY_PATH"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Child(process, conf, System.nanoTime());
        } catch (IOException e) {
            throw new EmbeddedRedisFailed("the process " + program.path() + " cannot be started", e);
        }
    }

    private static java.util.Optional<String> setsid() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /// Waits until it answers: for as long as it reads its data, but not when it says nothing for 30 s.
    ///
    /// @return false when it ended or kept silent
    boolean awaitReady() {
        long heard = System.nanoTime();
        LocalRedis local = conf.local();
        while (process.isAlive()) {
            var answer = local.ask("PING");
            if (answer.filter("+PONG"::equals).isPresent()) {
                return true;
            }
            long now = System.nanoTime();
            if (answer.isPresent()) {
                heard = now;
            } else if (now - heard > SILENCE.toNanos()) {
                return false;
            }
            try {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    int awaitEnd() {
        return process.onExit().join().exitValue();
    }

    /// How long it has lived, or lived until now.
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void stop() {
        conf.local().shutDown();
        end(process.toHandle(), STOPPING);
    }

    void kill() {
        process.destroyForcibly();
        end(process.toHandle(), STOPPING);
    }

    /// Waits for a process that was asked to end; then sends it TERM, then KILL.
    static void end(ProcessHandle process, Duration patience) {
        if (!ended(process, patience)) {
            process.destroy();
            if (!ended(process, patience)) {
                process.destroyForcibly();
                ended(process, patience);
            }
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (process.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }

    /// The last lines of its log.
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(RedisConf.log(conf.folder()), StandardCharsets.ISO_8859_1);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
