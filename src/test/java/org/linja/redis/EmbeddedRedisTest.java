package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linja.testkit.Eventually.holds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.testkit.Processes;

/// The embedded Redis, killed in every way.
class EmbeddedRedisTest {
    private static final Script<Long> COUNT = Script.number("test-count");

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("data");
    }

    private static long add(EmbeddedRedis redis, int howMuch) {
        try (RedisLink link = RedisLink.connect(redis.uri())) {
            return link.run(
                    COUNT,
                    new String[] {"{p0}:count"},
                    Integer.toString(howMuch).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void redisKilledAgainAndAgainComesBackAtTheSamePlaceWithAllItAcknowledged() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder());
                RedisLink link = RedisLink.connect(redis.uri())) {
            String uri = redis.uri();
            for (int i = 1; i <= 4; i++) {
                assertThat(link.run(COUNT, new String[] {"{p0}:count"}, new byte[] {'1'}))
                        .isEqualTo(i);
                int before = redis.restarts();
                Processes.kill(redis);
                holds("a restart", () -> redis.restarts() > before && redis.up());
            }
            assertThat(redis.uri()).isEqualTo(uri);
            assertThat(link.run(COUNT, new String[] {"{p0}:count"}, new byte[] {'1'}))
                    .isEqualTo(5);
        }
    }

    @Test
    void whatItHoldsIsThereAfterAnOrderlyStop() {
        long pid;
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            assertThat(add(redis, 5)).isEqualTo(5);
            pid = redis.pid();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(folder().resolve("redis.conf")).doesNotExist();
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            assertThat(add(redis, 1)).isEqualTo(6);
        }
    }

    @Test
    void aServerWhoseParentWasKilledIsStoppedAndItsDataTakenOver() throws Exception {
        try (RedisHolder.Running other = RedisHolder.start(folder())) {
            Processes.kill(other.jvm().pid());
            assertThat(other.redis().isAlive()).as("Redis outlives its parent").isTrue();
            try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
                assertThat(other.redis().isAlive()).isFalse();
                assertThat(add(redis, 1)).isEqualTo(8);
            }
        }
    }

    @Test
    void anOrphanThatHangsIsKilled() throws Exception {
        try (RedisHolder.Running other = RedisHolder.start(folder())) {
            Processes.pause(other.redis().pid());
            Processes.kill(other.jvm().pid());
            try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
                assertThat(other.redis().isAlive()).isFalse();
                assertThat(add(redis, 1)).isEqualTo(8);
            }
        }
    }

    @Test
    void anOrphanIsFoundByItsCommandLineWhenTheFileThatNamesItIsGone() throws Exception {
        try (RedisHolder.Running other = RedisHolder.start(folder())) {
            Processes.kill(other.jvm().pid());
            Files.delete(folder().resolve("redis.conf"));
            try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
                assertThat(other.redis().isAlive()).isFalse();
                assertThat(add(redis, 1)).isEqualTo(8);
            }
        }
    }

    @Test
    void itEndsWithAJvmThatEndsByItself() throws Exception {
        try (RedisHolder.Running other = RedisHolder.start(folder())) {
            other.jvm().outputWriter().close();
            holds("the other JVM to end", () -> !other.jvm().isAlive());
            assertThat(other.redis().isAlive()).isFalse();
        }
    }

    @Test
    void aFolderBelongsToOneServerOnly() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> EmbeddedRedis.start(folder()))
                        .isInstanceOf(EmbeddedRedisFailed.class)
                        .hasMessageContaining("in use by another server")
                        .hasMessageContaining("a data folder of its own");
            }
            assertThat(redis.up()).isTrue();
        }
        try (RedisHolder.Running other = RedisHolder.start(folder())) {
            assertThatThrownBy(() -> EmbeddedRedis.start(folder()))
                    .isInstanceOf(EmbeddedRedisFailed.class)
                    .hasMessageContaining("process " + other.jvm().pid());
            assertThat(other.redis().isAlive()).isTrue();
        }
    }

    @Test
    void aChangeThatWasCutOffInTheMiddleOfAWriteDoesNotKeepItFromStarting() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            add(redis, 5);
        }
        Files.writeString(appendOnlyFile(), "*3\r\n$6\r\nINCRBY\r\n$9\r\n{p0}:co", StandardOpenOption.APPEND);
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            assertThat(add(redis, 1)).isEqualTo(6);
        }
    }

    @Test
    void dataThatIsDamagedIsSaidAndLeftAlone() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            add(redis, 5);
        }
        Path file = appendOnlyFile();
        String whole = Files.readString(file);
        String damaged = whole.replaceFirst("INCRBY|incrby", "??????");
        assertThat(damaged).isNotEqualTo(whole);
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> EmbeddedRedis.start(folder()))
                .isInstanceOf(EmbeddedRedisFailed.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("redis.log");
        assertThat(file).hasContent(damaged);
    }

    private Path appendOnlyFile() throws IOException {
        try (var files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".aof"))
                    .filter(file -> file.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aServerTooOldForTheDataIsRefused() throws IOException {
        Files.createDirectories(folder().resolve("appendonlydir"));
        assertThatThrownBy(() -> EmbeddedRedis.start(folder(), ""))
                .isInstanceOf(EmbeddedRedisFailed.class)
                .hasMessageContaining("written by Redis 7 or newer");
    }

    @Test
    void theFolderTheSettingsAndThePasswordAreForTheOwnerOnly() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            assertThat(permissions(folder())).isEqualTo("rwx------");
            assertThat(permissions(folder().resolve("redis.conf"))).isEqualTo("rw-------");
            String password = redis.uri().replaceAll(".*:(.*)@.*", "$1");
            assertThat(password).hasSize(32);
            ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
            assertThat(process.info().commandLine().orElse(""))
                    .contains("redis.conf")
                    .doesNotContain(password);
            assertThat(new LocalRedis(Integer.parseInt(redis.uri().replaceAll(".*:", "")), "wrong").ask("PING"))
                    .isEmpty();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itWritesEveryChangeBeforeItsAnswerAndTakesNoDangerousCommand() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder());
                RedisLink link = RedisLink.connect(redis.uri())) {
            assertThat(Durability.of(link)).isInstanceOf(Durability.EveryWrite.class);
            assertThat(link.await("CONFIG", link.commands().configGet("maxmemory-policy")))
                    .containsValue("noeviction");
            assertThat(link.await("CONFIG", link.commands().configGet("save"))).containsValue("");
            assertThatThrownBy(() -> link.await("FLUSHALL", link.commands().flushall()))
                    .isInstanceOf(StoreFailed.class)
                    .hasRootCauseMessage("ERR unknown command `FLUSHALL`, with args beginning with: ");
        }
    }

    @Test
    void ctrlCInTheTerminalDoesNotReachIt() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder())) {
            String stat = Files.readString(Path.of("/proc/" + redis.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertThat(Long.parseLong(fields[2])).as("its process group").isEqualTo(redis.pid());
        }
    }

    @Test
    void anAlteredCopyOfTheCarriedProgramNeverRuns() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder(), "")) {
            assertThat(redis.up()).isTrue();
        }
        Path program;
        try (var files = Files.list(folder())) {
            program = files.filter(f -> f.getFileName().toString().startsWith("redis-server-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(program);
        Files.write(program, Arrays.copyOf(whole, whole.length / 2));
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder(), "")) {
            assertThat(redis.up()).isTrue();
        }
        assertThat(program).hasBinaryContent(whole);
    }
}
