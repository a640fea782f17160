package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.HerTurn;
import org.linja.dialog.Inbound;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;

/// Runs the way of an SOS some thousand times before the door opens, so that the first real ones are not answered by
/// cold code. While somebody waits for us the door opens at once.
///
/// Nothing is written: each change finishes an inbound message that does not exist, and so the store refuses it.
final class Warmup {
    private static final Msisdn NOBODY = new Msisdn("38344000999");
    static final List<String> TEXTS =
            List.of("ndihme", "SOS", "pomozite molim vas", "azutin man", "help me", "info", "zdravo, kada radite?");

    private Warmup() {}

    static void run(HerTurn herTurn, Ledger ledger, Duration longest, InstantSource clock) {
        long end = System.nanoTime() + longest.toNanos();
        while (ledger.waiting() == 0 && System.nanoTime() - end < 0) {
            Instant now = clock.instant();
            List<Change> changes = new ArrayList<>();
            List<Known> known = ledger.know(Collections.nCopies(TEXTS.size(), NOBODY));
            for (int i = 0; i < TEXTS.size(); i++) {
                Inbound.Body body = new Inbound.Body.Text(TEXTS.get(i), false);
                Inbound inbound = new Inbound("warm-up", "", Channel.SMS, NOBODY, "", body, now);
                changes.add(herTurn.of(inbound, known.get(i), true, 0, now));
            }
            ledger.commit(changes);
        }
    }
}
