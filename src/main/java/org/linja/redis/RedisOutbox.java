package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.outbox.Delivery;
import org.linja.outbox.DeliveryReport;
import org.linja.outbox.Lane;
import org.linja.outbox.OutboxStore;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Recipient;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages that wait, and receipts for those that left.
public final class RedisOutbox implements OutboxStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisOutbox.class);
    private static final Script<List<byte[]>> CLAIM = Script.list("outbox_claim");
    private static final Script<Long> SETTLE = Script.number("outbox_settle");
    private static final Script<Long> RELEASE = Script.number("outbox_release");
    private static final Script<List<byte[]>> EXPECT = Script.list("receipts_expect");
    private static final Script<Optional<byte[]>> REPORT = Script.bytes("receipt_report");
    private static final Script<Long> COUNT = Script.number("receipt_count");
    private static final Script<Boolean> NOTE = Script.yes("case_note");

    private static final Duration KEEP_REFERENCE = Duration.ofHours(72);
    private static final Duration KEEP_EARLY_RECEIPT = Duration.ofMinutes(10);
    private static final Delivery[] RANKS = {
        Delivery.ENROUTE, Delivery.DELIVERED, Delivery.UNKNOWN, Delivery.EXPIRED, Delivery.FAILED
    };

    private final RedisLink link;
    private final Partitions partitions;
    private final Codec codec;
    private final String node = new RandomIds().next();

    /// Counts each partition's claims. It moves on when an answer has come: a claim whose answer was lost is asked
    /// again and answered with the same messages.
    private final long[] tokens;

    /// Over one link, one vault.
    public RedisOutbox(RedisLink link, Partitions partitions, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.codec = new Codec(seal);
        this.tokens = new long[partitions.count()];
    }

    @Override
    public synchronized List<Claimed> claim(Instant now, Duration lease, Most most) {
        List<Claimed> claimed = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            List<byte[]> row = link.run(
                    CLAIM,
                    new String[] {Keys.claimed(p), Keys.lastClaim(p, node)},
                    Keys.bytes(Partitions.tag(p)),
                    Keys.bytes(now),
                    Keys.bytes(now.plus(lease)),
                    Keys.bytes(Math.max(0, most.urgent() - claimed.size())),
                    Keys.bytes(Math.max(0, most.other() - claimed.size())),
                    Keys.bytes(tokens[p]));
            tokens[p]++;
            for (int i = 0; i < row.size(); i += 3) {
                byte[] number = row.get(i + 1);
                byte[] person = row.get(i + 2);
                claimed.add(new Claimed(
                        codec.outgoing(row.get(i)),
                        number.length == 0 ? Optional.empty() : Optional.of(codec.number(number)),
                        person.length == 0 ? Optional.empty() : Optional.of(codec.person(person))));
            }
        }
        return claimed;
    }

    @Override
    public void settle(List<Settled> settled, Instant now) {
        Map<Integer, List<byte[]>> byPartition = new HashMap<>();
        for (Settled one : settled) {
            int partition = partition(one.message());
            List<byte[]> arguments = byPartition.computeIfAbsent(partition, p -> {
                List<byte[]> first = new ArrayList<>();
                first.add(Keys.bytes(Partitions.tag(p)));
                return first;
            });
            add(arguments, one, now);
        }
        expectReceipts(settled, now);
        byPartition.forEach((partition, arguments) ->
                link.run(SETTLE, new String[] {Keys.claimed(partition)}, arguments.toArray(new byte[0][])));
    }

    private void add(List<byte[]> arguments, Settled one, Instant now) {
        Outgoing message = one.message();
        byte[] nothing = {};
        byte[] again = nothing;
        byte[] stored = nothing;
        byte[] note = nothing;
        switch (one) {
            case Settled.Sent ignored -> {}
            case Settled.Dropped dropped -> {
                if (message.caseId().isPresent()) {
                    note = codec.write(
                            List.of(new CaseEntry(now, CaseEntry.What.NOT_TOLD, CaseEntry.LINJA, dropped.why())));
                }
            }
            case Settled.Again later -> {
                again = Keys.bytes(later.at());
                stored = codec.write(message, message.attempts() + 1);
            }
        }
        arguments.add(Keys.bytes(message.lane().number()));
        arguments.add(Keys.bytes(message.id()));
        arguments.add(again);
        arguments.add(stored);
        arguments.add(
                note.length == 0
                        ? nothing
                        : Keys.bytes(
                                CaseId.parse(message.caseId().orElseThrow()).word()));
        arguments.add(note);
    }

    private record Expected(String key, String reference) {}

    /// Before the message is taken off the list, so that no crash loses what its receipt is about.
    private void expectReceipts(List<Settled> settled, Instant now) {
        Map<Integer, List<Expected>> byPartition = new HashMap<>();
        for (Settled one : settled) {
            if (one instanceof Settled.Sent sent && sent.message().caseId().isPresent()) {
                String reference = partition(sent.message()) + " "
                        + CaseId.parse(sent.message().caseId().get()).word() + " "
                        + sent.message().id() + " " + sent.providerIds().size();
                for (String id : sent.providerIds()) {
                    int partition = partitions.of(id);
                    byPartition
                            .computeIfAbsent(partition, p -> new ArrayList<>())
                            .add(new Expected(Keys.receipt(partition, sent.carrier(), id), reference));
                }
            }
        }
        byPartition.values().forEach(expected -> expect(expected, now));
    }

    private void expect(List<Expected> expected, Instant now) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Keys.bytes(KEEP_REFERENCE.toSeconds()));
        expected.forEach(one -> arguments.add(Keys.bytes(one.reference())));
        link.eval(EXPECT, expected.stream().map(Expected::key).toArray(String[]::new), arguments.toArray(new byte[0][]))
                .thenAccept(early -> {
                    for (int i = 0; i < early.size(); i++) {
                        if (early.get(i).length > 0) {
                            String reference = expected.get(i).reference();
                            Delivery state = Delivery.valueOf(Keys.text(early.get(i)));
                            Thread.startVirtualThread(() -> countEarly(reference, state, now));
                        }
                    }
                });
    }

    private void countEarly(String reference, Delivery state, Instant now) {
        try {
            count(reference, state, now);
        } catch (RuntimeException e) {
            LOG.warn("a receipt that came early was not written down: {}", Failure.describe(e));
        }
    }

    @Override
    public boolean report(DeliveryReport report, Instant now) {
        String end = report.state().ended() ? "1" : "0";
        for (String id : report.candidates()) {
            String reference = ask(report, id, "0", end);
            if (!reference.isEmpty()) {
                if (report.state().ended()) {
                    count(reference, report.state(), now);
                }
                return true;
            }
        }
        boolean known = false;
        if (report.state().ended()) {
            for (String id : report.candidates()) {
                String reference = ask(report, id, "1", end);
                if (!reference.isEmpty()) {
                    count(reference, report.state(), now);
                    known = true;
                }
            }
        }
        return known;
    }

    private String ask(DeliveryReport report, String id, String keep, String end) {
        return link.run(
                        REPORT,
                        new String[] {Keys.receipt(partitions.of(id), report.carrier(), id)},
                        Keys.bytes(report.state().name()),
                        Keys.bytes(KEEP_EARLY_RECEIPT.toSeconds()),
                        Keys.bytes(keep),
                        Keys.bytes(end))
                .map(Keys::text)
                .orElse("");
    }

    private void count(String reference, Delivery state, Instant now) {
        String[] parts = reference.split(" ", 4);
        int partition = Integer.parseInt(parts[0]);
        long worst = link.run(
                COUNT,
                new String[] {Keys.receipts(partition, parts[2])},
                Keys.bytes(parts[3]),
                Keys.bytes(rank(state)),
                Keys.bytes(KEEP_REFERENCE.toSeconds()));
        if (worst > 0) {
            CaseEntry line = new CaseEntry(now, CaseEntry.What.DELIVERY, CaseEntry.LINJA, RANKS[(int) worst].name());
            link.run(
                    NOTE,
                    new String[] {Keys.record(partition, parts[1]), Keys.entries(partition, parts[1])},
                    codec.write(List.of(line)));
        }
    }

    private static int rank(Delivery state) {
        for (int i = 0; i < RANKS.length; i++) {
            if (RANKS[i] == state) {
                return i;
            }
        }
        throw new IllegalArgumentException("no rank for " + state);
    }

    @Override
    public void releaseAll() {
        for (int p = 0; p < partitions.count(); p++) {
            link.run(RELEASE, new String[] {Keys.claimed(p)}, Keys.bytes(Partitions.tag(p)), Keys.bytes(Instant.EPOCH));
        }
    }

    @Override
    public long claimed() {
        long claimed = 0;
        for (int p = 0; p < partitions.count(); p++) {
            claimed += link.await("zcard", link.commands().zcard(Keys.claimed(p)));
        }
        return claimed;
    }

    @Override
    public long waiting(Lane lane) {
        long waiting = 0;
        for (int p = 0; p < partitions.count(); p++) {
            waiting += link.await("zcard", link.commands().zcard(Keys.lane(p, lane.number())));
        }
        return waiting;
    }

    /// Staff messages about a case live in its partition, all others in partition 0.
    private static int partition(Outgoing message) {
        return switch (message.to()) {
            case Recipient.Person to -> to.id().partition();
            case Recipient.Staff ignored ->
                message.caseId().map(id -> CaseId.parse(id).partition()).orElse(0);
        };
    }
}
