package org.linja.redis;

import java.util.HashMap;
import java.util.Map;

/// What the Redis in use promises of a change that was acknowledged, as read from its settings at start.
public sealed interface Durability {

    /// The promise in one line, for the log and the health page.
    String says();

    /// The change was on disk before it was acknowledged: it survives a crash and a power cut.
    record EveryWrite(String says, int replicas) implements Durability {}

    /// The change is on disk a second later: it survives a crash of Redis, and up to a second of changes is lost
    /// when the machine fails.
    record EverySecond(String says, int replicas) implements Durability {}

    /// Acknowledged changes can be lost, so an SOS could be; production does not start on it.
    ///
    /// @param remedy what to set
    record TooWeak(String says, String remedy) implements Durability {}

    /// Reads the settings.
    ///
    /// @throws StoreFailed when Redis does not answer
    static Durability of(RedisLink link) {
        Map<String, String> facts = new HashMap<>();
        for (String section : new String[] {"replication", "persistence", "memory"}) {
            facts.putAll(pairs(link.await("INFO", link.commands().info(section))));
        }
        try {
            facts.putAll(link.await("CONFIG GET", link.commands().configGet("appendfsync")));
        } catch (StoreFailed notAllowedByThisProvider) {
            facts.put("appendfsync", "unknown");
        }
        return judge(facts);
    }

    /// @param facts lines of INFO, and `appendfsync` (`unknown` when it may not be read)
    static Durability judge(Map<String, String> facts) {
        int replicas = Integer.parseInt(facts.getOrDefault("connected_slaves", "0"));
        String fsync = facts.getOrDefault("appendfsync", "unknown");
        String copies = replicas == 0 ? "" : "; replicas: " + replicas + ", an SOS waits for one";
        if ("slave".equals(facts.get("role"))) {
            return new TooWeak(
                    "Redis: this is a replica, which takes no changes",
                    "give the address of the primary, or of the sentinels");
        }
        if (!"1".equals(facts.get("aof_enabled"))) {
            return new TooWeak(
                    "Redis: no append-only file; changes since the last snapshot are lost when it ends",
                    "set 'appendonly yes' and 'appendfsync always'");
        }
        if (!"0".equals(facts.getOrDefault("maxmemory", "0")) && !"noeviction".equals(facts.get("maxmemory_policy"))) {
            return new TooWeak(
                    "Redis: it throws keys away when its memory is full (" + facts.get("maxmemory_policy") + ")",
                    "set 'maxmemory-policy noeviction'");
        }
        return switch (fsync) {
            case "always" ->
                new EveryWrite(
                        "Redis: every change is on disk before it is acknowledged (appendfsync always)" + copies,
                        replicas);
            case "everysec" ->
                new EverySecond(
                        "Redis: a change is on disk within a second (appendfsync everysec); a power cut can lose that second"
                                + copies,
                        replicas);
            case "unknown" ->
                new EverySecond(
                        "Redis: append-only file is on, how often it reaches the disk may not be read; taken as every second"
                                + copies,
                        replicas);
            default ->
                new TooWeak(
                        "Redis: the system decides when changes reach the disk (appendfsync " + fsync + ")",
                        "set 'appendfsync always' or 'everysec'");
        };
    }

    private static Map<String, String> pairs(String info) {
        Map<String, String> pairs = new HashMap<>();
        info.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                pairs.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return pairs;
    }
}
