package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linja.ledger.Change;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.testkit.RealRedis;

/// How long it is kept what staff did (R38), against a real Redis and a clock of the test's.
@ExtendWith(RealRedis.class)
class RedisAuditTest {
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(731);

    @Test
    void whatIsOlderThanTwoYearsIsTakenOffAndTheChainHoldsOverTheCut(RedisLink link) {
        Keyring keyring = TestKeys.ring();
        Seal seal = new Seal(keyring);
        RedisAudit audit = new RedisAudit(link, Partitions.ONE, seal);
        RedisLedger ledger =
                new RedisLedger(link, Partitions.ONE, new Fingerprints(keyring), seal, RedisLedger.Retention.DEFAULT);
        // One line a day, for 1,100 days.
        for (int i = 0; i < 1100; i++) {
            Instant day = NOW.minus(1100 - i, ChronoUnit.DAYS);
            ledger.commit(Change.of(0).audit(AuditLine.of(day, "arta", Act.ACCEPTED)));
        }
        assertThat(audit.newest(2000).unbroken()).isTrue();
        assertThat(audit.cut(NOW.minus(KEPT))).isEqualTo(1100 - 731);
        var log = audit.newest(2000);
        assertThat(log.lines()).hasSize(731);
        assertThat(log.lines().getFirst().at()).isEqualTo(NOW.minus(KEPT));
        assertThat(log.unbroken()).isTrue();
        assertThat(audit.cut(NOW.minus(KEPT))).isZero();

        ledger.commit(Change.of(0).audit(AuditLine.of(NOW, "arta", Act.CLOSED)));
        assertThat(audit.newest(2000).unbroken()).isTrue();
        assertThat(audit.cut(NOW.plus(KEPT)))
                .as("the newest line stays, for the next to be chained to")
                .isEqualTo(731);
        ledger.commit(Change.of(0).audit(AuditLine.of(NOW, "arta", Act.BACK)));
        assertThat(audit.newest(10).lines()).hasSize(2);
        assertThat(audit.newest(10).unbroken()).isTrue();

        link.await("lpop", link.commands().lpop(Keys.audit(0)));
        assertThat(audit.newest(10).unbroken())
                .as("a line taken out by hand shows")
                .isFalse();
    }
}
