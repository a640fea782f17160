package org.linja.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linja.work.PrivateFiles;

/// The configuration of the embedded server, in a file only its owner may read: the password is on no command line, and
/// the next start finds in it how to reach a server that outlived its parent.
///
/// @param folder where its data lies
/// @param port on the loopback address
record RedisConf(Path folder, int port, String password) {
    private static final String NAME = "redis.conf";
    private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass (\\S+)$");
    // Below the range from which systems give ports to outgoing connections: no client takes it while the server
    // restarts.
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 30_000;
    private static final int TRIES = 100;

    static RedisConf fresh(Path folder) {
        RandomIds ids = new RandomIds();
        return new RedisConf(folder, freePort(), ids.next() + ids.next());
    }

    /// What the last start wrote, if it is there and whole.
    static Optional<RedisConf> left(Path folder) {
        try {
            String text = Files.readString(file(folder));
            Matcher port = PORT.matcher(text);
            Matcher password = PASSWORD.matcher(text);
            return port.find() && password.find()
                    ? Optional.of(new RedisConf(folder, Integer.parseInt(port.group(1)), password.group(1)))
                    : Optional.empty();
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    static Path file(Path folder) {
        return folder.resolve(NAME);
    }

    static Path log(Path folder) {
        return folder.resolve("redis.log");
    }

    void write() throws IOException {
        PrivateFiles.write(file(folder), text().getBytes(StandardCharsets.UTF_8));
    }

    String uri() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    LocalRedis local() {
        return new LocalRedis(port, password);
    }

    /// `appendfsync always`: a change is on disk before its answer leaves. The process keeps its full command line
    /// (`set-proc-title no`), by which a server that outlived its parent is recognised. A crash report would hold
    /// the arguments of commands. A flood of 50,000 messages fits below the size at which the file is rewritten,
    /// which costs a core for seconds; reading so much at a start takes one.
    private String text() {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                protected-mode yes
                daemonize no
                set-proc-title no
                databases 1
                dir %s
                logfile %s
                loglevel notice
                crash-log-enabled no
                crash-memcheck-enabled no
                save ""
                appendonly yes
                appendfsync always
                no-appendfsync-on-rewrite no
                aof-load-truncated yes
                aof-use-rdb-preamble yes
                auto-aof-rewrite-percentage 100
                auto-aof-rewrite-min-size 128mb
                maxmemory-policy noeviction
                tcp-keepalive 60
                timeout 0
                rename-command DEBUG ""
                rename-command MODULE ""
                rename-command MIGRATE ""
                rename-command REPLICAOF ""
                rename-command SLAVEOF ""
                rename-command FLUSHALL ""
                rename-command FLUSHDB ""
                """.formatted(port, password, quoted(folder), quoted(log(folder)));
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static int freePort() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (free(port)) {
                return port;
            }
        }
        throw new EmbeddedRedisFailed("no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT
                + " on the loopback address for the embedded Redis");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
