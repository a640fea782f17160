package org.linja.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.outbox.Outgoing;
import org.linja.redis.RedisLedger.Retention;

/// Writes changes of one partition down as the arguments of `commit.lua`: the plans packed, and what is sealed beside
/// them, named by its place.
final class CommitPlans {
    /// A more urgent tier sorts before every less urgent one, whenever they were opened.
    private static final long TIER = 100_000_000_000_000L;

    /// How long the number of someone who wants to be forgotten is kept, so that she can be told that it is done.
    private static final Duration LAST_WORD = Duration.ofMinutes(10);

    private final Codec codec;
    private final Retention retention;
    private final List<byte[]> arguments = new ArrayList<>();
    private final Packed plan = new Packed();

    private CommitPlans(Codec codec, Retention retention) {
        this.codec = codec;
        this.retention = retention;
    }

    /// The arguments for changes that are all of that partition.
    static byte[][] of(int partition, List<Change> changes, Codec codec, Retention retention) {
        CommitPlans plans = new CommitPlans(codec, retention);
        plans.arguments.add(Keys.bytes(Partitions.tag(partition)));
        plans.arguments.add(new byte[0]);
        plans.plan.list();
        changes.forEach(plans::write);
        plans.arguments.set(1, plans.plan.end().bytes());
        return plans.arguments.toArray(new byte[0][]);
    }

    private void write(Change change) {
        plan.map();
        change.answered().ifPresent(answered -> {
            plan.name("by").text(answered.inboundId());
            if (answered.stored()) {
                plan.name("done").text(answered.inboundId());
            }
        });
        change.person().ifPresent(write -> person(change, write));
        plan.name("cases").list();
        change.cases().forEach(this::record);
        plan.end();
        plan.name("due").list();
        for (Change.Due due : change.dues()) {
            due.at()
                    .ifPresent(at -> plan.list()
                            .text(due.caseId().word())
                            .digits(at.toEpochMilli())
                            .end());
        }
        plan.end();
        plan.name("undue").list();
        for (Change.Due due : change.dues()) {
            if (due.at().isEmpty()) {
                plan.text(due.caseId().word());
            }
        }
        plan.end();
        CounselPlan.write(plan, change, this::place, codec);
        plan.name("out").list();
        change.messages().forEach(message -> message(change, message));
        plan.end();
        plan.end();
    }

    private void person(Change change, Change.PersonWrite write) {
        Person person = write.person();
        plan.name("person").map();
        plan.name("w").text(write.id().word());
        plan.name("fp").text(write.fingerprint().text());
        plan.name("v").number(write.version());
        plan.name("k").text(person.openCase().map(id -> CaseId.parse(id).word()).orElse(""));
        for (Change.CaseWrite opened : change.cases()) {
            if (opened.version() == 0) {
                plan.name("c").text(opened.record().id().word());
            }
        }
        plan.name("ttl").digits((write.forget() ? LAST_WORD : retention.person()).toSeconds());
        if (write.forget()) {
            plan.name("forget").number(1);
        }
        plan.name("b").number(place(codec.write(person)));
        if (person.stopped()) {
            plan.name("stop").number(1);
        } else if (!person.optIns().isEmpty()) {
            // Only asking again re-opens (O4): someone forgotten and met anew stays suppressed.
            plan.name("stop").number(0);
        }
        if (write.version() == 0) {
            plan.name("n").number(place(codec.write(write.number())));
        }
        change.subscription()
                .ifPresent(asked ->
                        plan.name("topic").text(asked.topic().word()).name("s").number(place(codec.write(asked))));
        plan.end();
    }

    private void record(Change.CaseWrite write) {
        Case record = write.record();
        plan.map();
        plan.name("w").text(record.id().word());
        plan.name("v").number(write.version());
        plan.name("b").number(place(codec.write(record)));
        plan.name("code").text(record.code());
        if (record.state() == CaseState.CLOSED) {
            plan.name("closed").digits(retention.record().toSeconds());
        }
        plan.name("opened").digits(record.opened().toEpochMilli());
        if (record.kind().urgent() && record.state() == CaseState.OPEN) {
            plan.name("wait").digits(waitScore(record));
        }
        if (!write.entries().isEmpty()) {
            plan.name("e").number(place(codec.write(write.entries())));
        }
        plan.end();
    }

    private void message(Change change, Outgoing message) {
        plan.list();
        plan.digits(message.lane().number());
        plan.text(message.id());
        plan.digits(message.created().toEpochMilli());
        plan.number(place(codec.write(message, message.attempts())));
        if (change.claimedUntil().isPresent() && change.mayBeClaimed(message)) {
            plan.digits(change.claimedUntil().get().toEpochMilli());
        }
        plan.end();
    }

    private int place(byte[] sealed) {
        arguments.add(sealed);
        return arguments.size();
    }

    /// The order in which cases wait: the more urgent tier first, then the older one.
    static long waitScore(Case record) {
        return record.tier() * TIER + record.opened().toEpochMilli();
    }
}
