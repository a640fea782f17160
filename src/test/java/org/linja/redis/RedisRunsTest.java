package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.broadcast.Fate;
import org.linja.broadcast.Progress;
import org.linja.broadcast.RunStore;
import org.linja.broadcast.RunStore.Finished;
import org.linja.broadcast.RunStore.Outcome;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.RunStore.Slice;
import org.linja.broadcast.RunStore.Taken;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;
import org.linja.outbox.Delivery;
import org.linja.outbox.DeliveryReport;
import org.linja.testkit.RealRedis;

/// Runs of broadcasts against a real Redis: claimed once, settled once, counted exactly, whatever is done twice.
@ExtendWith(RealRedis.class)
class RedisRunsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String MONTH = "2026-11";

    private RedisLink link;
    private RedisRuns runs;
    private RedisSubscribers subscribers;
    private Fingerprints fingerprints;

    @BeforeEach
    void open(RedisLink shared) {
        link = shared;
        Keyring keyring = TestKeys.ring();
        Seal seal = new Seal(keyring);
        fingerprints = new Fingerprints(keyring);
        runs = new RedisRuns(link, Partitions.ONE, fingerprints, seal);
        subscribers = new RedisSubscribers(link, Partitions.ONE, fingerprints, seal);
    }

    private static Msisdn number(int i) {
        return new Msisdn("38344000%03d".formatted(i));
    }

    private List<Recipient> people(int count) {
        List<Recipient> people = new ArrayList<>();
        List<Subscription> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Recipient(
                    number(i), fingerprints.of(number(i)), i % 3 == 0 ? Language.SR : Language.SQ, "vala", ""));
            asked.add(new Subscription(
                    number(i),
                    Topic.HEALTH,
                    Optional.of(Language.SQ),
                    "",
                    "",
                    "paper",
                    "form",
                    NOW,
                    Optional.empty(),
                    NOW));
        }
        subscribers.adopt(subscribers.stage(asked));
        runs.clear("run", List.of("vala", "ipko"));
        for (int chunk = 0; chunk * RunStore.CHUNK < count; chunk++) {
            List<Recipient> sheet =
                    people.subList(chunk * RunStore.CHUNK, Math.min(count, (chunk + 1) * RunStore.CHUNK));
            runs.add("run", 0, chunk, sheet);
            runs.add("run", 0, chunk, sheet);
        }
        return people;
    }

    private Slice slice(List<Recipient> people, String token, int... indexes) {
        return new Slice(
                "run",
                0,
                0,
                indexes,
                IntStream.of(indexes).mapToObj(people::get).toList(),
                token);
    }

    private Taken take(Slice slice) {
        return runs.take(slice, Topic.HEALTH, 2, MONTH, NOW, LEASE);
    }

    private Outcome outcome(List<Recipient> people, int index, Fate fate, String... ids) {
        return new Outcome("run", 0, index, people.get(index).fingerprint(), fate, "vala", List.of(ids));
    }

    private static DeliveryReport receipt(String id, Delivery state) {
        return new DeliveryReport("vala", List.of(id), state, "", Optional.empty());
    }

    @Test
    void whatIsKeptHoldsNoNumberInClear() {
        List<Recipient> people = people(5);
        assertThat(runs.chunk("run", 0, 0)).isEqualTo(people);
        byte[] stored = link.await("hget", link.commands().hget(BroadcastKeys.run(0, "run", 'c'), "0"));
        assertThat(Keys.text(stored)).doesNotContain("38344000");
    }

    @Test
    void aPersonIsClaimedOnceAndTheSameQuestionHasTheSameAnswer() {
        List<Recipient> people = people(3);
        assertThat(take(slice(people, "t1", 0, 1)).fates()).containsOnly(Fate.CLAIMED);
        assertThat(take(slice(people, "t1", 0, 1)).fates())
                .as("the answer was lost on the way")
                .containsOnly(Fate.CLAIMED);
        assertThat(take(slice(people, "t2", 0, 1, 2)).fates()).containsExactly(Fate.QUEUED, Fate.QUEUED, Fate.CLAIMED);
        assertThat(runs.progress("run").count(Fate.CLAIMED)).isEqualTo(3);
    }

    @Test
    void whoEndedMessagesOrWasForgottenOrHadEnoughIsNotClaimed() {
        List<Recipient> people = people(4);
        String stopped = people.get(0).fingerprint().text();
        String forgotten = people.get(1).fingerprint().text();
        link.await("sadd", link.commands().sadd(BroadcastKeys.stop(0), Keys.bytes(stopped)));
        link.await("hdel", link.commands().hdel(BroadcastKeys.topic(0, Topic.HEALTH), forgotten));
        link.await(
                "hset",
                link.commands()
                        .hset(
                                BroadcastKeys.month(0, MONTH),
                                people.get(2).fingerprint().text(),
                                Keys.bytes("2 other")));
        assertThat(take(slice(people, "t", 0, 1, 2, 3)).fates())
                .containsExactly(Fate.OPTED_OUT, Fate.OPTED_OUT, Fate.CAPPED, Fate.CLAIMED);
    }

    @Test
    void theSuppressedStayOutOfALaterImport() {
        link.await(
                "sadd",
                link.commands()
                        .sadd(
                                BroadcastKeys.stop(0),
                                Keys.bytes(fingerprints.of(number(0)).text())));
        people(3);
        List<Msisdn> found = new ArrayList<>();
        subscribers.all(
                Topic.HEALTH,
                MONTH,
                page -> page.forEach(one -> found.add(one.subscription().number())));
        assertThat(found).containsExactlyInAnyOrder(number(1), number(2));
    }

    @Test
    void receiptsOfSeveralSegmentsCountOnceByTheWorst() {
        List<Recipient> people = people(2);
        take(slice(people, "t", 0, 1));
        runs.settle(
                List.of(outcome(people, 0, Fate.SUBMITTED, "a", "b"), outcome(people, 1, Fate.SUBMITTED, "c")),
                List.of(),
                MONTH,
                NOW);
        assertThat(runs.receipts(
                        List.of(
                                receipt("a", Delivery.DELIVERED),
                                receipt("c", Delivery.ENROUTE),
                                receipt("c", Delivery.DELIVERED),
                                receipt("zzz", Delivery.DELIVERED)),
                        List.of("run"),
                        NOW))
                .containsExactly(true, true, true, false);
        assertThat(runs.progress("run").count(Fate.DELIVERED)).isEqualTo(1);
        runs.receipts(List.of(receipt("b", Delivery.EXPIRED)), List.of("run"), NOW);
        assertThat(runs.progress("run").count(Fate.FAILED)).isEqualTo(1);
    }

    @Test
    void claimsOfADeadServerBecomeUnknownAndAReceiptMayStillTell() {
        List<Recipient> people = people(3);
        take(slice(people, "t", 0, 1, 2));
        runs.settle(List.of(outcome(people, 0, Fate.SUBMITTED, "a")), List.of(), MONTH, NOW);
        runs.expire("run", NOW.plus(LEASE).minusMillis(1), NOW);
        assertThat(runs.progress("run").count(Fate.UNKNOWN)).isZero();
        runs.expire("run", NOW.plus(LEASE), NOW);
        assertThat(runs.progress("run").count(Fate.UNKNOWN)).isEqualTo(2);
        assertThat(take(slice(people, "t2", 1, 2)).fates()).containsOnly(Fate.QUEUED);
        runs.settle(List.of(outcome(people, 1, Fate.SUBMITTED, "b")), List.of(), MONTH, NOW);
        assertThat(runs.progress("run").count(Fate.SUBMITTED)).isEqualTo(2);
    }

    @Test
    void aReceiptThatNobodyKnowsTellsOfSomebodyUnknownAndOfNobodyElse() {
        List<Recipient> people = people(4);
        take(slice(people, "t", 0, 1, 2, 3));
        runs.settle(
                List.of(outcome(people, 0, Fate.UNKNOWN), outcome(people, 3, Fate.SUBMITTED, "a")),
                List.of(),
                MONTH,
                NOW);
        runs.expire("run", Instant.MAX, NOW);
        assertThat(runs.progress("run").count(Fate.UNKNOWN)).isEqualTo(3);
        runs.strangers(List.of(late(0), late(1), late(1), late(3), late(99)), List.of("run"), NOW);
        Progress progress = runs.progress("run");
        assertThat(progress.count(Fate.DELIVERED)).isEqualTo(2);
        assertThat(progress.count(Fate.UNKNOWN)).isEqualTo(1);
        assertThat(progress.count(Fate.SUBMITTED)).as("hers has its own id").isEqualTo(1);
    }

    @Test
    void aReceiptThatOvertookItsResponseCountsWhenThatComes() {
        List<Recipient> people = people(3);
        take(slice(people, "t", 0, 1, 2));
        runs.strangers(List.of(receipt("a", Delivery.DELIVERED), receipt("b", Delivery.EXPIRED)), List.of("run"), NOW);
        assertThat(runs.progress("run").count(Fate.CLAIMED)).isEqualTo(3);
        runs.settle(
                List.of(outcome(people, 0, Fate.SUBMITTED, "a"), outcome(people, 1, Fate.SUBMITTED, "b", "c")),
                List.of(),
                MONTH,
                NOW);
        assertThat(runs.progress("run").count(Fate.DELIVERED)).isEqualTo(1);
        assertThat(runs.progress("run").count(Fate.FAILED))
                .as("a part is missing")
                .isZero();
        runs.receipts(List.of(receipt("c", Delivery.DELIVERED)), List.of("run"), NOW);
        assertThat(runs.progress("run").count(Fate.FAILED)).isEqualTo(1);
    }

    private static DeliveryReport late(int person) {
        return new DeliveryReport(
                "vala", List.of("lost" + person), Delivery.DELIVERED, "", Optional.of(number(person)));
    }

    @Test
    void anEndedRunKeepsItsCountsAndForgetsTheNumbers() {
        List<Recipient> people = people(3);
        take(slice(people, "t", 0));
        runs.settle(List.of(outcome(people, 0, Fate.REFUSED)), List.of(), MONTH, NOW);
        runs.cancel("run");
        runs.close("run", Duration.ofDays(30));
        assertThat(runs.progress("run").count(Fate.CANCELLED)).isEqualTo(2);
        assertThat(runs.chunk("run", 0, 0)).isEmpty();
        for (char what : "skn".toCharArray()) {
            assertThat(link.await("ttl", link.commands().ttl(BroadcastKeys.run(0, "run", what))))
                    .isPositive();
        }
    }

    /// Whatever happens, in whatever order and however often: every person has one fate, nobody is claimed again
    /// once she may have been written to, and the counts are those of the letters.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsAreExactAfterAnyHistory(long seed) {
        Random random = new Random(seed);
        int size = 60;
        List<Recipient> people = people(size);
        Map<Integer, Integer> sent = new HashMap<>();
        List<Runnable> done = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            int from = random.nextInt(size - 5);
            int[] indexes = IntStream.range(from, from + 1 + random.nextInt(5)).toArray();
            String token = "t" + step;
            Taken taken = take(slice(people, token, indexes));
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < indexes.length; i++) {
                if (taken.fates().get(i) == Fate.CLAIMED) {
                    Fate fate = List.of(Fate.SUBMITTED, Fate.QUEUED, Fate.UNKNOWN, Fate.REFUSED, Fate.CLAIMED)
                            .get(random.nextInt(5));
                    if (fate != Fate.QUEUED) {
                        sent.merge(indexes[i], 1, Integer::sum);
                    }
                    if (fate != Fate.CLAIMED) {
                        outcomes.add(outcome(people, indexes[i], fate, "id" + indexes[i]));
                    }
                }
            }
            String name = slice(people, token, indexes).name();
            done.add(() -> runs.settle(outcomes, List.of(new Finished("run", 0, name)), MONTH, NOW));
            done.getLast().run();
            if (random.nextInt(4) == 0) {
                // What was answered with a lost connection is sent again: the last one only, as links do.
                done.getLast().run();
            }
            if (random.nextInt(3) == 0) {
                runs.receipts(List.of(receipt("id" + random.nextInt(size), Delivery.DELIVERED)), List.of("run"), NOW);
            }
            if (random.nextInt(10) == 0) {
                runs.expire("run", Instant.MAX, NOW);
            }
        }
        assertThat(sent.values()).as("handed over").allMatch(times -> times == 1);
        Progress progress = runs.progress("run");
        byte[] letters = runs.load("run").getFirst().states();
        for (Fate fate : Fate.values()) {
            long counted = IntStream.range(0, letters.length)
                    .filter(i -> letters[i] == fate.letter())
                    .count();
            assertThat(progress.count(fate)).as(fate.name()).isEqualTo(counted);
        }
        assertThat(progress.people()).isEqualTo(size);
    }
}
