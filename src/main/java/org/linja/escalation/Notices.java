package org.linja.escalation;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.staff.Counsellor;
import org.linja.text.Texts;
import org.linja.text.Tone;
import org.linja.work.Ids;

/// Writes what counsellors and she are told of a case. An alert holds its code, its urgency and her language: never a
/// number, never a word of hers (R27).
public final class Notices {
    private final Texts staffTexts;
    private final Ids ids;

    /// @param staffTexts the bundle `ivr-scripts/staff`
    public Notices(Texts staffTexts, Ids ids) {
        this.staffTexts = staffTexts;
        this.ids = ids;
    }

    /// The alert to one counsellor: lane 0, before everything.
    public Outgoing alert(Counsellor who, Case record, Instant now) {
        Map<String, String> values = Map.of(
                "urgency",
                record.tier() == 1 ? "SOS" : "SOS 2",
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?").toUpperCase(Locale.ROOT));
        return toStaff(who, "staff.alert", values, Lane.SOS, Optional.of(record), now);
    }

    /// One message in place of many alerts.
    public Outgoing digest(Counsellor who, long waiting, Instant now) {
        return toStaff(who, "staff.digest", Map.of("count", Long.toString(waiting)), Lane.SOS, Optional.empty(), now);
    }

    /// The store is away: that many urgent messages wait on the disk, and no case can be told of them yet.
    public Outgoing storeAway(Counsellor who, long waiting, Instant now) {
        return toStaff(
                who, "staff.store-away", Map.of("count", Long.toString(waiting)), Lane.SOS, Optional.empty(), now);
    }

    /// Any other message to a counsellor.
    public Outgoing toStaff(
            Counsellor who, String key, Map<String, String> values, Lane lane, Optional<Case> about, Instant now) {
        return new Outgoing(
                ids.next(now),
                new Recipient.Staff(who.number()),
                lane,
                Purpose.STAFF,
                Tone.EXPLICIT,
                staffTexts.text(key, who.writtenIn(), values).words(),
                "",
                "",
                now,
                about.map(c -> c.id().toString()),
                0);
    }

    /// News of her case to her, from the number she wrote to (R03).
    public Outgoing toHer(Case record, Person person, Texts.Text text, Lane lane, Instant now) {
        return new Outgoing(
                ids.next(now),
                new Recipient.Person(record.contact()),
                lane,
                Purpose.CASE,
                text.tone(),
                text.words(),
                person.ownNumber(),
                person.carrier(),
                now,
                Optional.of(record.id().toString()),
                0);
    }
}
