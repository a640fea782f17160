package org.linja.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A `redis-server` of our own, as a child process with its data in one folder: every change is on disk before it is
/// acknowledged (`appendfsync always`).
///
/// When the child dies it is started again at once, on the same port with the same password, so that connections come
/// back by themselves. When this process dies the child lives on; the next start on the folder stops it and goes on
/// with its data. A lock file keeps two servers from one folder.
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final int PORT_TRIES = 3;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final FolderLock lock;
    private final RedisProgram program;
    private final RedisConf conf;
    private final Object starting = new Object();
    private volatile Child child;
    private volatile boolean up;
    private volatile int restarts;
    private volatile boolean closed;

    private EmbeddedRedis(FolderLock lock, RedisProgram program, RedisConf conf, Child child) {
        this.lock = lock;
        this.program = program;
        this.conf = conf;
        this.child = child;
        this.up = true;
        Thread.ofPlatform().daemon().name("redis-supervisor").start(this::supervise);
    }

    /// Starts a server on the folder, which is made when it is missing and closed to everybody else; returns when
    /// the server has read its data and answers.
    ///
    /// @throws EmbeddedRedisFailed when the folder is in use, no program fits, or the server does not start
    public static EmbeddedRedis start(Path folder) {
        return start(folder, System.getenv().getOrDefault("PATH", ""));
    }

    static EmbeddedRedis start(Path folder, String searchPath) {
        FolderLock lock = FolderLock.take(folder);
        try {
            Path home = lock.folder();
            Orphans.stop(home);
            tidy(home);
            RedisProgram program = RedisProgram.choose(home, searchPath);
            refuseOlder(home, program);
            return begin(lock, program);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedRedisFailed(
                    "the data folder " + folder + " cannot be used: check its owner, permissions and free space", e);
        }
    }

    private static EmbeddedRedis begin(FolderLock lock, RedisProgram program) throws IOException {
        for (int tries = 1; ; tries++) {
            RedisConf conf = RedisConf.fresh(lock.folder());
            conf.write();
            Child child = Child.start(program, conf);
            if (child.awaitReady()) {
                LOG.info("embedded Redis {} runs with its data in {}", program.version(), lock.folder());
                return new EmbeddedRedis(lock, program, conf, child);
            }
            child.kill();
            String ending = child.lastWords();
            if (tries == PORT_TRIES || !ending.contains("in use")) {
                throw new EmbeddedRedisFailed("the embedded Redis did not start; its log "
                        + RedisConf.log(lock.folder()) + " ends: " + ending);
            }
        }
    }

    /// Since version 7 the log of changes lies in a folder of its own, which an older server would not see: it
    /// would start empty.
    private static void refuseOlder(Path folder, RedisProgram program) {
        if (program.major() < 7 && Files.isDirectory(folder.resolve("appendonlydir"))) {
            throw new EmbeddedRedisFailed(
                    "the data in " + folder + " was written by Redis 7 or newer, and only Redis " + program.version()
                            + " is here; " + RedisProgram.INSTALL.replace("6.2", "the version that wrote it"));
        }
    }

    private static void tidy(Path folder) throws IOException {
        Path log = RedisConf.log(folder);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<Path> leftovers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().matches("temp-.*\\.(aof|rdb)"))
                    .forEach(leftovers::add);
        }
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
    }

    private void supervise() {
        Duration pause = Duration.ZERO;
        while (true) {
            Child ended = child;
            int code = ended.awaitEnd();
            if (closed) {
                return;
            }
            up = false;
            pause = ended.age().compareTo(SHORT_LIFE) > 0 ? Duration.ZERO : longer(pause);
            LOG.error(
                    "the embedded Redis ended unexpectedly (code {}); it is started again in {} ms",
                    code,
                    pause.toMillis());
            rest(pause);
            while (!closed && !again()) {
                pause = longer(pause);
                LOG.error(
                        "the embedded Redis did not start again; next try in {} ms. Its log ends: {}",
                        pause.toMillis(),
                        child.lastWords());
                rest(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.isZero() ? Duration.ofMillis(50) : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean again() {
        synchronized (starting) {
            if (closed) {
                return false;
            }
            try {
                child = Child.start(program, conf);
            } catch (EmbeddedRedisFailed e) {
                return false;
            }
        }
        if (!child.awaitReady()) {
            child.kill();
            return false;
        }
        restarts++;
        up = true;
        LOG.info("the embedded Redis runs again");
        return true;
    }

    /// Where the server on that folder answers, for commands beside it; empty when none runs.
    public static Optional<String> running(Path folder) {
        return RedisConf.left(folder.toAbsolutePath().normalize())
                .filter(conf -> conf.local().ask("PING").isPresent())
                .map(RedisConf::uri);
    }

    /// Where [RedisLink] connects to; holds the password, so it belongs in no log.
    public String uri() {
        return conf.uri();
    }

    /// Whether the child runs and has answered since its last start.
    public boolean up() {
        return up && child.process().isAlive();
    }

    /// How often it died and was started again.
    public int restarts() {
        return restarts;
    }

    /// The process id of the child that runs now.
    public long pid() {
        return child.process().pid();
    }

    /// The version that runs, such as `6.2`.
    public String version() {
        return program.version();
    }

    /// Also stops the child when the JVM ends by itself, at once and without an order among other shutdown hooks. A
    /// server that closes its parts in its own hook does not call this.
    public EmbeddedRedis stopWithJvm() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("redis-stop").unstarted(this::close));
        return this;
    }

    /// Stops the child, and gives the folder free. Closing twice does no harm.
    @Override
    public void close() {
        synchronized (starting) {
            if (closed) {
                return;
            }
            closed = true;
        }
        up = false;
        child.stop();
        try {
            Files.deleteIfExists(RedisConf.file(conf.folder()));
        } catch (IOException e) {
            LOG.warn("the file {} could not be removed", RedisConf.file(conf.folder()));
        }
        lock.close();
    }
}
