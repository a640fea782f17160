package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.Inbound;
import org.linja.ledger.Change;
import org.linja.testkit.RealRedis;

/// What the spool kept, against a real Redis: back in its order, urgent, and once, whenever a process dies.
@ExtendWith(RealRedis.class)
class RedisRecoveryTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    private RedisInbox inbox;
    private RedisRecovery recovery;
    private RedisLedger ledger;
    private Seal seal;

    @BeforeEach
    void open(RedisLink link) {
        Keyring keyring = TestKeys.ring();
        seal = new Seal(keyring);
        Fingerprints fingerprints = new Fingerprints(keyring);
        inbox = new RedisInbox(link, Partitions.ONE, fingerprints, seal);
        recovery = new RedisRecovery(link, Partitions.ONE, fingerprints, seal);
        ledger = new RedisLedger(link, Partitions.ONE, fingerprints, seal, RedisLedger.Retention.DEFAULT);
    }

    private static Inbound sos(String id, int second) {
        return new Inbound(
                id,
                "c",
                Channel.SMS,
                new Msisdn("38344000201"),
                "55111",
                new Inbound.Body.Text("SOS", false),
                Instant.ofEpochSecond(NOW.getEpochSecond() - 600 + second));
    }

    private List<String> taken() {
        return inbox.take(NOW, LEASE, 100).stream().map(Inbound::id).toList();
    }

    private void answered(String id) {
        ledger.commit(Change.of(0).finishing(id));
    }

    @Test
    void itComesBackInTheOrderOfItsArrivalBeforeAllOthers() {
        inbox.store(sos("ordinary", 0), false, NOW.minusSeconds(900), Duration.ZERO);
        recovery.putBack(List.of(sos("z", 1), sos("a", 2), sos("m", 3)));
        assertThat(taken()).containsExactly("z", "a", "m", "ordinary");
    }

    @Test
    void aProcessKilledBetweenReplayAndRemovalAnswersNobodyTwice() {
        DiskSpool first = DiskSpool.open(folder, seal, 1 << 20);
        first.keep(sos("a", 1));
        first.keep(sos("b", 2));
        try {
            first.replay(slice -> {
                recovery.putBack(slice);
                throw new IllegalArgumentException("killed here");
            });
        } catch (IllegalArgumentException killed) {
            first.close();
        }
        assertThat(taken()).containsExactly("a", "b");
        answered("a");
        try (DiskSpool second = DiskSpool.open(folder, seal, 1 << 20)) {
            assertThat(second.replay(recovery::putBack)).isEqualTo(2);
            assertThat(second.empty()).isTrue();
        }
        inbox.take(NOW.plus(LEASE), LEASE, 10)
                .forEach(left -> assertThat(left.id()).isEqualTo("b"));
    }

    @Test
    void oneThatTheStoreTookAfterAllIsThereOnceAndKnowsThatItWasConfirmed() {
        inbox.store(sos("a", 1), true, NOW, LEASE);
        recovery.putBack(List.of(sos("a", 1).asConfirmed()));
        assertThat(inbox.take(NOW, LEASE, 10)).containsExactly(sos("a", 1).asConfirmed());
        assertThat(taken()).isEmpty();
    }
}
