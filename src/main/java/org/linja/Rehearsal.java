package org.linja;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.linja.contact.Msisdn;
import org.linja.simulator.SimulatedSmsc;
import org.linja.smpp.Carrier;

/// Has a second server in this JVM, with a store and a network of its own, answer made-up messages: so that the first
/// real SOS is not answered by cold code. Nothing of it reaches the real store, a real network or a person; its folder
/// is removed.
final class Rehearsal {
    private static final int UNDER_WAY = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Followed by six digits: in the range set aside for tests, and longer than any subscriber's number.
    private static final String NOBODY = "38344000";

    private static final String ANY_LINE = "55111";

    private static final int MESSAGES_PER_SESSION = 5;

    private static final List<String> TEXTS =
            List.of("ndihme", "SOS", "pomozite molim vas", "azutin man", "help me", "info", "zdravo, kada radite?");

    private Rehearsal() {}

    /// Rehearses until one of the limits is reached.
    ///
    /// @param settings of the real server; its store, keys, networks and telephones are not used
    /// @param messages how many are answered at most
    /// @param ussd whether USSD sessions are held beside them, one for five messages
    /// @param goesOn asked after each message
    /// @return how many were answered
    static int run(
            Settings settings,
            InstantSource clock,
            int messages,
            boolean ussd,
            Duration longest,
            BooleanSupplier goesOn) {
        long end = System.nanoTime() + longest.toNanos();
        Carrier carrier = settings.carriers().getFirst();
        Path data = Throwaway.folder("linja-rehearsal");
        try (SimulatedSmsc smsc = SimulatedSmsc.start(
                        0, Map.of(carrier.login().systemId(), carrier.login().password()), clock);
                Wiring wiring = Wiring.serve(settings.rehearsing(data, smsc.port()), clock)) {
            bound(wiring);
            BooleanSupplier both = () -> System.nanoTime() - end < 0 && goesOn.getAsBoolean();
            Thread sessions = Thread.ofVirtual().start(() -> {
                if (ussd) {
                    UssdRehearsal.run(wiring.ussd(), Rehearsal::nobody, messages / MESSAGES_PER_SESSION, both, clock);
                }
            });
            int answered = converse(smsc, carrier.numbers().stream().findFirst().orElse(ANY_LINE), messages, both);
            sessions.join();
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            Throwaway.remove(data);
        }
    }

    private static void bound(Wiring wiring) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!wiring.bound()) {
            if (System.nanoTime() - patience > 0) {
                throw new IllegalStateException("the server did not bind to its own simulated network");
            }
            Thread.sleep(10);
        }
    }

    private static int converse(SimulatedSmsc smsc, String line, int messages, BooleanSupplier goesOn)
            throws InterruptedException {
        Semaphore window = new Semaphore(UNDER_WAY);
        int sent = 0;
        while (sent < messages && goesOn.getAsBoolean()) {
            window.acquire();
            // Most are new people who cry for help; some write again.
            int who = sent % 8 == 7 ? sent - 7 : sent;
            String text = TEXTS.get(sent % TEXTS.size());
            smsc.send(nobody(who), line, text).whenComplete((acknowledged, failure) -> window.release());
            sent++;
        }
        window.acquire(UNDER_WAY);
        return sent;
    }

    private static Msisdn nobody(int which) {
        return new Msisdn(NOBODY + "%06d".formatted(which % 1_000_000));
    }
}
