package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.escalation.Vigil;

/// Looks after the ladder, with scripts that the ladder itself does not use.
public final class RedisVigil implements Vigil {
    private static final Script<List<byte[]>> UNATTENDED = Script.list("vigil_unattended");
    private static final Script<List<byte[]>> NOT_WAITING = Script.list("vigil_not_waiting");
    private static final Script<Boolean> RESTORE = Script.yes("vigil_restore");
    private static final Script<Boolean> BEGIN = Script.yes("alarm_begin");
    private static final Script<Boolean> GIVEN = Script.yes("alarm_given");

    private final RedisLink link;
    private final Partitions partitions;

    /// Over one link.
    public RedisVigil(RedisLink link, Partitions partitions) {
        this.link = link;
        this.partitions = partitions;
    }

    @Override
    public List<Unattended> unattended(Instant late, Instant now) {
        List<Unattended> found = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            List<byte[]> row = link.run(
                    UNATTENDED, new String[] {Keys.waiting(p), Keys.due(p)}, Keys.bytes(late), Keys.bytes(now));
            for (int i = 0; i < row.size(); i += 2) {
                found.add(new Unattended(
                        new CaseId(p, Keys.text(row.get(i))),
                        Keys.text(row.get(i + 1)).equals("1")));
            }
        }
        return found;
    }

    @Override
    public List<CaseId> notWaiting() {
        List<CaseId> found = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            for (byte[] word : link.run(NOT_WAITING, new String[] {Keys.open(p), Keys.waiting(p)})) {
                found.add(new CaseId(p, Keys.text(word)));
            }
        }
        return found;
    }

    @Override
    public boolean restore(Case lost, long version, Instant now) {
        CaseId id = lost.id();
        return link.run(
                RESTORE,
                new String[] {
                    Keys.waiting(id.partition()),
                    Keys.due(id.partition()),
                    Keys.open(id.partition()),
                    Keys.record(id.partition(), id.word())
                },
                Keys.bytes(id.word()),
                Keys.bytes(CommitPlans.waitScore(lost)),
                Keys.bytes(now),
                Keys.bytes(version));
    }

    @Override
    public boolean begin(String alarm, Duration lease) {
        return link.run(BEGIN, new String[] {Keys.alarm(alarm)}, Keys.bytes(lease.toMillis()));
    }

    @Override
    public void given(String alarm, Duration silence) {
        link.run(GIVEN, new String[] {Keys.alarm(alarm)}, Keys.bytes(silence.toMillis()));
    }
}
