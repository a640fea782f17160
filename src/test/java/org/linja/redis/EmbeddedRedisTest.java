package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linja.testkit.Processes;
import org.linja.testkit.RealRedis;

@ExtendWith(RealRedis.class)
class EmbeddedRedisTest {
    private static final Script<Long> COUNT = Script.number("test-count");

    @Test
    void killedRedisComesBackWithWhatItAcknowledged(EmbeddedRedis redis, RedisLink link) {
        for (int i = 1; i <= 3; i++) {
            assertThat(link.run(COUNT, new String[] {"{p0}:count"}, "1".getBytes()))
                    .isEqualTo(i);
            int before = redis.restarts();
            Processes.kill(redis);
            Processes.await("a restart", () -> redis.restarts() > before);
        }
        assertThat(link.run(COUNT, new String[] {"{p0}:count"}, "1".getBytes())).isEqualTo(4);
    }
}
