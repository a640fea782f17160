package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.linja.escalation.Alerts;

/// Counts of alerts, and the digests that stand for those over the limit.
public final class RedisAlerts implements Alerts {
    private static final Script<Long> ADMIT = Script.number("alerts_admit");
    private static final Script<List<byte[]>> TAKE = Script.list("digests_take");

    private final RedisLink link;

    /// Over one link.
    public RedisAlerts(RedisLink link) {
        this.link = link;
    }

    @Override
    public int admit(String name, int wanted, int perMinute, Instant now) {
        return Math.toIntExact(link.run(
                ADMIT,
                new String[] {Keys.alertsThisMinute(name), Keys.digests()},
                Keys.bytes(name),
                Keys.bytes(wanted),
                Keys.bytes(perMinute),
                Keys.bytes(now)));
    }

    @Override
    public List<String> takeDigests(Instant now, Duration lease) {
        return link.run(TAKE, new String[] {Keys.digests()}, Keys.bytes(now), Keys.bytes(now.plus(lease))).stream()
                .map(Keys::text)
                .toList();
    }

    @Override
    public void digestWritten(String name) {
        link.await("zrem", link.commands().zrem(Keys.digests(), Keys.bytes(name)));
    }
}
