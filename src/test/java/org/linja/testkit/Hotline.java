package org.linja.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.linja.Settings;
import org.linja.Wiring;
import org.linja.cases.Case;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;
import org.linja.simulator.Handset;
import org.linja.simulator.SimulatedSmsc;

/// The whole server as the demo runs it, with handsets: real SMPP, a real Redis, the shipped configuration, and a clock
/// that the test moves.
public final class Hotline implements AutoCloseable {
    /// The number the handsets write to.
    public static final String LINE = "55111";

    private final Path folder;
    private final Shifted clock = new Shifted();
    private final SimulatedSmsc smsc;
    private final Settings settings;
    private Wiring wiring;

    private Hotline(Path folder, UnaryOperator<Settings> change) {
        this.folder = folder;
        Problems problems = new Problems();
        Settings shipped = Settings.read(Path.of("config"), false, problems);
        problems.throwIfAny();
        var login = shipped.carriers().getFirst().login();
        smsc = SimulatedSmsc.start(0, Map.of(login.systemId(), login.password()), Clock.systemUTC());
        settings = change.apply(shipped.over(smsc.port()).in(folder));
        wiring = Wiring.serve(settings, clock);
        await("the bind", smsc::reachable);
    }

    /// Opens it, with nothing in its store.
    public static Hotline open() {
        return open(UnaryOperator.identity());
    }

    /// Opens it with other settings than the shipped ones.
    public static Hotline open(UnaryOperator<Settings> change) {
        try {
            return new Hotline(Files.createTempDirectory("linja-hotline"), change);
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

    /// A phone with any number.
    public Handset phoneOf(String number) {
        return smsc.handset(new Msisdn(number), LINE);
    }

    /// Moves the clock.
    public void forward(Duration time) {
        clock.ahead = clock.ahead.plus(time);
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

    /// The one case that is open.
    public Case theCase() {
        await("one open case", () -> wiring.ledger().openCases(10).size() == 1);
        return wiring.ledger().openCases(10).getFirst();
    }

    /// The running server.
    public Wiring server() {
        return wiring;
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
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    @Override
    public void close() {
        wiring.close();
        smsc.close();
        Processes.removeFolder(folder);
    }
}
