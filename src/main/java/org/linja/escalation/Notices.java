package org.linja.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseKind;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.staff.Counsellor;
import org.linja.staff.Period;
import org.linja.staff.Swap;
import org.linja.staff.WallTimes;
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
                urgency(record),
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?").toUpperCase(Locale.ROOT));
        return waiting(who, "staff.alert", values, Optional.of(record), now);
    }

    /// What is no cry for help climbs only after somebody has passed it on.
    private static String urgency(Case record) {
        if (!record.kind().urgent()) {
            return record.kind() == CaseKind.CALL ? "CALL" : "CASE";
        }
        return record.tier() == 1 ? "SOS" : "SOS 2";
    }

    /// The whole ladder was climbed and nobody has accepted: for the coordinator.
    public Outgoing nobodyAccepted(Counsellor who, Case record, Instant now) {
        Map<String, String> values = Map.of(
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?").toUpperCase(Locale.ROOT),
                "minutes",
                Long.toString(Duration.between(record.opened(), now).toMinutes()));
        return waiting(who, "staff.nobody-accepted", values, Optional.of(record), now);
    }

    /// A case has come and nobody is on call: for the coordinator.
    public Outgoing nobodyOnCall(Counsellor who, Case record, Instant now) {
        return waiting(who, "staff.nobody-on-call", Map.of("code", record.code()), Optional.of(record), now);
    }

    /// Cases were found that the ladder had lost: for the coordinator.
    public Outgoing lost(Counsellor who, int count, Instant now) {
        return toStaff(who, "staff.lost", Map.of("count", Integer.toString(count)), Lane.SOS, Optional.empty(), now);
    }

    /// Nobody is on call for some time to come: for the coordinator.
    public Outgoing gap(Counsellor who, Period gap, ZoneId zone, Instant now) {
        Map<String, String> values =
                Map.of("from", WallTimes.written(gap.from(), zone), "to", WallTimes.written(gap.to(), zone));
        return toStaff(who, "staff.gap", values, Lane.STAFF, Optional.empty(), now);
    }

    /// News of a swap of shifts.
    ///
    /// @param key which text
    public Outgoing swap(Counsellor who, String key, Swap swap, ZoneId zone, Instant now) {
        Map<String, String> values = Map.of(
                "code",
                swap.code(),
                "asker",
                swap.asker(),
                "asked",
                swap.asked(),
                "gives",
                written(swap.gives(), zone),
                "takes",
                swap.takes().map(period -> written(period, zone)).orElse("-"));
        return toStaff(who, key, values, Lane.STAFF, Optional.empty(), now);
    }

    private static String written(Period period, ZoneId zone) {
        return WallTimes.written(period.from(), zone) + " - " + WallTimes.written(period.to(), zone);
    }

    /// One message in place of many alerts.
    public Outgoing digest(Counsellor who, long waiting, Instant now) {
        return waiting(who, "staff.digest", Map.of("count", Long.toString(waiting)), Optional.empty(), now);
    }

    /// Leaves only while the case still waits.
    private Outgoing waiting(
            Counsellor who, String key, Map<String, String> values, Optional<Case> about, Instant now) {
        return toStaff(who, key, values, Lane.SOS, Purpose.WAITING, about, now);
    }

    /// The store is away: that many urgent messages wait on the disk, and no case can be told of them yet.
    public Outgoing storeAway(Counsellor who, long waiting, Instant now) {
        return toStaff(
                who, "staff.store-away", Map.of("count", Long.toString(waiting)), Lane.SOS, Optional.empty(), now);
    }

    /// What she wants done when someone else answers a call to her, told before it rings.
    public String ifAnother(Counsellor who, SafeContact.Another another) {
        String key = switch (another) {
            case HANG_UP -> "staff.another-hang-up";
            case WRONG_NUMBER -> "staff.another-wrong-number";
            case COVER_LINE -> "staff.another-cover-line";
        };
        return staffTexts.text(key, who.writtenIn(), Map.of()).words();
    }

    /// Any other message to a counsellor.
    public Outgoing toStaff(
            Counsellor who, String key, Map<String, String> values, Lane lane, Optional<Case> about, Instant now) {
        return toStaff(who, key, values, lane, Purpose.STAFF, about, now);
    }

    private Outgoing toStaff(
            Counsellor who,
            String key,
            Map<String, String> values,
            Lane lane,
            Purpose purpose,
            Optional<Case> about,
            Instant now) {
        return new Outgoing(
                ids.next(now),
                new Recipient.Staff(who.number()),
                lane,
                purpose,
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
        return toHer(record, person, text, lane, Purpose.CASE, now);
    }

    /// What she is told when nobody has accepted her case: not any more once somebody has.
    public Outgoing stillNobody(Case record, Person person, Texts.Text text, Instant now) {
        return toHer(record, person, text, Lane.SOS, Purpose.WAITING, now);
    }

    private Outgoing toHer(Case record, Person person, Texts.Text text, Lane lane, Purpose purpose, Instant now) {
        return new Outgoing(
                ids.next(now),
                new Recipient.Person(record.contact()),
                lane,
                purpose,
                text.tone(),
                text.words(),
                person.ownNumber(),
                person.carrier(),
                now,
                Optional.of(record.id().toString()),
                0);
    }
}
