package org.linja.smpp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jsmpp.PDUStringException;
import org.linja.dialog.UssdDesk;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.work.Failure;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The USSD sessions of one carrier: what comes in goes to the desk, its page goes back in the same session. What comes
/// in is acknowledged when the desk has answered.
final class UssdLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UssdLine.class);
    private static final int MOST = 10_000;
    /// A page that finds no room is tried again until nobody can be waiting for it any more.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int TRIES = 60;

    private final Carrier carrier;
    private final UssdDesk desk;
    private final Departures departures;
    private final UssdWriter writer;
    private final Work work;
    private final LongAdder lost = new LongAdder();

    UssdLine(Carrier carrier, UssdDesk desk, Departures departures) {
        this.carrier = carrier;
        this.desk = desk;
        this.departures = departures;
        this.writer = new UssdWriter(carrier);
        this.work = new Work("ussd-" + carrier.name(), MOST);
    }

    /// Takes an arrival that [UssdReader#isUssd].
    ///
    /// @return completes with the command_status to answer with; never exceptionally
    CompletionStage<Integer> take(Arrival arrival) {
        return switch (UssdReader.read(arrival, carrier)) {
            case UssdReader.Ussd.Nothing _ -> CompletableFuture.completedStage(Statuses.OK);
            case UssdReader.Ussd.Event event -> {
                CompletableFuture<Integer> status = new CompletableFuture<>();
                if (!work.offer(() -> answer(event, status))) {
                    status.complete(full(event));
                }
                yield status;
            }
        };
    }

    /// She is shown the last page rather than nothing; that a session is over the network may tell again.
    private int full(UssdReader.Ussd.Event event) {
        return switch (event.event()) {
            case UssdEvent.Begin _, UssdEvent.Reply _ -> {
                show(desk.noRoom(event.event()), event.way());
                yield Statuses.OK;
            }
            case UssdEvent.End _, UssdEvent.Timeout _ -> Statuses.THROTTLED;
        };
    }

    private void answer(UssdReader.Ussd.Event event, CompletableFuture<Integer> status) {
        Optional<UssdPage> page;
        try {
            page = desk.answer(event.event());
        } catch (RuntimeException e) {
            LOG.error("{}: a USSD step was not taken: {}", carrier.name(), Failure.describe(e));
            status.complete(Statuses.TRY_LATER);
            return;
        }
        status.complete(Statuses.OK);
        page.ifPresent(shown -> show(shown, event.way()));
    }

    private void show(UssdPage page, UssdReader.Way way) {
        try {
            send(writer.write(page, way), 1);
        } catch (PDUStringException e) {
            lost.increment();
            LOG.warn("{}: a USSD page fits no PDU ({})", carrier.name(), Statuses.name(e.getErrorCode()));
        }
    }

    private void send(byte[] pdu, int attempt) {
        departures.send(List.of(pdu), Lane.REPLY, false, result -> {
            boolean again = result instanceof SendResult.Retry && attempt < TRIES;
            if (again) {
                Thread.startVirtualThread(() -> {
                    if (paused()) {
                        send(pdu, attempt + 1);
                    }
                });
            } else if (!(result instanceof SendResult.Accepted)) {
                lost.increment();
                LOG.debug("{}: a USSD page did not arrive: {}", carrier.name(), result);
            }
        });
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Pages that did not arrive: the session had ended before, mostly.
    long lost() {
        return lost.sum();
    }

    @Override
    public void close() {
        work.close(Duration.ofSeconds(5));
    }
}
