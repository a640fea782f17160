package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.HerTurn;
import org.linja.dialog.Inbound;
import org.linja.ledger.Ledger;

/// Runs the way of an SOS a few hundred times before the door opens, so that the first real one is not answered by cold
/// code.
///
/// Nothing is written: each change finishes an inbound message that does not exist, and so the store refuses it.
final class Warmup {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int ROUNDS = 600;
    private static final Msisdn NOBODY = new Msisdn("38344000999");
    private static final List<String> TEXTS =
            List.of("ndihme", "SOS", "pomozite molim vas", "azutin man", "help me", "info", "zdravo, kada radite?");

    private Warmup() {}

    static void run(HerTurn herTurn, Ledger ledger, InstantSource clock) {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
            Instant now = clock.instant();
            String text = TEXTS.get(round % TEXTS.size());
            Inbound inbound =
                    new Inbound("warm-up", "", Channel.SMS, NOBODY, "", new Inbound.Body.Text(text, false), now);
            ledger.commit(herTurn.of(inbound, ledger.know(NOBODY), 0, now));
        }
    }
}
