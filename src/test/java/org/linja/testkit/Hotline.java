package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.linja.Settings;
import org.linja.Wiring;
import org.linja.cases.Case;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;
import org.linja.redis.EmbeddedRedis;
import org.linja.simulator.Handset;
import org.linja.simulator.SimulatedSmsc;
import org.linja.simulator.UssdPhone;
import org.linja.staff.Roster;

/// The whole server as the demo runs it, with handsets: real SMPP, a real Redis, the shipped configuration, and a clock
/// that the test moves.
public final class Hotline implements AutoCloseable {
    /// The number the handsets write to.
    public static final String LINE = "55111";

    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final Path folder;
    private final Shifted clock = new Shifted();
    private final SimulatedSmsc smsc;
    private final Settings settings;
    private Wiring wiring;

    private Hotline(Path folder, Path config, UnaryOperator<Settings> changed) {
        this.folder = folder;
        Problems problems = new Problems();
        Settings shipped = Settings.read(config, false, problems);
        problems.throwIfAny();
        var login = shipped.carriers().getFirst().login();
        smsc = SimulatedSmsc.start(0, Map.of(login.systemId(), login.password()), Clock.systemUTC());
        settings = changed.apply(shipped.over(smsc.port()).in(folder).unrehearsed());
        wiring = Wiring.serve(settings, clock);
        await("the bind", smsc::reachable);
    }

    /// Opens it, with nothing in its store.
    public static Hotline open() {
        return open(UnaryOperator.identity());
    }

    /// Opens it with something in the shipped settings changed.
    public static Hotline open(UnaryOperator<Settings> changed) {
        return open(Optional.empty(), changed);
    }

    /// Opens it with that `oncall.yaml` in place of the shipped one; the numbers in it count as confirmed.
    public static Hotline open(String oncall) {
        return open(oncall, UnaryOperator.identity());
    }

    /// Opens it with both.
    public static Hotline open(String oncall, UnaryOperator<Settings> changed) {
        return open(Optional.of(oncall.replace("languages:", "confirmed: yes, languages:")), changed);
    }

    /// The shipped settings are used as they are, but that answers are not practised for three seconds before the
    /// door opens, and that the number 383 44 000 900 is one of ours that is called back.
    private static Hotline open(Optional<String> oncall, UnaryOperator<Settings> changed) {
        Path shipped = Path.of("config").toAbsolutePath();
        try {
            Path folder = Files.createTempDirectory("linja-hotline");
            Path config = Files.createDirectory(folder.resolve("config"));
            List<String> files = oncall.isPresent()
                    ? List.of("carriers.yaml")
                    : List.of("carriers.yaml", "oncall.yaml", "broadcasts.yaml", "aggregators.yaml", "voice.yaml");
            for (String file : files) {
                Files.copy(shipped.resolve(file), config.resolve(file));
            }
            String main = Files.readString(shipped.resolve("linja.yaml"));
            Files.writeString(
                    config.resolve("linja.yaml"),
                    main.replace("language: .  ", "language: " + shipped + "  ")
                            .replace("data: ../data", "data: ..")
                            .replace("warm-up: 3s", "warm-up: 0s")
                            .replace("# call-back-numbers:", "call-back-numbers:")
                            .replace(
                                    "../ivr-scripts",
                                    shipped.resolveSibling("ivr-scripts").toString()));
            if (oncall.isPresent()) {
                Files.writeString(config.resolve("oncall.yaml"), oncall.get());
            }
            return new Hotline(folder, config, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shifted implements InstantSource {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    /// The phone 383 44 000 xxx.
    public Handset phone(String lastThree) {
        return smsc.handset(new Msisdn("38344000" + lastThree), LINE);
    }

    /// The screen of the phone 383 44 000 xxx, for USSD.
    public UssdPhone screen(String lastThree) {
        return smsc.screen(new Msisdn("38344000" + lastThree));
    }

    /// A phone with any number.
    public Handset phoneOf(String number) {
        return smsc.handset(new Msisdn(number), LINE);
    }

    /// Moves the clock. What is being sent is given a moment to be settled: no real minute passes in between, and
    /// leases would end.
    public void forward(Duration time) {
        long patience = System.nanoTime() + SETTLING.toNanos();
        while (sending() && System.nanoTime() - patience < 0) {
            Thread.onSpinWait();
        }
        clock.ahead = clock.ahead.plus(time);
    }

    private boolean sending() {
        try {
            return wiring.underWay() > 0;
        } catch (RuntimeException storeAway) {
            return false;
        }
    }

    /// Moves the clock to the next time that clocks in Kosovo show that time.
    public void forwardTo(LocalTime time) {
        ZonedDateTime here = now().atZone(Roster.KOSOVO);
        ZonedDateTime then = here.with(time);
        forward(Duration.between(
                here, then.isAfter(here) ? then : here.plusDays(1).with(time)));
    }

    /// Moves the clock to that moment.
    public void travelTo(Instant moment) {
        clock.ahead = Duration.between(Instant.now(), moment);
    }

    /// The server's time.
    public Instant now() {
        return clock.instant();
    }

    /// Ends the server and starts it again on the same data.
    public void restart() {
        stop();
        start();
    }

    /// Ends the server.
    public void stop() {
        wiring.close();
    }

    /// Starts it again on the same data.
    public void start() {
        wiring = Wiring.serve(settings, clock);
        await("the bind", smsc::reachable);
    }

    /// Plays a scene without a restart, and then once more for each of its events with the server stopped and
    /// started right after that event.
    ///
    /// @param begins before each playing
    /// @param ends after each: whoever plays next finds nothing of what was played before
    public void everyWay(Runnable begins, Runnable ends, Runnable... events) {
        for (int restart = 0; restart <= events.length; restart++) {
            begins.run();
            for (int i = 0; i < events.length; i++) {
                events[i].run();
                if (i + 1 == restart) {
                    restart();
                }
            }
            ends.run();
        }
    }

    /// She cries for help, and that counsellor, who speaks Albanian, takes it.
    ///
    /// @return the case's code
    public String taken(Handset her, Handset counsellor) {
        her.texts("ndihme").gets("regjistrua");
        counsellor.gets("SOS").texts("1").gets("eshte i juaji");
        her.gets("Porosia");
        return theCase().code();
    }

    /// The one case that is open.
    public Case theCase() {
        await("one open case", () -> wiring.ledger().openCases(10).size() == 1);
        return wiring.ledger().openCases(10).getFirst();
    }

    /// The running server.
    public Wiring server() {
        return wiring;
    }

    /// What it was opened with.
    public Settings settings() {
        return settings;
    }

    /// One more node on the same store, which sends and climbs nothing by itself; whoever asks for it closes it.
    public Wiring attached() {
        return Wiring.attach(settings, clock);
    }

    /// A second server on the same store, with a network of its own.
    public Node secondServer() {
        try {
            Path second = Files.createDirectory(folder.resolve("second"));
            Path config = Files.createDirectory(second.resolve("config"));
            try (var files = Files.list(folder.resolve("config"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, config.resolve(file.getFileName()));
                }
            }
            Files.copy(folder.resolve("keys"), second.resolve("keys"));
            Path main = config.resolve("linja.yaml");
            String uri = EmbeddedRedis.running(folder).orElseThrow();
            Files.writeString(main, Files.readString(main).replace("redis: embedded", "redis: '" + uri + "'"));
            Problems problems = new Problems();
            Settings read = Settings.read(config, false, problems);
            problems.throwIfAny();
            var login = read.carriers().getFirst().login();
            SimulatedSmsc network =
                    SimulatedSmsc.start(0, Map.of(login.systemId(), login.password()), Clock.systemUTC());
            Wiring node = Wiring.serve(read.over(network.port()).in(second).unrehearsed(), clock);
            await("the bind", network::reachable);
            return new Node(node, network);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One more server, and the network it is bound to.
    public record Node(Wiring server, SimulatedSmsc smsc) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
            smsc.close();
        }
    }

    /// The network.
    public SimulatedSmsc smsc() {
        return smsc;
    }

    /// Where its data is.
    public Path folder() {
        return folder;
    }

    /// Waits up to half a minute for something to become true.
    public static void await(String what, BooleanSupplier met) {
        Eventually.holds(what, met);
    }

    @Override
    public void close() {
        wiring.close();
        smsc.close();
        Processes.removeFolder(folder);
    }
}
