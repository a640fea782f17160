package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.dialog.UssdSessions.Broken;
import org.linja.dialog.UssdSessions.Key;
import org.linja.dialog.UssdSessions.Stored;
import org.linja.dialog.UssdState;
import org.linja.flow.Session;
import org.linja.flow.UssdConversation.Place;
import org.linja.testkit.RealRedis;
import org.linja.text.PageLimit;
import org.linja.text.Tone;

/// USSD sessions against a real Redis: written once per version, found when silent, gone when over.
@ExtendWith(RealRedis.class)
class RedisUssdTest {
    private static final Msisdn ANNA = new Msisdn("38344000201");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Session PLACE = new Session(
            "hotline", "safe-time", Map.of("language", "sq"), List.of("main"), 1, List.of("now", "never"), NOW);

    private RedisLink link;
    private RedisUssd ussd;
    private Key key;

    @BeforeEach
    void open(RedisLink shared) {
        link = shared;
        Keyring keyring = TestKeys.ring();
        ussd = new RedisUssd(link, Partitions.ONE, new Fingerprints(keyring), new Seal(keyring));
        key = ussd.key(session("7", ANNA));
    }

    @Test
    void what_is_written_is_read_again() {
        UssdState state = state(true);
        assertThat(ussd.write(key, state, 0, NOW)).isTrue();
        Stored stored = ussd.read(key).orElseThrow();
        assertThat(stored).isEqualTo(new Stored(key, state, 1));
        assertThat(ussd.find(key).stored()).contains(stored);
    }

    @Test
    void whoever_was_overtaken_is_told() {
        assertThat(ussd.write(key, state(true), 0, NOW)).isTrue();
        assertThat(ussd.write(key, state(true), 0, NOW)).isFalse();
        assertThat(ussd.write(key, state(true), 1, NOW)).isTrue();
        assertThat(ussd.close(key, state(false), 1, Optional.empty())).isFalse();
        assertThat(ussd.read(key).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void a_silent_session_is_taken_once_and_again_when_the_lease_is_over() {
        UssdState state = state(true);
        ussd.write(key, state, 0, NOW);
        Duration lease = Duration.ofSeconds(30);
        assertThat(ussd.takeSilent(NOW.minusMillis(1), lease, 10)).isEmpty();
        assertThat(ussd.takeSilent(NOW, lease, 10)).containsExactly(new Stored(key, state, 1));
        assertThat(ussd.takeSilent(NOW, lease, 10)).isEmpty();
        assertThat(ussd.takeSilent(NOW.plus(lease), lease, 10)).hasSize(1);
        ussd.close(key, state(false), 1, Optional.empty());
        assertThat(ussd.takeSilent(NOW.plus(lease).plus(lease), lease, 10)).isEmpty();
    }

    @Test
    void where_a_session_broke_off_is_known_to_the_next_one_of_that_number_only() {
        ussd.write(key, state(true), 0, NOW);
        ussd.close(key, state(false), 1, Optional.of(new Broken(PLACE, Duration.ofMinutes(3))));
        Key next = ussd.key(session("8", ANNA));
        assertThat(ussd.find(next).broken()).contains(PLACE);
        assertThat(ussd.find(ussd.key(session("8", new Msisdn("38344000202")))).broken())
                .isEmpty();
        ussd.write(next, state(true), 0, NOW);
        assertThat(ussd.find(next).broken()).isEmpty();
    }

    @Test
    void number_and_code_are_the_session_where_the_network_names_none() {
        Key same = ussd.key(session("", ANNA));
        assertThat(ussd.key(session("", ANNA))).isEqualTo(same).isNotEqualTo(key);
        assertThat(ussd.key(session("", new Msisdn("38344000202"))).word()).isNotEqualTo(same.word());
    }

    @Test
    void nothing_of_hers_lies_in_redis_in_clear_and_a_closed_session_does_not_stay() {
        ussd.write(key, state(true), 0, NOW);
        byte[] sealed = link.await("hget", link.commands().hget(Keys.ussd(0, key.word()), "b"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(ANNA.digits())
                .doesNotContain("safe-time");
        ussd.close(key, state(false), 1, Optional.empty());
        assertThat(link.await("pttl", link.commands().pttl(Keys.ussd(0, key.word()))))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(5).toMillis());
    }

    private static UssdEvent.Session session(String id, Msisdn from) {
        return new UssdEvent.Session("c", id, from, "*123#", PageLimit.USUAL);
    }

    private static UssdState state(boolean open) {
        UssdState.Answered last = new UssdState.Answered(false, "3", "2", new UssdPage("Question?", !open), NOW);
        UssdState.Open still = new UssdState.Open(
                ANNA,
                "c",
                "*123#",
                new Place(PLACE, List.of("Question?", "more"), 1, false),
                Tone.EXPLICIT,
                true,
                Map.of("consent", "yes"),
                Optional.of(PLACE));
        return new UssdState(open ? Optional.of(still) : Optional.empty(), last);
    }
}
