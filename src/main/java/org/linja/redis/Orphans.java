package org.linja.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Servers that outlived their parent: when a process is killed its child goes on, and would write to the data that the
/// next one reads.
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    private Orphans() {}

    /// Stops every server that runs on the folder; the caller holds its lock, so none of them has a parent. They
    /// are known by their command line, which names the folder's configuration.
    static void stop(Path folder) {
        List<ProcessHandle> orphans = running(folder);
        boolean asked =
                RedisConf.left(folder).filter(conf -> conf.local().shutDown()).isPresent();
        for (ProcessHandle orphan : orphans) {
            LOG.info("stopping the embedded Redis (process {}) that an earlier run left behind", orphan.pid());
            if (!asked) {
                orphan.destroy();
            }
            Child.end(orphan, asked ? PATIENCE : SHORT_PATIENCE);
            if (orphan.isAlive()) {
                throw new EmbeddedRedisFailed("process " + orphan.pid() + " still runs on the data folder " + folder
                        + " and cannot be stopped: stop it and start again");
            }
        }
    }

    static List<ProcessHandle> running(Path folder) {
        String file = RedisConf.file(folder).toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(file))
                        .orElse(false))
                .filter(process -> process.info().command().orElse("").contains("redis"))
                .toList();
    }
}
