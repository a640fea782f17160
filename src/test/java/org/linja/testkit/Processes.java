package org.linja.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.linja.redis.EmbeddedRedis;

/// Ends processes the hard way, and waits for what comes of it.
public final class Processes {
    private Processes() {}

    /// `kill -9` of the Redis that runs now; returns when the process is gone. Its supervisor starts another.
    public static void kill(EmbeddedRedis redis) {
        kill(redis.pid());
    }

    /// `kill -9` of a process; returns when it is gone.
    public static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        Eventually.holds("process " + pid + " to be gone", () -> !process.isAlive());
    }

    /// Stops a process in the middle of what it does, as a hanging disk would, until [#resume].
    public static void pause(long pid) {
        signal("-STOP", pid);
    }

    /// Lets a paused process go on.
    public static void resume(long pid) {
        signal("-CONT", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until the Redis answers again.
    public static void awaitUp(EmbeddedRedis redis) {
        Eventually.holds("Redis to be up", redis::up);
    }

    /// A TCP port of this machine that nobody listens on.
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes a folder and all that is in it.
    public static void removeFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
