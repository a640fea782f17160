package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.HerTurn;
import org.linja.dialog.Inbound;
import org.linja.dialog.SpoolFailed;
import org.linja.dialog.UssdOutage;
import org.linja.dialog.UssdPractice;
import org.linja.dialog.UssdSessions;
import org.linja.dialog.UssdTurns;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the way of an SOS some thousand times before the door opens, so that the first real ones are not answered by
/// cold code, and beside it, where aggregators bring USSD, that of a USSD session. While somebody waits for us the door
/// opens at once.
///
/// Nothing is written: each change finishes an inbound message that does not exist, and so the store refuses it; for
/// sessions see [UssdPractice].
final class Warmup {
    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final Msisdn NOBODY = new Msisdn("38344000999");
    static final List<String> TEXTS =
            List.of("ndihme", "SOS", "pomozite molim vas", "azutin man", "help me", "info", "zdravo, kada radite?");

    private Warmup() {}

    static void run(Settings settings, HerTurn herTurn, Ledger ledger, UssdSessions ussd, InstantSource clock) {
        Duration longest = settings.hotline().warmUp();
        if (settings.aggregators().isEmpty() || longest.isZero() || ledger.waiting() > 0) {
            texts(herTurn, ledger, longest, clock);
            return;
        }
        Thread sessions = Thread.ofVirtual().start(() -> sessions(settings, herTurn, ledger, ussd, clock));
        texts(herTurn, ledger, longest, clock);
        try {
            sessions.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sessions(
            Settings settings, HerTurn herTurn, Ledger ledger, UssdSessions ussd, InstantSource clock) {
        UssdOutage outage = new UssdOutage(
                inbound -> CompletableFuture.failedStage(new IllegalStateException("nothing is taken in here")),
                inbound -> {
                    throw new SpoolFailed("nothing is kept here");
                },
                settings.lexicon(),
                settings.ussdConversation(),
                settings.script().texts(),
                settings.hotline().unknownLanguage());
        try (UssdTurns desk = new UssdTurns(
                new UssdPractice.Sessions(ussd),
                settings.ussdConversation(),
                herTurn,
                new UssdPractice.Books(ledger),
                settings.lexicon(),
                outage,
                settings.ussd(),
                clock,
                () -> {},
                () -> {})) {
            UssdRehearsal.run(
                    desk, n -> NOBODY, Integer.MAX_VALUE, settings.hotline().warmUp(), clock);
        } catch (RuntimeException e) {
            LOG.warn("USSD sessions could not be rehearsed: {}", Failure.describe(e));
        }
    }

    private static void texts(HerTurn herTurn, Ledger ledger, Duration longest, InstantSource clock) {
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
