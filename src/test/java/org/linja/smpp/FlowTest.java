package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;

/// Rates, pauses and windows, each on a clock that the test moves.
class FlowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    @Test
    void aRateIsKeptOverAnySpanAndItsReserveIsLeftForSos() {
        Pace pace = new Pace(100, 0.2, 0);
        int ordinary = 0;
        int sos = 0;
        for (long now = 0; now < 10 * SECOND; now += MILLISECOND) {
            ordinary += pace.take(false, now) ? 1 : 0;
        }
        for (long now = 10 * SECOND; now < 20 * SECOND; now += MILLISECOND) {
            while (pace.take(false, now)) {
                ordinary++;
            }
            if (pace.take(true, now)) {
                sos++;
            }
        }
        assertThat(ordinary).isBetween(799, 1620);
        assertThat(sos).isGreaterThanOrEqualTo(200);
        assertThat(ordinary + sos).isLessThanOrEqualTo(2010);
    }

    @Test
    void oneSecondNeverHoldsMoreThanTheRateAndATenth() {
        Pace pace = new Pace(50, 0, 0);
        int taken = 0;
        for (long now = 60 * SECOND; now < 61 * SECOND; now += MILLISECOND) {
            while (pace.take(true, now)) {
                taken++;
            }
        }
        assertThat(taken).isBetween(50, 55);
    }

    @Test
    void aPauseDoublesWithEachRequestAndShrinksWithEachSuccess() {
        Patience patience = new Patience(Duration.ofSeconds(1));
        patience.throttled(0);
        patience.throttled(1);
        assertThat(patience.pausing(19 * MILLISECOND)).isTrue();
        assertThat(patience.pausing(20 * MILLISECOND)).isFalse();
        patience.throttled(20 * MILLISECOND);
        assertThat(patience.pausing(59 * MILLISECOND)).isTrue();
        assertThat(patience.pausing(60 * MILLISECOND)).isFalse();
        for (int i = 0; i < 8; i++) {
            patience.accepted();
        }
        patience.throttled(SECOND);
        assertThat(patience.pausing(SECOND + 20 * MILLISECOND)).isFalse();
        long now = 2 * SECOND;
        for (int i = 0; i < 20; i++) {
            patience.throttled(now);
            now += SECOND;
        }
        assertThat(patience.pausing(now)).isFalse();
    }

    @Test
    void theFirstReconnectIsQuickAndTheNextOnesGrowWithJitter() {
        Reconnect reconnect = new Reconnect(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(7));
        long[] whole = {100, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};
        List<Long> pauses = new ArrayList<>();
        for (long expected : whole) {
            long pause = reconnect.next().toMillis();
            pauses.add(pause);
            assertThat(pause).isBetween(expected / 2, expected);
        }
        assertThat(pauses.get(8)).isNotEqualTo(pauses.get(7));
        reconnect.lasted(Duration.ofSeconds(3));
        assertThat(reconnect.next().toMillis()).isGreaterThanOrEqualTo(30_000);
        reconnect.lasted(Duration.ofSeconds(10));
        assertThat(reconnect.next().toMillis()).isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,        000000000001000R",
        "PT-5S,       000000000001000R",
        "PT1.9S,      000000000001000R",
        "PT90M,       000000013000000R",
        "P1DT1H1M1S,  000001010101000R",
        "P90D,        000030000000000R"
    })
    void aValidityIsNeverLongerThanAskedFor(Duration period, String written) {
        assertThat(Validity.of(period)).isEqualTo(written).hasSize(16);
    }

    /// A line that writes nothing and remembers the sequence numbers.
    private static final class Wire implements Departures.Track {
        private final Flying flying = new Flying();
        private final List<Segment> written = new ArrayList<>();
        private boolean closing;

        @Override
        public Flying flying() {
            return flying;
        }

        @Override
        public boolean write(Segment segment) {
            if (closing) {
                return false;
            }
            written.add(segment);
            flying.put(written.size(), segment);
            return true;
        }
    }

    @Test
    void aThrottledSegmentIsGivenBackInTheEnd() {
        AtomicLong clock = new AtomicLong();
        Departures departures = new Departures(Gateway.carrier("window: 1\nthrottle-pause: 1s\n", 1), clock::get);
        Wire wire = new Wire();
        departures.up(wire);
        List<SendResult> told = new ArrayList<>();
        departures.send(List.of(new byte[16]), Lane.REPLY, false, told::add);
        int tries = 0;
        while (told.isEmpty()) {
            tries++;
            departures.answered(wire, wire.written.size(), Statuses.THROTTLED, "");
            clock.addAndGet(SECOND);
            departures.tick();
        }
        assertThat(tries).isBetween(55, 62);
        assertThat(told).singleElement().isInstanceOf(SendResult.Retry.class);
        assertThat(departures.underWay()).isZero();
    }

    @Test
    void anAlertThatIsAskedForPatienceGoesBackToBeJudgedAnewAndAnAnswerWaits() {
        Departures departures = new Departures(Gateway.carrier("", 1), () -> 0);
        Wire wire = new Wire();
        departures.up(wire);
        List<SendResult> alert = new ArrayList<>();
        List<SendResult> answer = new ArrayList<>();
        departures.send(List.of(new byte[16]), Lane.SOS, true, alert::add);
        departures.send(List.of(new byte[16]), Lane.SOS, false, answer::add);
        departures.answered(wire, 1, Statuses.THROTTLED, "");
        departures.answered(wire, 2, Statuses.THROTTLED, "");
        assertThat(alert).singleElement().isInstanceOf(SendResult.Retry.class);
        assertThat(answer).isEmpty();
    }

    @Test
    void aLineThatClosesWhileWritingLeavesItsSegmentToTheNext() {
        Departures departures = new Departures(Gateway.carrier("", 1), () -> 0);
        Wire closing = new Wire();
        Wire open = new Wire();
        closing.closing = true;
        departures.up(closing);
        departures.up(open);
        List<SendResult> told = new ArrayList<>();
        departures.send(List.of(new byte[16]), Lane.SOS, false, told::add);
        assertThat(open.written).hasSize(1);
        departures.down(closing, "gone");
        assertThat(told).isEmpty();
        departures.answered(open, 1, Statuses.OK, "0A");
        assertThat(told).containsExactly(new SendResult.Accepted(List.of("a")));
    }

    @Test
    void theLastLinesWaitingSegmentsAreGivenBackAndItsWrittenOnesAreUnknown() {
        Departures departures = new Departures(Gateway.carrier("window: 1\n", 1), () -> 0);
        Wire wire = new Wire();
        departures.up(wire);
        List<SendResult> told = new ArrayList<>();
        departures.send(List.of(new byte[16], new byte[16]), Lane.REPLY, false, told::add);
        departures.down(wire, "gone");
        assertThat(told).singleElement().isInstanceOf(SendResult.Unknown.class);
        departures.send(List.of(new byte[16]), Lane.REPLY, false, told::add);
        assertThat(told.getLast()).isInstanceOf(SendResult.Retry.class);
        departures.answered(wire, 1, Statuses.OK, "1");
        assertThat(departures.lateCount()).isEqualTo(1);
        assertThat(told).hasSize(2);
    }

    @Test
    void lowerLanesLeaveFirstWhateverTheirAge() {
        AtomicLong clock = new AtomicLong();
        Departures departures = new Departures(Gateway.carrier("window: 3\nsos-share: 0\n", 1), clock::get);
        Wire wire = new Wire();
        departures.up(wire);
        byte[] news = {9};
        byte[] reply = {2};
        byte[] sos = {0};
        departures.send(List.of(news), Lane.BROADCAST, false, result -> {});
        departures.send(List.of(reply), Lane.REPLY, false, result -> {});
        departures.send(List.of(sos), Lane.SOS, false, result -> {});
        for (int sequence = 1; sequence <= 3; sequence++) {
            departures.answered(wire, sequence, Statuses.THROTTLED, "");
        }
        clock.addAndGet(SECOND);
        departures.tick();
        assertThat(wire.written.subList(3, 6)).extracting(Segment::pdu).containsExactly(sos, reply, news);
    }

    @Test
    void theOutcomeOfPartsIsTheWorstThatMatters() {
        SendResult taken = new SendResult.Accepted(List.of("1"));
        SendResult later = new SendResult.Retry(Duration.ofSeconds(5), "later");
        SendResult muchLater = new SendResult.Retry(Duration.ofSeconds(9), "much later");
        SendResult never = new SendResult.Refused("never", SendResult.Fault.NUMBER);
        SendResult lost = new SendResult.Unknown("lost");
        assertThat(whole(taken, taken)).isEqualTo(new SendResult.Accepted(List.of("1", "1")));
        assertThat(whole(later, muchLater, later)).isEqualTo(muchLater);
        assertThat(whole(taken, later)).isInstanceOf(SendResult.Unknown.class);
        assertThat(whole(later, lost)).isEqualTo(lost);
        assertThat(whole(taken, never, lost)).isEqualTo(never);
    }

    private static SendResult whole(SendResult... parts) {
        List<SendResult> told = new ArrayList<>();
        Attempt attempt = new Attempt(parts.length, told::add);
        for (int i = parts.length - 1; i >= 0; i--) {
            attempt.finished(i, parts[i]);
            attempt.finished(i, new SendResult.Unknown("told twice"));
        }
        assertThat(told).hasSize(1);
        return told.getFirst();
    }
}
