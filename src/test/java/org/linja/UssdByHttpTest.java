package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.cases.CaseKind;
import org.linja.config.Problems;
import org.linja.http.Server;
import org.linja.testkit.Hotline;
import org.linja.testkit.HurtRedis;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// Somebody who dials at a network that an aggregator brings: the whole server behind one address.
class UssdByHttpTest {
    private static final Path CONFIG = Path.of("bench/ussd/config");
    private static final String NUMBER = "38344000231";

    private final Work requests = new Work("http", 64);
    private Wiring wiring;
    private Server server;
    private Visitor visitor;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        wiring = Wiring.serve(settings(folder, "1"), Clock.systemUTC());
        server = Server.start("127.0.0.1", 0, requests, wiring.routes());
        visitor = new Visitor(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
        requests.close();
        wiring.close();
        visitor.close();
    }

    @Test
    void sosIsACaseAlsoWhenTheAggregatorSendsItTwiceAndSheHangsUp() throws Exception {
        assertThat(dials("s1", "")).startsWith("CON 1 Shqip");
        assertThat(dials("s1", "1")).startsWith("CON ");
        String page = dials("s1", "1*9");
        assertThat(dials("s1", "1*9")).isEqualTo(page);
        assertThat(post("africas-talking", "/ended", "sessionId=s1&phoneNumber=" + NUMBER + "&serviceCode=*123%23"))
                .isEqualTo("OK");
        assertThat(wiring.ledger().openCases(10))
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(CaseKind.SOS));
    }

    @Test
    void aCallForHelpDialledBehindTheCodeIsACase() throws Exception {
        assertThat(dials("s2", "9")).matches("(?s)(CON|END) .+");
        assertThat(wiring.ledger().openCases(10)).hasSize(1);
    }

    @Test
    void anAnswerAfterTheLastPageIsDropped() throws Exception {
        generic("begin", "0", "");
        generic("reply", "1", "4");
        assertThat(generic("reply", "2", "x")).startsWith("END ");
        assertThat(generic("reply", "2", "x")).startsWith("END ").hasSizeGreaterThan(4);
        assertThat(generic("reply", "3", "1")).isEqualTo("END ");
        assertThat(wiring.ledger().openCases(10)).isEmpty();
    }

    @Test
    void whileTheStoreIsAwaySheGetsTheEmergencyNumbers() throws Exception {
        assertThat(generic("begin", "0", "")).startsWith("CON ");
        try (HurtRedis redis = HurtRedis.of(folder.resolve("data"))) {
            redis.pauses();
            assertThat(generic("reply", "1", "4")).startsWith("END ").contains("112");
        }
        Hotline.await("the store", () -> {
            try {
                return generic("begin", "0", "").startsWith("CON ");
            } catch (Exception e) {
                return false;
            }
        });
    }

    private String dials(String session, String text) throws Exception {
        return post(
                "africas-talking",
                "",
                "sessionId=" + session + "&serviceCode=*123%23&phoneNumber=%2B" + NUMBER + "&networkCode=1&text="
                        + text);
    }

    private String generic(String type, String step, String text) throws Exception {
        return post(
                "generic",
                "",
                "session=g1&code=*123%23&msisdn=" + NUMBER + "&type=" + type + "&step=" + step + "&text=" + text);
    }

    private String post(String aggregator, String below, String form) throws Exception {
        var answer = visitor.post("/ussd/" + aggregator + "/bench-secret-0123456789" + below, form);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /// The configuration of bench/ussd, with its places filled in as its scripts do, and nothing practised before
    /// the door opens.
    static Settings settings(Path folder, String smsc) throws IOException {
        Path config = Files.createDirectory(folder.resolve("config"));
        try (Stream<Path> files = Files.list(CONFIG)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replace("@HOME@", Path.of("").toAbsolutePath().toString())
                        .replace("@SMSC@", smsc);
                Files.writeString(config.resolve(file.getFileName().toString()), text);
            }
        }
        Problems problems = new Problems();
        Settings settings = Settings.read(config, false, problems);
        problems.throwIfAny();
        return settings.in(folder.resolve("data")).unrehearsed();
    }
}
