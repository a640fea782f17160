package org.linja;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.linja.contact.Msisdn;
import org.linja.simulator.SimulatedSmsc;
import org.linja.smpp.Carrier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the whole server, with a store of its own and a simulated network, on made-up messages. `./linja` has the JVM
/// write down meanwhile what it loads and which code is hot, so that the next start is quick and the first SOS after it
/// is answered by code the JVM knows already (JEP 514, JEP 515).
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Make the server start faster: once after each build, about half a minute.")
final class PrepareCommand implements Callable<Integer> {
    private static final int UNDER_WAY = 50;
    private static final int MESSAGES_PER_SESSION = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// Followed by six digits: in the range set aside for tests, and longer than any subscriber's number.
    private static final String NOBODY = "38344000";

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${sys:linja.config:-config}",
            description = "default: ${DEFAULT-VALUE}")
    private Path config = Path.of("config");

    @Option(
            names = "--messages",
            defaultValue = "20000",
            description = "how many are answered, within a minute (default: ${DEFAULT-VALUE})")
    private int messages = 20_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.required(config);
        InstantSource clock = Clock.systemUTC();
        Carrier carrier = settings.carriers().getFirst();
        Path data = Files.createTempDirectory("linja-prepare");
        try (SimulatedSmsc smsc = SimulatedSmsc.start(
                        0, Map.of(carrier.login().systemId(), carrier.login().password()), clock);
                Wiring wiring = Wiring.serve(settings.in(data).over(smsc.port()), clock)) {
            int answered = converse(smsc, wiring, carrier.numbers().getFirst());
            int held = UssdRehearsal.run(
                    wiring.ussd(),
                    n -> new Msisdn(NOBODY + "%06d".formatted(n % 1_000_000)),
                    messages / MESSAGES_PER_SESSION,
                    LONGEST,
                    clock);
            System.out.println("prepared with " + answered + " messages and " + held + " sessions by USSD");
        } finally {
            remove(data);
        }
        return 0;
    }

    private int converse(SimulatedSmsc smsc, Wiring wiring, String line) throws InterruptedException {
        long bound = System.nanoTime() + PATIENCE.toNanos();
        while (!wiring.bound()) {
            if (System.nanoTime() - bound > 0) {
                throw new IllegalStateException("the server did not bind to its own simulated network");
            }
            Thread.sleep(10);
        }
        Semaphore window = new Semaphore(UNDER_WAY);
        long end = System.nanoTime() + LONGEST.toNanos();
        int sent = 0;
        while (sent < messages && System.nanoTime() - end < 0) {
            window.acquire();
            // Most are new people who cry for help; some write again.
            int who = sent % 8 == 7 ? sent - 7 : sent;
            String text = Warmup.TEXTS.get(sent % Warmup.TEXTS.size());
            smsc.send(new Msisdn(NOBODY + "%06d".formatted(who % 1_000_000)), line, text)
                    .whenComplete((acknowledged, failure) -> window.release());
            sent++;
        }
        window.acquire(UNDER_WAY);
        return sent;
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
