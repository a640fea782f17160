package org.linja.smpp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.Inbound;
import org.linja.dialog.Intake;
import org.linja.dialog.PartStore;
import org.linja.dialog.PartStore.Part;
import org.linja.outbox.DeliveryReport;
import org.linja.outbox.DeliveryReports;
import org.linja.work.Failure;
import org.linja.work.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what a carrier delivers (MOs, their parts, receipts) to where it is stored, and says how to answer
/// the network: only what is stored is acknowledged. Never blocks.
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /// Parts held at once per carrier; past it the oldest message is handed over as it is.
    private static final int MOST_PARTS = 10_000;

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Carrier carrier;
    private final Intake intake;
    private final DeliveryReports reports;
    private final PartStore store;
    private final InstantSource clock;
    private final Ids ids = new Ids();
    private final LongAdder unanswerable = new LongAdder();
    private final LongAdder partial = new LongAdder();
    private final LongAdder withoutId = new LongAdder();
    private final MoJoiner joiner;
    private volatile @Nullable UssdLine ussd;

    Arrivals(Carrier carrier, Intake intake, DeliveryReports reports, PartStore store, InstantSource clock) {
        this.carrier = carrier;
        this.intake = intake;
        this.reports = reports;
        this.store = store;
        this.clock = clock;
        this.joiner = new MoJoiner(carrier.timers().join(), MOST_PARTS);
    }

    /// USSD is answered from now on; before, it is refused.
    void answering(UssdLine line) {
        ussd = line;
    }

    /// Takes up the parts kept from before the last stop. Blocks.
    void restore() {
        List<MoJoiner.Group> whole = new ArrayList<>();
        synchronized (joiner) {
            for (Part part : store.all()) {
                if (part.origin().carrier().equals(carrier.name())) {
                    joiner.add(part, clock.instant()).ifPresent(whole::add);
                }
            }
        }
        whole.forEach(this::handOver);
    }

    /// Hands over what is not waited for any longer.
    void tick() {
        List<MoJoiner.Group> due;
        synchronized (joiner) {
            due = joiner.due(clock.instant());
        }
        due.forEach(this::handOver);
    }

    /// Stores what arrived.
    ///
    /// @return completes with the command_status to answer with; never exceptionally
    CompletionStage<Integer> take(Arrival arrival) {
        try {
            if (UssdReader.isUssd(arrival, carrier.ussd())) {
                UssdLine line = ussd;
                return line == null ? CompletableFuture.completedStage(Statuses.REFUSED) : line.take(arrival);
            }
            return (arrival.receipt() ? report(arrival) : message(arrival)).handle((done, failure) -> {
                if (failure != null) {
                    LOG.warn("{}: not stored, the network shall send it again: {}", name(), Failure.describe(failure));
                }
                return failure == null ? Statuses.OK : Statuses.TRY_LATER;
            });
        } catch (RuntimeException e) {
            LOG.error("{}: not taken, the network shall send it again: {}", name(), Failure.describe(e));
            return CompletableFuture.completedStage(Statuses.TRY_LATER);
        }
    }

    private CompletionStage<?> report(Arrival arrival) {
        Receipt receipt = Receipt.read(arrival);
        List<String> candidates = ReceiptIds.candidates(receipt.id(), carrier.messageIds());
        if (candidates.isEmpty()) {
            withoutId.increment();
            LOG.info("{}: a receipt without an id was acknowledged and dropped", name());
            return CompletableFuture.completedStage(null);
        }
        return reports.report(new DeliveryReport(
                name(), candidates, receipt.state(), receipt.error(), Msisdn.parse(arrival.source())));
    }

    private CompletionStage<?> message(Arrival arrival) {
        return switch (MoReader.read(arrival, carrier)) {
            case MoReader.Mo.Unanswerable nobody -> {
                unanswerable.increment();
                LOG.info("{}: a message from a sender that is no number was acknowledged and dropped", name());
                yield CompletableFuture.completedStage(null);
            }
            case MoReader.Mo.Whole whole ->
                intake.accept(new Inbound(
                        ids.next(clock.instant()),
                        name(),
                        Channel.SMS,
                        whole.from(),
                        whole.to(),
                        whole.body(),
                        clock.instant()));
            case MoReader.Mo.Piece piece -> part(piece);
        };
    }

    /// A part is acknowledged when it is stored; the one that completes the message, when the whole message
    /// is.
    private CompletionStage<?> part(MoReader.Mo.Piece piece) {
        Part part;
        Optional<MoJoiner.Group> whole;
        synchronized (joiner) {
            String inbound = joiner.inbound(piece.origin()).orElseGet(() -> ids.next(clock.instant()));
            part = new Part(
                    inbound, piece.origin(), piece.number(), piece.bytes(), piece.dataCoding(), clock.instant());
            whole = joiner.add(part, part.at());
        }
        if (whole.isEmpty()) {
            return store.store(part);
        }
        MoJoiner.Group group = whole.get();
        return accept(group).whenComplete((done, failure) -> {
            if (failure == null) {
                forget(group);
            } else {
                synchronized (joiner) {
                    joiner.withdraw(group, part.number());
                    joiner.giveBack(group, clock.instant().plus(carrier.timers().join()));
                }
            }
        });
    }

    private void handOver(MoJoiner.Group group) {
        accept(group).whenComplete((done, failure) -> {
            if (failure == null) {
                forget(group);
            } else {
                LOG.warn("{}: a joined message was not stored, again later: {}", name(), Failure.describe(failure));
                synchronized (joiner) {
                    joiner.giveBack(group, clock.instant().plus(AGAIN));
                }
            }
        });
    }

    private CompletionStage<?> accept(MoJoiner.Group group) {
        if (!group.whole()) {
            partial.increment();
        }
        try {
            return intake.accept(new Inbound(
                    group.inbound(),
                    name(),
                    Channel.SMS,
                    group.origin().from(),
                    group.origin().to(),
                    group.body(carrier),
                    clock.instant()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void forget(MoJoiner.Group group) {
        store.remove(group.inbound(), group.origin()).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{}: parts of a joined message were not dropped: {}", name(), Failure.describe(failure));
            }
        });
    }

    private String name() {
        return carrier.name();
    }

    /// Messages from senders that are no number.
    long unanswerable() {
        return unanswerable.sum();
    }

    /// Messages handed over with parts missing.
    long partial() {
        return partial.sum();
    }

    /// Receipts that named no message.
    long receiptsWithoutId() {
        return withoutId.sum();
    }

    /// Parts held now.
    int parts() {
        synchronized (joiner) {
            return joiner.held();
        }
    }
}
