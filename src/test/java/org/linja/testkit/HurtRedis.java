package org.linja.testkit;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import org.linja.redis.EmbeddedRedis;

/// The Redis of a running [Hotline], to be hurt in the ways in which stores fail. Whole again when closed.
public final class HurtRedis implements AutoCloseable {
    private final RedisClient client;
    private long paused;

    private HurtRedis(String uri) {
        client = RedisClient.create(uri);
    }

    /// That of the server with its data in that folder.
    public static HurtRedis of(Path folder) {
        return new HurtRedis(EmbeddedRedis.running(folder).orElseThrow());
    }

    /// It stands still, as on a disk that hangs: no answer, no refusal.
    public void pauses() {
        paused = pid();
        Processes.pause(paused);
    }

    /// It goes on where it stood still.
    public void goesOn() {
        if (paused != 0) {
            Processes.resume(paused);
            paused = 0;
        }
    }

    /// It is killed; its supervisor starts another.
    public void dies() {
        long pid = paused == 0 ? pid() : paused;
        paused = 0;
        Processes.kill(pid);
    }

    /// Every change is refused at once, as when its disk is full or its replicas are gone.
    public void refusesChanges() {
        set("1");
    }

    /// It takes changes again.
    public void takesChanges() {
        set("0");
    }

    private void set(String replicasNeeded) {
        try (var connection = client.connect()) {
            connection.sync().configSet("min-replicas-to-write", replicasNeeded);
        }
    }

    private long pid() {
        try (var connection = client.connect()) {
            return connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .map(line -> Long.parseLong(line.substring("process_id:".length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        goesOn();
        client.shutdown();
    }
}
