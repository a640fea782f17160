package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.linja.broadcast.Fate;
import org.linja.contact.Fingerprint;
import org.linja.outbox.Delivery;
import org.linja.outbox.DeliveryReport;

/// Receipts of broadcast messages: which person of which run each is about, by the id that the carrier told, or where
/// none was told by her number.
final class RunReceipts {
    /// How long after a run's end receipts may come.
    static final Duration COME = Duration.ofHours(72);

    private static final Script<Optional<byte[]>> RECEIPTS = Script.bytes("run_receipts");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;

    RunReceipts(RedisLink link, Partitions partitions, Fingerprints fingerprints) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
    }

    /// The start of the ten minutes in which outcomes are counted together, in seconds.
    static long slot(Instant now) {
        return now.getEpochSecond() / TEN_MINUTES.toSeconds() * TEN_MINUTES.toSeconds();
    }

    /// What stands where ids stand for somebody of whom it is unknown whether she was written to.
    static String inPlaceOfAnId(Fingerprint fingerprint) {
        return "?" + fingerprint.text();
    }

    /// Ids as scripts take them: with their carrier, and line feeds between.
    static byte[] references(String carrier, List<String> ids) {
        StringBuilder all = new StringBuilder(ids.size() * 24);
        for (String id : ids) {
            if (!id.isEmpty()) {
                all.append(all.isEmpty() ? "" : "\n")
                        .append(carrier)
                        .append(' ')
                        .append(id);
            }
        }
        return Keys.bytes(all.toString());
    }

    /// See [org.linja.broadcast.RunStore#receipts].
    List<Boolean> byId(List<DeliveryReport> reports, Collection<String> runs, Instant now) {
        return receipts(reports, DeliveryReport::candidates, runs, now);
    }

    /// See [org.linja.broadcast.RunStore#strangers].
    void strangers(List<DeliveryReport> reports, Collection<String> runs, Instant now) {
        List<Boolean> known = receipts(reports, this::byNumber, runs, now);
        Map<String, byte[]> early = new HashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            DeliveryReport report = reports.get(i);
            if (!known.get(i)) {
                report.candidates()
                        .forEach(id -> early.put(report.carrier() + " " + id, Keys.bytes(letter(report.state()))));
            }
        }
        for (String run : early.isEmpty() ? List.<String>of() : runs) {
            for (int p = 0; p < partitions.count(); p++) {
                link.await("hset", link.commands().hset(BroadcastKeys.run(p, run, 'e'), early));
                link.await("expire", link.commands().expire(BroadcastKeys.run(p, run, 'e'), COME));
            }
        }
    }

    private List<String> byNumber(DeliveryReport report) {
        return report.to().map(fingerprints::of).map(RunReceipts::inPlaceOfAnId).stream()
                .toList();
    }

    private List<Boolean> receipts(
            List<DeliveryReport> reports,
            Function<DeliveryReport, List<String>> ids,
            Collection<String> runs,
            Instant now) {
        Boolean[] known = new Boolean[reports.size()];
        Arrays.fill(known, false);
        for (String run : runs) {
            for (int p = 0; p < partitions.count(); p++) {
                receipts(reports, ids, run, p, now, known);
            }
        }
        return List.of(known);
    }

    private void receipts(
            List<DeliveryReport> reports,
            Function<DeliveryReport, List<String>> ids,
            String run,
            int p,
            Instant now,
            Boolean[] known) {
        List<Integer> asked = new ArrayList<>();
        List<byte[]> told = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (!known[i]) {
                DeliveryReport report = reports.get(i);
                asked.add(i);
                told.add(references(report.carrier(), ids.apply(report)));
                told.add(Keys.bytes(letter(report.state())));
            }
        }
        byte[] answer = asked.isEmpty() ? new byte[0] : tell(run, p, told, now);
        for (int i = 0; i < answer.length; i++) {
            known[asked.get(i)] = answer[i] == '1';
        }
    }

    /// Has receipts counted.
    ///
    /// @param told two for each: references, and the letter of what became of it
    /// @return a 1 for each that was about somebody of this run
    byte[] tell(String run, int p, List<byte[]> told, Instant now) {
        List<byte[]> arguments = new ArrayList<>(told);
        arguments.addFirst(Keys.bytes(slot(now)));
        return link.run(
                        RECEIPTS,
                        new String[] {
                            BroadcastKeys.run(p, run, 's'),
                            BroadcastKeys.run(p, run, 'k'),
                            BroadcastKeys.run(p, run, 'n'),
                            BroadcastKeys.run(p, run, 'i'),
                            BroadcastKeys.run(p, run, 't'),
                            BroadcastKeys.run(p, run, 'g')
                        },
                        arguments.toArray(new byte[0][]))
                .orElse(new byte[0]);
    }

    private static String letter(Delivery state) {
        return switch (state) {
            case ENROUTE -> "";
            case DELIVERED -> String.valueOf(Fate.DELIVERED.letter());
            case EXPIRED, FAILED, UNKNOWN -> String.valueOf(Fate.FAILED.letter());
        };
    }
}
