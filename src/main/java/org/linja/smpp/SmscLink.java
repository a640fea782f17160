package org.linja.smpp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jsmpp.bean.BindType;
import org.jspecify.annotations.Nullable;
import org.linja.dialog.Intake;
import org.linja.dialog.PartStore;
import org.linja.dialog.UssdDesk;
import org.linja.outbox.Cleared;
import org.linja.outbox.DeliveryReports;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.outbox.Sender;
import org.linja.work.Ticker;

/// The link to one carrier over SMPP 3.4: all its binds, what goes out and what comes in.
///
/// Outcomes are told once each: `Accepted` when every segment was; `Retry` when nothing left; `Refused` when
/// sending the same again cannot help; `Unknown` when a line or the time was lost with segments on the wire.
public final class SmscLink implements Sender, AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final Carrier carrier;
    private final InstantSource clock;
    private final MtWriter writer;
    private final Departures departures;
    private final Arrivals arrivals;
    private final List<Bind> binds = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Ticker ticker;
    private @Nullable UssdLine ussd;

    /// Makes the link; nothing is connected before [#start].
    ///
    /// @param intake where messages go
    /// @param reports where delivery receipts go
    /// @param parts where parts of long messages are kept
    /// @param clock for the time messages came
    public SmscLink(Carrier carrier, Intake intake, DeliveryReports reports, PartStore parts, InstantSource clock) {
        this.carrier = carrier;
        this.clock = clock;
        this.writer = new MtWriter(carrier);
        this.departures = new Departures(carrier, System::nanoTime);
        this.arrivals = new Arrivals(carrier, intake, reports, parts, clock);
        for (int i = 1; i <= carrier.binds(); i++) {
            switch (carrier.bind()) {
                case TRANSCEIVER -> bind("trx-" + i, BindType.BIND_TRX);
                case SEPARATE -> {
                    bind("tx-" + i, BindType.BIND_TX);
                    bind("rx-" + i, BindType.BIND_RX);
                }
            }
        }
    }

    private void bind(String suffix, BindType type) {
        binds.add(new Bind(carrier.name() + "-" + suffix, carrier, type, departures, arrivals, this::roomGrew));
    }

    /// Has USSD sessions answered by that desk. Before [#start].
    public SmscLink answering(UssdDesk desk) {
        UssdLine line = new UssdLine(carrier, desk, departures);
        arrivals.answering(line);
        ussd = line;
        return this;
    }

    /// Takes up the parts kept from before, then connects in the background and keeps connected until
    /// [#close]. Once.
    public void start() {
        arrivals.restore();
        ticker = new Ticker("smpp-" + carrier.name(), BEAT, clock, now -> tick());
        binds.forEach(Bind::start);
    }

    private void tick() {
        binds.forEach(Bind::tick);
        arrivals.tick();
        if (departures.tick()) {
            roomGrew();
        }
    }

    private void roomGrew() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public String carrier() {
        return carrier.name();
    }

    @Override
    public int room(Lane lane) {
        return departures.room(lane);
    }

    @Override
    public void send(Cleared message, Consumer<SendResult> done) {
        switch (writer.write(message)) {
            case MtWriter.Written.Impossible impossible -> done.accept(impossible.why());
            case MtWriter.Written.Segmented written ->
                departures.send(
                        written.pdus(),
                        message.lane(),
                        message.fleeting(),
                        carrier.receipts() ? done : result -> done.accept(expectingNothing(result)));
        }
    }

    /// Where no receipts are asked for, none is waited for.
    private static SendResult expectingNothing(SendResult result) {
        return result instanceof SendResult.Accepted ? new SendResult.Accepted(List.of()) : result;
    }

    @Override
    public void onRoom(Runnable listener) {
        listeners.add(listener);
    }

    /// How it is doing now.
    public LinkStatus status() {
        Duration silence =
                binds.stream().map(Bind::silence).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return new LinkStatus(
                carrier.name(),
                (int) binds.stream().filter(Bind::bound).count(),
                binds.size(),
                departures.underWay(),
                departures.window(),
                departures.throttledCount(),
                departures.unknownCount(),
                departures.lateCount(),
                arrivals.parts(),
                arrivals.partial(),
                arrivals.unanswerable(),
                arrivals.receiptsWithoutId(),
                clock.instant().minus(silence),
                binds.stream()
                        .map(Bind::problem)
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /// Takes nothing new, gives what is under way a moment to be answered, unbinds and closes. What is still
    /// unanswered then is told as unknown.
    @Override
    public void close() {
        UssdLine line = ussd;
        if (line != null) {
            line.close();
        }
        departures.close();
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (departures.underWay() > 0 && System.nanoTime() - end < 0) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        List<Thread> closing = binds.stream()
                .map(bind -> Thread.ofVirtual().start(bind::close))
                .toList();
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (ticker != null) {
            ticker.close();
        }
    }
}
