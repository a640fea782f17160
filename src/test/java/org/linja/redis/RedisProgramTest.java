package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.testkit.Eventually;
import org.linja.testkit.Processes;
import org.linja.work.PrivateFiles;

class RedisProgramTest {
    @TempDir
    Path temp;

    private Path installed(String name, String script) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        PrivateFiles.writeProgram(folder.resolve("redis-server"), ("#!/bin/sh\n" + script + "\n").getBytes());
        return folder;
    }

    @ParameterizedTest
    @CsvSource({
        "Redis server v=6.2.0 sha=0:0, true",
        "Redis server v=6.0.16 sha=0:0, false",
        "Redis server v=5.0.14 sha=0:0, false",
        "Redis server v=7.0.15 sha=0:0, true",
        "Redis server v=8.10.1 sha=0:0, true",
        "Valkey server v=8.1.1 sha=0:0, true",
        "libssl.so.3: cannot open shared object file, false"
    })
    void onlyOneThatIsNewEnoughIsTaken(String says, boolean taken) throws IOException {
        Path folder = installed("bin", "echo '" + says + "'");
        assertThat(RedisProgram.installed(folder.toString()).isPresent()).isEqualTo(taken);
    }

    @Test
    void theSearchGoesOnPastWhatDoesNotFit() throws IOException {
        Path old = installed("old", "echo 'Redis server v=5.0.7'");
        Path broken = installed("broken", "exit 127");
        Path fit = installed("fit", "echo 'Redis server v=7.2.1'");
        String path =
                String.join(File.pathSeparator, temp.toString(), "", old.toString(), broken.toString(), fit.toString());
        assertThat(RedisProgram.installed(path))
                .hasValueSatisfying(found -> assertThat(found.path()).isEqualTo(fit.resolve("redis-server")));
    }

    @Test
    void theCarriedOneIsTakenWhenNoneIsInstalled() throws IOException {
        Path old = installed("old", "echo 'Redis server v=5.0.7'");
        RedisProgram program = RedisProgram.choose(temp, old.toString());
        assertThat(program.path().getParent()).isEqualTo(temp);
        assertThat(program.major()).isEqualTo(6);
    }

    @Test
    void aServerThatEndsAtOnceIsSaidWithTheEndOfItsLog() throws IOException {
        Path folder =
                installed("bin", "[ \"$1\" = --version ] && echo 'Redis server v=7.2.1' || { echo no luck; exit 3; }");
        assertThatThrownBy(() -> EmbeddedRedis.start(temp.resolve("data"), folder.toString()))
                .isInstanceOf(EmbeddedRedisFailed.class)
                .hasMessageContaining("no luck");
    }

    @Test
    void aServerThatKeepsDyingIsStartedAgainUntilItLives() throws IOException {
        // Runs the carried server when the file "well" is there, and ends at once otherwise.
        Path data = temp.resolve("data");
        Path real = RedisProgram.carried(temp).path();
        Path well = Files.createFile(temp.resolve("well"));
        Path folder = installed("bin", "[ -e '" + well + "' ] && exec '" + real + "' \"$@\"; echo sick; exit 3");
        try (EmbeddedRedis redis = EmbeddedRedis.start(data, folder.toString())) {
            Files.delete(well);
            Processes.kill(redis);
            Eventually.holds("several tries", () -> tries(data) >= 3);
            assertThat(redis.up()).isFalse();
            assertThat(redis.restarts()).isZero();
            Files.createFile(well);
            Processes.awaitUp(redis);
            assertThat(redis.restarts()).isEqualTo(1);
        }
    }

    private static long tries(Path data) {
        try (var lines = Files.lines(RedisConf.log(data))) {
            return lines.filter("sick"::equals).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
