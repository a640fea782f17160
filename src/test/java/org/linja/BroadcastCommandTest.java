package org.linja;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.Broadcast;
import org.linja.testkit.AwarenessTeam;
import org.linja.testkit.Hotline;

/// The awareness team at a terminal, beside a running server, and what comes out on phones.
class BroadcastCommandTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final int PEOPLE = AwarenessTeam.PEOPLE;

    private Hotline hotline;
    private Path config;

    @BeforeEach
    void open() throws IOException {
        hotline = Hotline.open();
        AwarenessTeam.comesToWork(hotline);
        Path shipped = Path.of("config").toAbsolutePath();
        config = Files.createDirectory(hotline.folder().resolve("terminal"));
        for (String name : List.of("broadcasts.yaml", "carriers.yaml", "oncall.yaml")) {
            Files.copy(shipped.resolve(name), config.resolve(name));
        }
        Files.writeString(
                config.resolve("linja.yaml"),
                Files.readString(shipped.resolve("linja.yaml"))
                        .replace("data: ../data ", "data: " + hotline.folder() + " ")
                        .replace("language: .  ", "language: " + shipped + "  ")
                        .replace(
                                "../ivr-scripts",
                                shipped.resolveSibling("ivr-scripts").toString()));
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private Said linja(String... words) {
        return Said.by(
                config, Stream.concat(Stream.of("broadcast"), Stream.of(words)).toList());
    }

    private String written(String sample) {
        return linja("write", "ivr-scripts/awareness/" + sample + ".yaml", "--as", "drita")
                .done()
                .words()
                .split(" ")[0];
    }

    private void imports(String topic) throws IOException {
        StringBuilder csv = new StringBuilder("number;topics;source;date;text;language\n");
        for (int i = 0; i < PEOPLE; i++) {
            csv.append(
                    "+383 44 000 3%02d;%s;paper;2026-01-15;form-1;%s\n".formatted(i, topic, i % 2 == 0 ? "sq" : "sr"));
        }
        Path list = config.resolve("people.csv");
        Files.writeString(list, csv);
        linja("import", list.toString(), "--check").done().says(PEOPLE + " people");
        linja("import", list.toString()).done().says(PEOPLE + " new");
        Files.writeString(list, csv + "+383 44 000 399;healt;paper;2026-01-15;form-1;sq\n");
        linja("import", list.toString())
                .refused("people.csv: line " + (PEOPLE + 2) + ": 'healt' is no topic")
                .says("nothing was taken in");
    }

    private void awaitState(String code, Broadcast.State state) {
        Hotline.await(
                code + " to be " + state,
                () -> hotline.server().broadcasts().find(code).orElseThrow().state() == state);
    }

    @Test
    void fromAListOfPeopleToAMessageThatIsPausedResumedAndToldOf() throws IOException {
        linja("list").done().says("no broadcast yet");
        imports("health");
        String code = written("hygiene");
        linja("show", code)
                .done()
                .says("draft  health")
                .says("written by drita")
                .says("Lani duart");
        linja("preview", code)
                .done()
                .says(PEOPLE + " people")
                .says("sq: 1 segment, GSM7")
                .says("cost ");
        linja("test", code, "--language", "sr", "--as", "drita").done().says("on its way");
        hotline.phone("111").gets("Perite ruke");
        linja("test", code, "--as", "nobody").refused("none of the people in broadcasts.yaml");
        linja("approve", code, "--as", "elena").refused("it is not submitted");
        linja("submit", code, "--as", "drita").done().says("submitted");
        linja("approve", code, "--as", "drita").refused("whoever wrote it cannot approve it");
        linja("approve", code, "--as", "elena").done().says("approved");

        linja("kill", "on", "--as", "elena").done().says("everything but SOS is stopped: elena");
        linja("start", code, "--as", "drita").done().says("filling");
        awaitState(code, Broadcast.State.RUNNING);
        linja("pause", code).done().says("paused");
        linja("kill", "off").done().says("everything may leave");
        hotline.phone("300").getsNothing(SHORT);
        linja("resume", code).done().says("running");
        awaitState(code, Broadcast.State.DONE);
        hotline.phone("300").gets("Lani duart");
        hotline.phone("301").gets("Perite ruke");
        linja("list").done().says(code + "  done").says("1 broadcasts");
        linja("show", code).done().says("approved by elena").says("submitted " + PEOPLE);
        linja("results", code).done().says("delivered");
        linja("pause", code).refused("it is not running");
        linja("show", "b0000").refused("there is no broadcast of this code");
    }

    @Test
    void whatIsCancelledInTheNightIsNeverSent() throws IOException {
        imports("health");
        hotline.forward(Duration.ofHours(12));
        String code = written("hygiene");
        linja("submit", code, "--as", "drita").done();
        linja("approve", code, "--as", "elena").done();
        linja("start", code, "--as", "drita").done();
        awaitState(code, Broadcast.State.RUNNING);
        linja("cancel", code).done().says("cancelled");
        Instant morning = hotline.server().settings().broadcasts().hours().next(hotline.now());
        hotline.forward(Duration.between(hotline.now(), morning).plus(Duration.ofMinutes(11)));
        Hotline.await(
                "the end",
                () -> !hotline.server().broadcasts().find(code).orElseThrow().live());
        linja("show", code).done().says("cancelled " + PEOPLE);
        linja("resume", code).refused("it is not paused");
        hotline.phone("300").getsNothing(SHORT);
    }
}
