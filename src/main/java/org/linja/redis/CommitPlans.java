package org.linja.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseState;
import org.linja.contact.Person;
import org.linja.contact.Subscription;
import org.linja.ledger.Change;
import org.linja.outbox.Outgoing;
import org.linja.redis.RedisLedger.Retention;

/// Writes changes of one partition down as the arguments of `commit.lua`: the plans as JSON, and what is sealed beside
/// them, named by its place.
final class CommitPlans {
    private static final JsonFactory JSON = new JsonFactory();

    /// A more urgent tier sorts before every less urgent one, whenever they were opened.
    private static final long TIER = 100_000_000_000_000L;

    /// How long the number of someone who wants to be forgotten is kept, so that she can be told that it is done.
    private static final Duration LAST_WORD = Duration.ofMinutes(10);

    private final Codec codec;
    private final Retention retention;
    private final List<byte[]> arguments = new ArrayList<>();

    private CommitPlans(Codec codec, Retention retention) {
        this.codec = codec;
        this.retention = retention;
    }

    /// The arguments for changes that are all of that partition.
    static byte[][] of(int partition, List<Change> changes, Codec codec, Retention retention) {
        CommitPlans plans = new CommitPlans(codec, retention);
        plans.arguments.add(Keys.bytes(Partitions.tag(partition)));
        plans.arguments.add(new byte[0]);
        plans.arguments.set(1, plans.written(changes));
        return plans.arguments.toArray(new byte[0][]);
    }

    private byte[] written(List<Change> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * changes.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Change change : changes) {
                plan(json, change);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a plan in memory could not be written", e);
        }
        return bytes.toByteArray();
    }

    private void plan(JsonGenerator plan, Change change) throws IOException {
        plan.writeStartObject();
        if (change.answered().isPresent()) {
            Change.Answered answered = change.answered().get();
            plan.writeStringField("by", answered.inboundId());
            if (answered.stored()) {
                plan.writeStringField("done", answered.inboundId());
            }
        }
        if (change.person().isPresent()) {
            person(plan, change, change.person().get());
        }
        plan.writeArrayFieldStart("cases");
        for (Change.CaseWrite write : change.cases()) {
            record(plan, write);
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
        plan.writeArrayFieldStart("out");
        for (Outgoing message : change.messages()) {
            message(plan, change, message);
        }
        plan.writeEndArray();
        plan.writeEndObject();
    }

    private void person(JsonGenerator plan, Change change, Change.PersonWrite write) throws IOException {
        Person person = write.person();
        plan.writeObjectFieldStart("person");
        plan.writeStringField("w", write.id().word());
        plan.writeStringField("fp", write.fingerprint().text());
        plan.writeNumberField("v", write.version());
        plan.writeStringField(
                "k", person.openCase().map(id -> CaseId.parse(id).word()).orElse(""));
        for (Change.CaseWrite opened : change.cases()) {
            if (opened.version() == 0) {
                plan.writeStringField("c", opened.record().id().word());
            }
        }
        plan.writeNumberField("ttl", (write.forget() ? LAST_WORD : retention.person()).toSeconds());
        plan.writeBooleanField("forget", write.forget());
        plan.writeNumberField("b", at(codec.write(person)));
        if (person.stopped()) {
            plan.writeNumberField("stop", 1);
        } else if (!person.optIns().isEmpty()) {
            // Only asking again re-opens (O4): someone forgotten and met anew stays suppressed.
            plan.writeNumberField("stop", 0);
        }
        if (write.version() == 0) {
            plan.writeNumberField("n", at(codec.write(write.number())));
        }
        if (change.subscription().isPresent()) {
            Subscription asked = change.subscription().get();
            plan.writeStringField("topic", asked.topic().word());
            plan.writeNumberField("s", at(codec.write(asked)));
        }
        plan.writeEndObject();
    }

    private void record(JsonGenerator plan, Change.CaseWrite write) throws IOException {
        Case record = write.record();
        plan.writeStartObject();
        plan.writeStringField("w", record.id().word());
        plan.writeNumberField("v", write.version());
        plan.writeNumberField("b", at(codec.write(record)));
        plan.writeStringField("code", record.code());
        plan.writeStringField("state", record.state().name());
        plan.writeNumberField("opened", record.opened().toEpochMilli());
        plan.writeNumberField("ttl", retention.record().toSeconds());
        if (record.kind().urgent() && record.state() == CaseState.OPEN) {
            plan.writeNumberField("wait", waitScore(record));
        }
        if (!write.entries().isEmpty()) {
            plan.writeNumberField("e", at(codec.write(write.entries())));
        }
        plan.writeEndObject();
    }

    private void message(JsonGenerator plan, Change change, Outgoing message) throws IOException {
        plan.writeStartArray();
        plan.writeNumber(message.lane().number());
        plan.writeString(message.id());
        plan.writeNumber(message.created().toEpochMilli());
        plan.writeNumber(at(codec.write(message, message.attempts())));
        plan.writeNumber(
                change.claimedUntil().isPresent() && change.mayBeClaimed(message)
                        ? change.claimedUntil().get().toEpochMilli()
                        : 0);
        plan.writeEndArray();
    }

    private int at(byte[] sealed) {
        arguments.add(sealed);
        return arguments.size();
    }

    /// The order in which cases wait: the more urgent tier first, then the older one.
    static long waitScore(Case record) {
        return record.tier() * TIER + record.opened().toEpochMilli();
    }
}
