package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.Eventually;
import org.linja.testkit.Processes;

/// The server as a process of its own that is killed, or stopped, in the middle of a call. She is put through all the
/// same.
class ServerKilledInACallTest {
    private static final Duration LISTEN = Duration.ofSeconds(3);
    /// 12 seconds, and what a busy machine adds; a question or a round of ringing takes far longer.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private CallScene scene;
    private Process server;

    @BeforeEach
    void open() throws IOException {
        int agi = Processes.freePort();
        scene = CallScene.open(agi, "LINJA_STATICRING = 8");
        Path config = folder.resolve("config");
        try (Stream<Path> shipped = Files.walk(Path.of("config"))) {
            for (Path one : shipped.toList()) {
                Files.copy(one, config.resolve(Path.of("config").relativize(one)));
            }
        }
        Files.createSymbolicLink(
                folder.resolve("ivr-scripts"), Path.of("ivr-scripts").toAbsolutePath());
        Path main = config.resolve("linja.yaml");
        Files.writeString(main, Files.readString(main).replace("port: 8080", "port: 0"));
        Files.writeString(config.resolve("voice.yaml"), """
                calls: { ring-for: 60s }
                asterisk:
                  agi: { port: %d, token: '${env:SCENE_TOKEN}' }
                  ami: { port: %d, secret: '${env:SCENE_SECRET}', beat: 1s }
                  line: '%s'
                """.formatted(
                        agi, scene.asterisk().site().ami(), CallScene.LINE));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        "org.linja.Main",
                        "serve",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().putAll(Map.of("SCENE_TOKEN", "scene-token", "SCENE_SECRET", "scene-secret"));
        server = builder.start();
        awaitHeartbeat();
    }

    /// A busy machine may take a minute to start a server.
    private void awaitHeartbeat() {
        Instant limit = Instant.now().plus(Duration.ofMinutes(2));
        while (scene.ami()
                        .ask("Action: Getvar", "Variable: LINJA_BEAT")
                        .getOrDefault("Value", "")
                        .length()
                < 5) {
            assertThat(Instant.now()).as("the server never said that it lives").isBefore(limit);
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @AfterEach
    void close() {
        if (server != null) {
            Stream.concat(server.descendants(), Stream.of(server.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
        scene.close();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(Duration.ofMillis(600))
                .pauses(Duration.ofSeconds(1))
                .presses('1')
                .pauses(Duration.ofSeconds(1))
                .hangsUp();
    }

    @Test
    void killedWhileSheIsInTheMenu() {
        var arta = scene.phone("101", ServerKilledInACallTest::accepts);
        var anna = scene.call("201", does -> does.isAnswered().talks());
        anna.isThrough();
        Processes.kill(server.pid());
        assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", "cut");
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.isDone();
        anna.isDone();
    }

    /// Nobody would pick up for a minute; she is on her way to somebody else long before.
    @Test
    void killedWhileATelephoneRings() {
        var arta = scene.phone("101", Does::ringsOn);
        var anna = scene.call(
                "201", does -> does.isAnswered().pauses(LISTEN).presses('9').talks());
        arta.rings();
        Processes.kill(server.pid());
        Instant killed = Instant.now();
        assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", "cut");
        assertThat(Duration.between(killed, Instant.now())).isLessThan(LIMIT);
        var bojana = scene.phone("102", ServerKilledInACallTest::accepts);
        scene.ami().event("LinjaClaim", e -> number("102").equals(e.get("Leg")));
        bojana.isDone();
        arta.isDone();
        anna.isDone();
    }

    /// Anna hears the first question, Bora the long menu, Cela waits while a telephone rings that nobody picks up.
    @Test
    void stoppedWhereverTheyAreInTheirCalls() {
        var anna = scene.call("201", does -> does.isAnswered().talks());
        var bora = scene.call(
                "202",
                does -> does.isAnswered().pauses(LISTEN).presses('1').waits().hangsUp());
        var cela = scene.call(
                "203",
                does -> does.isAnswered().pauses(LISTEN).presses('9').waits().hangsUp());
        var bojana = scene.phone("101", Does::ringsOn);
        bojana.rings();
        anna.isThrough();
        bora.isThrough();
        cela.isThrough();
        Processes.pause(server.pid());
        Instant stopped = Instant.now();
        Eventually.holds("all are on their way to a person", () -> statics("mute") == 3);
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(LIMIT);
        var arta = scene.phone("102", ServerKilledInACallTest::accepts);
        scene.ami().event("LinjaClaim", e -> number("102").equals(e.get("Leg")));
        arta.isDone();
    }

    private int statics(String why) {
        return (int) scene.ami().events("LinjaStatic").stream()
                .filter(e -> why.equals(e.get("Why")))
                .count();
    }

    @Test
    void stoppedBeforeSheCalls() {
        Processes.pause(server.pid());
        var arta = scene.phone("101", ServerKilledInACallTest::accepts);
        var anna = scene.call("201", does -> does.isAnswered().talks());
        assertThat(scene.ami().event("LinjaStatic").getOrDefault("Why", "")).isIn("mute", "stale");
        assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
        arta.isDone();
        anna.isDone();
    }
}
