package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.http.Server;
import org.linja.testkit.Peers;
import org.linja.work.Work;

/// A whole USSD session against an SMPP implementation that is not ours, and the same over each HTTP dialect by a
/// caller that is not ours: the script of bench/ussd, which anyone can run, says whether all pages are equal.
class UssdPeerTest {
    private static final Path BENCH = Path.of("bench/ussd").toAbsolutePath();

    @Test
    void theSamePagesOverSmppAndOverEveryDialect(@TempDir Path folder) throws Exception {
        Path node = Peers.need("node", "apt-get install nodejs npm");
        Peers.needFolder(BENCH.resolve("node_modules/smpp"), "npm ci --prefix bench/ussd");
        Process script = new ProcessBuilder(node.toString(), "session.js")
                .directory(BENCH.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader says =
                        new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
                Writer tell = new OutputStreamWriter(script.getOutputStream(), StandardCharsets.UTF_8)) {
            String first = String.valueOf(says.readLine());
            assertThat(first).startsWith("smsc ");
            Settings settings = UssdByHttpTest.settings(folder, first.substring("smsc ".length()));
            try (Wiring wiring = Wiring.serve(settings, Clock.systemUTC());
                    Work requests = new Work("http", 64);
                    Server server = Server.start("127.0.0.1", 0, requests, wiring.routes())) {
                tell.write("http " + server.uri() + "\n");
                tell.flush();
                String rest = String.join("\n", says.lines().toList());
                assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(rest).endsWith("all equal").contains("smpp (TLVs)       6 pages");
                assertThat(rest.lines().filter(line -> line.endsWith("equal, page for page")))
                        .as("%s", rest)
                        .hasSize(7);
                assertThat(script.exitValue()).isZero();
            }
        } finally {
            script.destroyForcibly();
        }
    }
}
