package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.linja.broadcast.BroadcastStore.Versioned;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.Subscribers.Found;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.work.Ids;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fixes the recipients of a broadcast that was started. A crash on the way begins it anew: nothing is sent before the
/// list is whole.
public final class Filling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);

    private static final Duration LEASE_KEPT = Duration.ofSeconds(10);

    private final BroadcastStore broadcasts;
    private final RunStore runs;
    private final Subscribers subscribers;
    private final BroadcastSettings settings;
    private final List<String> carriers;
    private final Language unknownLanguage;
    private final InstantSource clock;
    private final String node;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Work work = new Work("filling", 1);

    /// @param carriers by which messages can leave, the usual one first
    /// @param alone whether this is the only server: then a filling that a crash has interrupted was its own
    public Filling(
            BroadcastStore broadcasts,
            RunStore runs,
            Subscribers subscribers,
            BroadcastSettings settings,
            List<String> carriers,
            Language unknownLanguage,
            boolean alone,
            InstantSource clock) {
        this.broadcasts = broadcasts;
        this.runs = runs;
        this.subscribers = subscribers;
        this.settings = settings;
        this.carriers = List.copyOf(carriers);
        this.unknownLanguage = unknownLanguage;
        this.node = alone ? "alone" : new Ids().next(Instant.EPOCH);
        this.clock = clock;
    }

    /// Goes on with lists whose taking over a crash has interrupted.
    public void begin() {
        work.offer(subscribers::goOn);
    }

    /// Begins, unless something is being filled; never blocks. To be asked again until the broadcast is filled.
    void fill(String id) {
        if (busy.compareAndSet(false, true)) {
            boolean begun = work.offer(() -> {
                try {
                    fillNow(id);
                } finally {
                    busy.set(false);
                }
            });
            if (!begun) {
                busy.set(false);
            }
        }
    }

    private void fillNow(String id) {
        Instant now = clock.instant();
        Optional<Versioned> found = broadcasts.find(id);
        if (found.isEmpty()
                || found.get().value().state() != Broadcast.State.FILLING
                || found.get().value().startAt().map(now::isBefore).orElse(false)
                || !broadcasts.lease(id, node)) {
            return;
        }
        subscribers.goOn();
        Broadcast broadcast = found.get().value();
        runs.clear(id, carriers);
        Selection selection = new Selection(broadcast, carriers, unknownLanguage, settings.monthlyCap(), now);
        Sheets sheets = new Sheets(id);
        subscribers.all(broadcast.topic(), RunStore.month(now), page -> {
            for (Found one : page) {
                sheets.consider(one, selection);
            }
            sheets.keepLease();
        });
        sheets.rest();
        if (selection.people() < settings.smallestAudience()) {
            broadcasts.write(
                    broadcast.in(Broadcast.State.CANCELLED), found.get().version(), now);
            LOG.warn("broadcast {} was not started: by now its audience is too small (R44)", id);
        } else if (broadcasts.write(
                broadcast.begun(clock.instant()), found.get().version(), now)) {
            LOG.info("broadcast {} begins", id);
        }
    }

    /// Chunks as they fill up.
    private final class Sheets {
        private final String run;
        private final Map<Integer, Map<String, List<Recipient>>> open = new HashMap<>();
        private final Map<Integer, Integer> chunks = new HashMap<>();
        private Instant leased = clock.instant();
        /// The store may show somebody twice.
        private final Set<String> seen = new HashSet<>();

        Sheets(String run) {
            this.run = run;
        }

        void consider(Found one, Selection selection) {
            Fingerprint fingerprint = one.fingerprint();
            if (seen.add(fingerprint.text())) {
                selection.decide(one).ifPresent(recipient -> add(one.partition(), recipient));
            }
        }

        void keepLease() {
            Instant now = clock.instant();
            if (now.isBefore(leased.plus(LEASE_KEPT)) && !now.isBefore(leased)) {
                return;
            }
            if (!broadcasts.lease(run, node)) {
                throw new IllegalStateException("another server fills the broadcast");
            }
            leased = now;
        }

        private void add(int partition, Recipient recipient) {
            List<Recipient> sheet = open.computeIfAbsent(partition, p -> new HashMap<>())
                    .computeIfAbsent(recipient.carrier(), c -> new ArrayList<>(RunStore.CHUNK));
            sheet.add(recipient);
            if (sheet.size() == RunStore.CHUNK) {
                write(partition, sheet);
            }
        }

        private void write(int partition, List<Recipient> sheet) {
            if (!sheet.isEmpty()) {
                int chunk = chunks.merge(partition, 1, Integer::sum) - 1;
                runs.add(run, partition, chunk, List.copyOf(sheet));
                sheet.clear();
            }
        }

        void rest() {
            open.forEach((partition, sheets) -> sheets.values().forEach(sheet -> write(partition, sheet)));
        }
    }

    @Override
    public void close() {
        work.close(Duration.ofSeconds(2));
    }
}
