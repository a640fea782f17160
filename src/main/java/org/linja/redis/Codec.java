package org.linja.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.cases.Climb;
import org.linja.contact.Channel;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.Subscription;
import org.linja.dialog.Inbound;
import org.linja.dialog.PartStore;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.staff.AuditLine;
import org.linja.staff.Desk;
import org.linja.text.Tone;

/// The stored form of every record: JSON, sealed. Fields may be added; a missing one is read as empty, so that a newer
/// Linja reads what an older one wrote.
final class Codec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.NON_DEFAULT))
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectWriter WRITER = JSON.writer();

    private final Seal seal;

    Codec(Seal seal) {
        this.seal = seal;
    }

    private record PersonForm(
            @Nullable String lang,
            boolean chosen,
            @Nullable String session,
            long sessionAt,
            long lastIn,
            @Nullable String own,
            @Nullable String carrier,
            long quietAt,
            boolean stopped,
            boolean everCase,
            @Nullable String openCase,
            ContactForms.@Nullable Safe safe,
            boolean unproven,
            @Nullable List<ContactForms.Agreed> consents,
            @Nullable Set<String> optIns,
            long blockedUntil,
            long heardUntil) {}

    byte[] write(Person person) {
        return sealed(
                new PersonForm(
                        person.language().map(Language::code).orElse(null),
                        person.chosen(),
                        person.session().orElse(null),
                        person.sessionAt().toEpochMilli(),
                        person.lastInbound().toEpochMilli(),
                        person.ownNumber(),
                        person.carrier(),
                        person.quietAt().toEpochMilli(),
                        person.stopped(),
                        person.everCase(),
                        person.openCase().orElse(null),
                        person.safe().map(s -> ContactForms.form(s, seal)).orElse(null),
                        person.unproven(),
                        ContactForms.forms(person.consents()),
                        person.optIns().isEmpty() ? null : person.optIns(),
                        person.blockedUntil().toEpochMilli(),
                        person.heardUntil().toEpochMilli()),
                "person");
    }

    private static final ObjectReader PERSON = JSON.readerFor(PersonForm.class);

    Person person(byte[] sealed) {
        PersonForm form = opened(PERSON, sealed, "person");
        return new Person(
                Optional.ofNullable(form.lang()).flatMap(Language::of),
                form.chosen(),
                Optional.ofNullable(form.session()),
                Instant.ofEpochMilli(form.sessionAt()),
                Instant.ofEpochMilli(form.lastIn()),
                orEmpty(form.own()),
                orEmpty(form.carrier()),
                Instant.ofEpochMilli(form.quietAt()),
                form.stopped(),
                form.everCase(),
                Optional.ofNullable(form.openCase()),
                Optional.ofNullable(form.safe()).map(s -> ContactForms.contact(s, seal)),
                form.unproven(),
                ContactForms.consents(form.consents()),
                form.optIns() == null ? Set.of() : form.optIns(),
                Instant.ofEpochMilli(form.blockedUntil()),
                Instant.ofEpochMilli(form.heardUntil()));
    }

    private record CaseForm(
            String id,
            String code,
            CaseKind kind,
            int tier,
            String contact,
            @Nullable String lang,
            long opened,
            long lastWord,
            CaseState state,
            @Nullable String holder,
            int step,
            int round,
            int here,
            @Nullable List<String> told,
            @Nullable List<String> alerted,
            @Nullable Map<String, String> fields) {}

    private static final ObjectReader CASE = JSON.readerFor(CaseForm.class);

    byte[] write(Case record) {
        return sealed(
                new CaseForm(
                        record.id().toString(),
                        record.code(),
                        record.kind(),
                        record.tier(),
                        record.contact().toString(),
                        record.language().map(Language::code).orElse(null),
                        record.opened().toEpochMilli(),
                        record.lastWord().toEpochMilli(),
                        record.state(),
                        record.holder().orElse(null),
                        record.climb().rung(),
                        record.climb().round(),
                        record.climb().here(),
                        record.climb().told().isEmpty() ? null : record.climb().told(),
                        record.alerted().isEmpty() ? null : record.alerted(),
                        record.fields().isEmpty() ? null : record.fields()),
                "case");
    }

    Case record(byte[] sealed) {
        CaseForm form = opened(CASE, sealed, "case");
        return new Case(
                CaseId.parse(form.id()),
                form.code(),
                form.kind(),
                form.tier(),
                ContactId.parse(form.contact()),
                Optional.ofNullable(form.lang()).flatMap(Language::of),
                Instant.ofEpochMilli(form.opened()),
                Instant.ofEpochMilli(form.lastWord()),
                form.state(),
                Optional.ofNullable(form.holder()),
                new Climb(form.round(), form.step(), form.here(), form.told() == null ? List.of() : form.told()),
                form.alerted() == null ? List.of() : form.alerted(),
                form.fields() == null ? Map.of() : form.fields());
    }

    private record EntryForm(
            long at,
            CaseEntry.What what,
            String who,
            @Nullable String words) {}

    private static final ObjectReader ENTRIES = JSON.readerFor(EntryForm[].class);

    byte[] write(List<CaseEntry> entries) {
        return sealed(
                entries.stream()
                        .map(entry ->
                                new EntryForm(entry.at().toEpochMilli(), entry.what(), entry.who(), entry.words()))
                        .toList(),
                "entries");
    }

    List<CaseEntry> entries(byte[] sealed) {
        EntryForm[] forms = opened(ENTRIES, sealed, "entries");
        return Arrays.stream(forms)
                .map(form ->
                        new CaseEntry(Instant.ofEpochMilli(form.at()), form.what(), form.who(), orEmpty(form.words())))
                .toList();
    }

    private record OutgoingForm(
            String id,
            @Nullable String person,
            @Nullable String staff,
            Lane lane,
            Purpose purpose,
            Tone tone,
            String text,
            @Nullable String from,
            @Nullable String carrier,
            long created,
            @Nullable String caseId,
            int attempts) {}

    private static final ObjectReader OUTGOING = JSON.readerFor(OutgoingForm.class);

    /// The addressee's word, a space, and the sealed message; without the word when it goes to a counsellor.
    byte[] write(Outgoing message, int attempts) {
        String person = null;
        String staff = null;
        String addressee = "";
        switch (message.to()) {
            case Recipient.Person to -> {
                person = to.id().toString();
                addressee = to.id().word();
            }
            case Recipient.Staff to -> staff = to.number().digits();
        }
        byte[] sealed = sealed(
                new OutgoingForm(
                        message.id(),
                        person,
                        staff,
                        message.lane(),
                        message.purpose(),
                        message.tone(),
                        message.text(),
                        message.from(),
                        message.carrier(),
                        message.created().toEpochMilli(),
                        message.caseId().orElse(null),
                        attempts),
                "outgoing");
        byte[] word = Keys.bytes(addressee + " ");
        byte[] addressed = Arrays.copyOf(word, word.length + sealed.length);
        System.arraycopy(sealed, 0, addressed, word.length, sealed.length);
        return addressed;
    }

    Outgoing outgoing(byte[] sealed) {
        OutgoingForm form = opened(OUTGOING, sealed, "outgoing");
        Recipient to;
        if (form.person() != null) {
            to = new Recipient.Person(ContactId.parse(form.person()));
        } else if (form.staff() != null) {
            to = new Recipient.Staff(new Msisdn(form.staff()));
        } else {
            throw new KeyringBroken("a stored message has no recipient");
        }
        return new Outgoing(
                form.id(),
                to,
                form.lane(),
                form.purpose(),
                form.tone(),
                form.text(),
                orEmpty(form.from()),
                orEmpty(form.carrier()),
                Instant.ofEpochMilli(form.created()),
                Optional.ofNullable(form.caseId()),
                form.attempts());
    }

    private record InboundForm(
            String id,
            @Nullable String carrier,
            Channel channel,
            String from,
            @Nullable String to,
            @Nullable String text,
            boolean partial,
            byte @Nullable [] bytes,
            int dataCoding,
            long at,
            boolean confirmed) {}

    private static final ObjectReader INBOUND = JSON.readerFor(InboundForm.class);

    byte[] write(Inbound inbound) {
        String text = null;
        boolean partial = false;
        byte[] bytes = null;
        int dataCoding = 0;
        switch (inbound.body()) {
            case Inbound.Body.Text words -> {
                text = words.text();
                partial = words.partial();
            }
            case Inbound.Body.Undecodable raw -> {
                bytes = raw.bytes();
                dataCoding = raw.dataCoding();
            }
        }
        return sealed(
                new InboundForm(
                        inbound.id(),
                        inbound.carrier(),
                        inbound.channel(),
                        inbound.from().digits(),
                        inbound.to(),
                        text,
                        partial,
                        bytes,
                        dataCoding,
                        inbound.at().toEpochMilli(),
                        inbound.confirmed()),
                "inbound");
    }

    Inbound inbound(byte[] sealed) {
        InboundForm form = opened(INBOUND, sealed, "inbound");
        byte[] bytes = form.bytes();
        return new Inbound(
                form.id(),
                orEmpty(form.carrier()),
                form.channel(),
                new Msisdn(form.from()),
                orEmpty(form.to()),
                bytes == null
                        ? new Inbound.Body.Text(orEmpty(form.text()), form.partial())
                        : new Inbound.Body.Undecodable(bytes, form.dataCoding()),
                Instant.ofEpochMilli(form.at()),
                form.confirmed());
    }

    private record AuditForm(
            long at,
            String who,
            AuditLine.Act act,
            @Nullable String caseId,
            @Nullable String code) {}

    private static final ObjectReader AUDIT = JSON.readerFor(AuditForm.class);

    byte[] write(AuditLine line) {
        return sealed(
                new AuditForm(
                        line.at().toEpochMilli(),
                        line.who(),
                        line.act(),
                        line.caseId().orElse(null),
                        line.code()),
                "audit");
    }

    AuditLine audit(byte[] sealed) {
        AuditForm form = opened(AUDIT, sealed, "audit");
        return new AuditLine(
                Instant.ofEpochMilli(form.at()),
                form.who(),
                form.act(),
                Optional.ofNullable(form.caseId()),
                orEmpty(form.code()));
    }

    private static final ObjectReader DESK = JSON.readerFor(ContactForms.DeskForm.class);

    byte[] write(Desk.State state) {
        return sealed(ContactForms.form(state), "desk");
    }

    Desk.State desk(byte[] sealed) {
        return ContactForms.desk(opened(DESK, sealed, "desk"));
    }

    private record PartForm(
            String inbound,
            @Nullable String carrier,
            String from,
            @Nullable String to,
            int reference,
            int total,
            int number,
            byte @Nullable [] bytes,
            int dataCoding,
            long at) {}

    private static final ObjectReader PART = JSON.readerFor(PartForm.class);

    byte[] write(PartStore.Part part) {
        PartStore.Origin origin = part.origin();
        return sealed(
                new PartForm(
                        part.inbound(),
                        origin.carrier(),
                        origin.from().digits(),
                        origin.to(),
                        origin.reference(),
                        origin.total(),
                        part.number(),
                        part.bytes(),
                        part.dataCoding(),
                        part.at().toEpochMilli()),
                "part");
    }

    PartStore.Part part(byte[] sealed) {
        PartForm form = opened(PART, sealed, "part");
        byte[] bytes = form.bytes();
        return new PartStore.Part(
                form.inbound(),
                new PartStore.Origin(
                        orEmpty(form.carrier()),
                        new Msisdn(form.from()),
                        orEmpty(form.to()),
                        form.reference(),
                        form.total()),
                form.number(),
                bytes == null ? new byte[0] : bytes,
                form.dataCoding(),
                Instant.ofEpochMilli(form.at()));
    }

    byte[] write(Subscription asked) {
        return RedisSubscribers.write(asked, seal);
    }

    byte[] write(Msisdn number) {
        return seal.seal(number.digits(), "number");
    }

    Msisdn number(byte[] sealed) {
        return new Msisdn(seal.openText(sealed, "number"));
    }

    private byte[] sealed(Object form, String context) {
        try {
            return seal.seal(WRITER.writeValueAsBytes(form), context);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of kind " + context + " cannot be written as JSON");
        }
    }

    private <T> T opened(ObjectReader reader, byte[] sealed, String context) {
        try {
            return reader.readValue(seal.open(sealed, context));
        } catch (IOException e) {
            throw new KeyringBroken("a stored record of kind " + context + " is not the JSON it should be");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
