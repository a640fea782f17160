package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.BroadcastSettings.Replies;

/// How fast messages go: in segments a second, and no faster than people can answer what comes back.
class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Pace pace = new Pace(20, NOW);

    private int inOneSecond(int segmentsEach) {
        int sent = 0;
        for (int beat = 1; beat <= 50; beat++) {
            int room = pace.room(NOW.plusMillis(20L * beat));
            if (room > 0) {
                sent += segmentsEach;
                pace.take(segmentsEach);
            }
        }
        return sent;
    }

    @Test
    void keepsToItsRate() {
        assertThat(inOneSecond(1)).isBetween(19, 22);
    }

    @Test
    void aLongMessageIsPaidForInFull() {
        assertThat(inOneSecond(3)).isBetween(18, 24);
    }

    @Test
    void savesUpNoMoreThanAFifthOfASecond() {
        assertThat(pace.room(NOW.plus(Duration.ofHours(1)))).isEqualTo(4);
    }

    @Test
    void withoutALimitThereIsAlwaysRoom() {
        assertThat(new Pace(0, NOW).room(NOW)).isEqualTo(Integer.MAX_VALUE);
        assertThat(new Pace(Double.POSITIVE_INFINITY, NOW).room(NOW)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whatPeopleCanAnswerLimitsIt() {
        assertThat(new Replies(0.02, 6, 5).bearable())
                .as("six answers a minute, one from each fifty")
                .isEqualTo(5);
        assertThat(new Replies(0.02, 0, 5).bearable()).isInfinite();
    }
}
