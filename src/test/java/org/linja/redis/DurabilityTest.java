package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurabilityTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # aof, fsync,   role,   maxmemory, policy,       replicas, result,      says or remedy
            1,     always,   master, 0,         noeviction,   0,        EveryWrite,  on disk before it is acknowledged
            1,     always,   master, 0,         allkeys-lru,  0,        EveryWrite,  on disk before it is acknowledged
            1,     always,   master, 1000,      noeviction,   2,        EveryWrite,  replicas: 2
            1,     everysec, master, 0,         noeviction,   0,        EverySecond, a power cut can lose that second
            1,     -,        master, 0,         noeviction,   0,        EverySecond, may not be read
            1,     no,       master, 0,         noeviction,   0,        TooWeak,     'appendfsync always'
            0,     always,   master, 0,         noeviction,   0,        TooWeak,     'appendonly yes'
            1,     always,   slave,  0,         noeviction,   0,        TooWeak,     the address of the primary
            1,     always,   master, 1000,      volatile-lru, 0,        TooWeak,     'maxmemory-policy noeviction'
            """)
    void whatTheSettingsPromise(
            String aof,
            @Nullable String fsync,
            String role,
            String maxmemory,
            String policy,
            String replicas,
            String result,
            String words) {
        Map<String, String> facts = new HashMap<>(Map.of(
                "aof_enabled", aof,
                "role", role,
                "maxmemory", maxmemory,
                "maxmemory_policy", policy,
                "connected_slaves", replicas));
        if (fsync != null) {
            facts.put("appendfsync", fsync);
        }
        Durability durability = Durability.judge(facts);
        assertThat(durability.getClass().getSimpleName()).isEqualTo(result);
        String told = switch (durability) {
            case Durability.TooWeak weak -> weak.remedy();
            case Durability.EveryWrite every -> every.says();
            case Durability.EverySecond second -> second.says();
        };
        assertThat(told).contains(words);
    }
}
