package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.contact.ContactId;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;

/// Persons and cases, and the one script by which they change.
public final class RedisLedger implements Ledger {
    private static final Script<List<byte[]>> KNOW = Script.list("know");
    private static final Script<List<byte[]>> COMMIT = Script.list("commit");
    private static final int KNOWN = 5;
    private static final Outcome[] OUTCOMES = {Outcome.WRITTEN, Outcome.ALREADY_DONE, Outcome.CONFLICT};

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final DueRecords due;
    private final RandomIds words = new RandomIds();
    private final Codec codec;
    private final Retention retention;
    private volatile long codesInUse;

    /// How long data is kept (R38).
    ///
    /// @param person after her last message
    /// @param record after a case is closed
    public record Retention(Duration person, Duration record) {
        /// The defaults of R38: 90 days, 30 days.
        public static final Retention DEFAULT = new Retention(Duration.ofDays(90), Duration.ofDays(30));
    }

    /// Over one link, one vault.
    public RedisLedger(
            RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal, Retention retention) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
        this.due = new DueRecords(link, partitions, Keys::due, p -> Keys.record(p, ""));
        this.codec = new Codec(seal);
        this.retention = retention;
    }

    @Override
    public List<Known> know(List<Msisdn> numbers) {
        List<Fingerprint> all = numbers.stream().map(fingerprints::of).toList();
        Known[] known = new Known[all.size()];
        for (int p = 0; p < partitions.count(); p++) {
            int partition = p;
            int[] here = IntStream.range(0, known.length)
                    .filter(i -> partitions.of(all.get(i)) == partition)
                    .toArray();
            if (here.length > 0) {
                know(partition, here, all, known);
            }
        }
        return List.of(known);
    }

    private void know(int partition, int[] here, List<Fingerprint> all, Known[] known) {
        List<byte[]> rows = link.run(
                KNOW,
                Arrays.stream(here)
                        .mapToObj(i -> Keys.pseudonym(partition, all.get(i).text()))
                        .toArray(String[]::new),
                Keys.bytes(Partitions.tag(partition)));
        codesInUse = number(rows.getFirst());
        for (int k = 0; k < here.length; k++) {
            known[here[k]] = known(partition, all.get(here[k]), rows.subList(1 + k * KNOWN, 1 + (k + 1) * KNOWN));
        }
    }

    private Known known(int partition, Fingerprint fingerprint, List<byte[]> row) {
        if (row.get(0).length == 0) {
            return new Known(
                    new ContactId(partition, words.next()), fingerprint, 0, Person.unknown(), Optional.empty());
        }
        return new Known(
                new ContactId(partition, Keys.text(row.get(0))),
                fingerprint,
                number(row.get(1)),
                codec.person(row.get(2)),
                row.get(3).length == 0
                        ? Optional.empty()
                        : Optional.of(new Versioned<>(codec.record(row.get(4)), number(row.get(3)))));
    }

    @Override
    public long codesInUse() {
        return codesInUse;
    }

    @Override
    public Optional<Versioned<Person>> person(ContactId id) {
        return versioned(Keys.person(id.partition(), id.word()))
                .map(v -> new Versioned<>(codec.person(v.value()), v.version()));
    }

    @Override
    public CaseId nextCaseId(ContactId about) {
        return new CaseId(about.partition(), words.next());
    }

    @Override
    public Optional<Versioned<Case>> byId(CaseId id) {
        return versioned(Keys.record(id.partition(), id.word()))
                .map(v -> new Versioned<>(codec.record(v.value()), v.version()));
    }

    @Override
    public Optional<Versioned<Case>> byCode(String code) {
        for (int p = 0; p < partitions.count(); p++) {
            byte[] word = link.awaitFound("hget", link.commands().hget(Keys.codes(p), code))
                    .orElse(null);
            if (word != null) {
                return byId(new CaseId(p, Keys.text(word)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Versioned<Case>> longestWaiting() {
        List<Versioned<Case>> first = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            int partition = p;
            link.await("zrange", link.commands().zrange(Keys.waiting(p), 0, 0)).stream()
                    .map(word -> byId(new CaseId(partition, Keys.text(word))))
                    .flatMap(Optional::stream)
                    .forEach(first::add);
        }
        return first.stream().min(Comparator.comparingLong(v -> CommitPlans.waitScore(v.value())));
    }

    @Override
    public long waiting() {
        long waiting = 0;
        for (int p = 0; p < partitions.count(); p++) {
            waiting += link.await("zcard", link.commands().zcard(Keys.waiting(p)));
        }
        return waiting;
    }

    @Override
    public List<Case> openCases(int limit) {
        List<Case> open = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            int partition = p;
            link.await("zrange", link.commands().zrange(Keys.open(p), 0, limit - 1L)).stream()
                    .map(word -> byId(new CaseId(partition, Keys.text(word))))
                    .flatMap(Optional::stream)
                    .map(Versioned::value)
                    .forEach(open::add);
        }
        open.sort(Comparator.comparing(Case::opened));
        return open.size() > limit ? List.copyOf(open.subList(0, limit)) : open;
    }

    @Override
    public List<CaseEntry> entries(CaseId id) {
        return link.await("lrange", link.commands().lrange(Keys.entries(id.partition(), id.word()), 0, -1)).stream()
                .flatMap(lines -> codec.entries(lines).stream())
                .toList();
    }

    @Override
    public List<Versioned<Case>> takeDue(Instant now, Duration lease, int max) {
        return due.take(now, lease, max).stream()
                .map(taken -> new Versioned<>(codec.record(taken.sealed()), taken.version()))
                .toList();
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        Outcome[] outcomes = new Outcome[changes.size()];
        for (int p = 0; p < partitions.count(); p++) {
            int partition = p;
            int[] here = IntStream.range(0, outcomes.length)
                    .filter(i -> changes.get(i).partition() == partition)
                    .toArray();
            if (here.length > 0) {
                List<Change> together =
                        Arrays.stream(here).mapToObj(changes::get).toList();
                List<byte[]> told = link.run(
                        COMMIT,
                        new String[] {Keys.inbound(partition)},
                        CommitPlans.of(partition, together, codec, retention));
                for (int k = 0; k < here.length; k++) {
                    outcomes[here[k]] = OUTCOMES[(int) number(told.get(k))];
                }
            }
        }
        return List.of(outcomes);
    }

    private Optional<Versioned<byte[]>> versioned(String key) {
        var fields = link.await("hmget", link.commands().hmget(key, "v", "b"));
        byte[] version = fields.get(0).getValueOrElse(null);
        byte[] sealed = fields.get(1).getValueOrElse(null);
        return version == null || sealed == null
                ? Optional.empty()
                : Optional.of(new Versioned<>(sealed, number(version)));
    }

    private static long number(byte[] digits) {
        return Long.parseLong(Keys.text(digits));
    }
}
