package org.linja.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.ContactId;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Recipient;

/// Persons and cases, and the one script by which they change.
public final class RedisLedger implements Ledger {
    private static final Script<List<byte[]>> KNOW = Script.list("know");
    private static final Script<Long> COMMIT = Script.number("commit");
    private static final Script<List<byte[]>> TAKE_DUE = Script.list("due_take");
    private static final JsonFactory JSON = new JsonFactory();

    /// A more urgent tier sorts before every less urgent one, whenever they were opened.
    private static final long TIER = 100_000_000_000_000L;

    /// How long the number of someone who wants to be forgotten is kept, so that she can be told that it is done.
    private static final Duration LAST_WORD = Duration.ofMinutes(10);

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final RandomIds words = new RandomIds();
    private final Codec codec;
    private final Retention retention;

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
        this.codec = new Codec(seal);
        this.retention = retention;
    }

    @Override
    public Known know(Msisdn number) {
        Fingerprint fingerprint = fingerprints.of(number);
        int partition = partitions.of(fingerprint);
        List<byte[]> row = link.run(
                KNOW,
                new String[] {Keys.pseudonym(partition, fingerprint.text())},
                Keys.bytes(Partitions.tag(partition)));
        if (row.isEmpty()) {
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
                        : Optional.of(new Versioned<>(codec.record(row.get(5)), number(row.get(4)))));
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
        return first.stream().min(Comparator.comparingLong(v -> waitScore(v.value())));
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
                .map(codec::entry)
                .toList();
    }

    @Override
    public List<Versioned<Case>> takeDue(Instant now, Duration lease, int max) {
        List<Versioned<Case>> due = new ArrayList<>();
        for (int p = 0; p < partitions.count() && due.size() < max; p++) {
            List<byte[]> row = link.run(
                    TAKE_DUE,
                    new String[] {Keys.due(p)},
                    Keys.bytes(Partitions.tag(p)),
                    Keys.bytes(now),
                    Keys.bytes(now.plus(lease)),
                    Keys.bytes(max - due.size()));
            for (int i = 0; i < row.size(); i += 3) {
                due.add(new Versioned<>(codec.record(row.get(i + 2)), number(row.get(i + 1))));
            }
        }
        return due;
    }

    @Override
    public Outcome commit(Change change) {
        int partition = change.partition();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Keys.bytes(Partitions.tag(partition)));
        arguments.add(new byte[0]);
        arguments.set(1, plan(change, arguments));
        long outcome = link.run(COMMIT, new String[] {Keys.inbound(partition)}, arguments.toArray(new byte[0][]));
        return switch ((int) outcome) {
            case 0 -> Outcome.WRITTEN;
            case 1 -> Outcome.ALREADY_DONE;
            default -> Outcome.CONFLICT;
        };
    }

    /// The plan that `commit.lua` describes; sealed bytes are appended to the arguments and named by their place
    /// there.
    private byte[] plan(Change change, List<byte[]> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator plan = JSON.createGenerator(bytes)) {
            plan.writeStartObject();
            if (change.inboundDone().isPresent()) {
                plan.writeStringField("done", change.inboundDone().get());
            }
            if (change.person().isPresent()) {
                person(plan, change.person().get(), arguments);
            }
            plan.writeArrayFieldStart("cases");
            for (Change.CaseWrite write : change.cases()) {
                record(plan, write, arguments);
            }
            plan.writeEndArray();
            plan.writeArrayFieldStart("due");
            for (Change.Due due : change.dues()) {
                if (due.at().isPresent()) {
                    plan.writeStartArray();
                    plan.writeString(due.caseId().word());
                    plan.writeNumber(due.at().get().toEpochMilli());
                    plan.writeEndArray();
                }
            }
            plan.writeEndArray();
            plan.writeArrayFieldStart("undue");
            for (Change.Due due : change.dues()) {
                if (due.at().isEmpty()) {
                    plan.writeString(due.caseId().word());
                }
            }
            plan.writeEndArray();
            CounselPlan.write(plan, change, sealed -> at(arguments, sealed), codec);
            plan.writeArrayFieldStart("out");
            for (Outgoing message : change.messages()) {
                message(plan, message, arguments);
            }
            plan.writeEndArray();
            plan.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a plan in memory could not be written", e);
        }
        return bytes.toByteArray();
    }

    private void person(JsonGenerator plan, Change.PersonWrite write, List<byte[]> arguments) throws IOException {
        Person person = write.person();
        plan.writeObjectFieldStart("person");
        plan.writeStringField("w", write.id().word());
        plan.writeStringField("fp", write.fingerprint().text());
        plan.writeNumberField("v", write.version());
        plan.writeStringField(
                "k", person.openCase().map(id -> CaseId.parse(id).word()).orElse(""));
        plan.writeNumberField("ttl", (write.forget() ? LAST_WORD : retention.person()).toSeconds());
        plan.writeBooleanField("forget", write.forget());
        plan.writeNumberField("b", at(arguments, codec.write(person)));
        if (person.stopped()) {
            plan.writeNumberField("stop", 1);
        } else if (!person.optIns().isEmpty()) {
            // Only asking again re-opens (O4): someone forgotten and met anew stays suppressed.
            plan.writeNumberField("stop", 0);
        }
        if (write.version() == 0) {
            plan.writeNumberField("n", at(arguments, codec.write(write.number())));
        }
        plan.writeEndObject();
    }

    private void record(JsonGenerator plan, Change.CaseWrite write, List<byte[]> arguments) throws IOException {
        Case record = write.record();
        plan.writeStartObject();
        plan.writeStringField("w", record.id().word());
        plan.writeNumberField("v", write.version());
        plan.writeNumberField("b", at(arguments, codec.write(record)));
        plan.writeStringField("p", record.contact().word());
        plan.writeNumberField("keep", retention.person().toSeconds());
        plan.writeStringField("code", record.code());
        plan.writeStringField("state", record.state().name());
        plan.writeNumberField("opened", record.opened().toEpochMilli());
        plan.writeNumberField("ttl", retention.record().toSeconds());
        if (record.kind().urgent() && record.state() == CaseState.OPEN) {
            plan.writeNumberField("wait", waitScore(record));
        }
        plan.writeArrayFieldStart("e");
        for (CaseEntry entry : write.entries()) {
            plan.writeNumber(at(arguments, codec.write(entry)));
        }
        plan.writeEndArray();
        plan.writeEndObject();
    }

    private void message(JsonGenerator plan, Outgoing message, List<byte[]> arguments) throws IOException {
        plan.writeStartArray();
        plan.writeNumber(message.lane().number());
        plan.writeString(message.id());
        plan.writeNumber(message.created().toEpochMilli());
        plan.writeNumber(at(arguments, codec.write(message, message.attempts())));
        plan.writeString(
                switch (message.to()) {
                    case Recipient.Person to -> to.id().word();
                    case Recipient.Staff ignored -> "";
                });
        plan.writeEndArray();
    }

    private static int at(List<byte[]> arguments, byte[] sealed) {
        arguments.add(sealed);
        return arguments.size();
    }

    static long waitScore(Case record) {
        return record.tier() * TIER + record.opened().toEpochMilli();
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
