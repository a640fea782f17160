package org.linja.counsel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseField;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.counsel.CallRules.No;

class CallRulesTest {
    private static final ZoneId HERE = ZoneId.of("Europe/Belgrade");
    private static final Instant NOON = at("12:00");

    private static Instant at(String time) {
        return LocalDateTime.parse("2027-01-12T" + time).atZone(HERE).toInstant();
    }

    private static Case asked(String when, Map<String, String> more) {
        Case record = Case.open(
                new CaseId(0, "a"),
                "4F7K",
                CaseKind.CALLBACK,
                2,
                new ContactId(0, "b"),
                Optional.of(Language.SQ),
                NOON,
                Map.of(CaseField.SAFE_TIME.key(), when));
        return record.with(more);
    }

    private static Person she(String when) {
        SafeContact safe =
                SafeAnswers.on(SafeContact.careful(), "safe-time", when).orElseThrow();
        return Person.unknown().wrote(NOON, "55111", "demo").safely(safe);
    }

    private static Optional<No> refusal(Case record, Person person, Instant now) {
        return CallRules.refusal(record, person, now, HERE);
    }

    @Test
    void her_phone_rings_in_her_hours_only() {
        Case record = asked("evening", Map.of());
        assertThat(refusal(record, she("evening"), at("16:59"))).contains(No.NOT_NOW);
        assertThat(refusal(record, she("evening"), at("17:00"))).isEmpty();
        assertThat(refusal(record, she("evening"), at("21:00"))).contains(No.NOT_NOW);
        assertThat(CallRules.first(record, she("evening"), NOON, HERE)).contains(at("17:00"));
    }

    @Test
    void now_is_half_an_hour() {
        Case record = asked("now", Map.of());
        assertThat(CallRules.first(record, she("now"), NOON, HERE)).contains(NOON);
        assertThat(refusal(record, she("now"), at("12:29"))).isEmpty();
        assertThat(refusal(record, she("now"), at("12:30"))).contains(No.NOT_NOW);
    }

    @Test
    void who_said_never_or_nothing_is_not_called() {
        assertThat(refusal(asked("evening", Map.of()), she("never"), at("18:00")))
                .contains(No.NOT_ALLOWED);
        assertThat(refusal(asked("evening", Map.of()), Person.unknown(), at("18:00")))
                .contains(No.NOT_ALLOWED);
    }

    @Test
    void it_rings_as_often_as_she_allowed() {
        Case once = asked("evening", Map.of(CaseField.CALL_TRIES.key(), "1"));
        assertThat(refusal(once, she("evening"), at("18:00"))).contains(No.TRIES);
        Person again = she("evening");
        SafeContact thrice = SafeAnswers.on(again.contact(), "redial", "yes").orElseThrow();
        assertThat(refusal(once, again.safely(thrice), at("18:00"))).isEmpty();
        assertThat(refusal(once.with(CaseField.CALL_TRIES, "3"), again.safely(thrice), at("18:00")))
                .contains(No.TRIES);
    }

    @Test
    void who_left_quietly_is_not_called_until_she_writes() {
        Person gone = she("evening").quiet(NOON);
        assertThat(refusal(asked("evening", Map.of()), gone, at("18:00"))).contains(No.QUIET);
        Person back = gone.wrote(at("12:05"), "55111", "demo");
        assertThat(refusal(asked("evening", Map.of()), back, at("18:00"))).isEmpty();
    }

    @Test
    void a_missed_call_is_answered_once_within_five_minutes_and_never_after() {
        Instant until = NOON.plus(Duration.ofMinutes(5));
        Map<String, String> field = Map.of(CaseField.CALL_UNTIL.key(), Long.toString(until.toEpochMilli()));
        Case record = asked("", field);
        assertThat(refusal(record, Person.unknown(), at("12:04"))).isEmpty();
        assertThat(refusal(record, Person.unknown(), at("12:05"))).contains(No.NOT_ALLOWED);
        assertThat(refusal(record.with(CaseField.CALL_TRIES, "1"), Person.unknown(), at("12:02")))
                .contains(No.TRIES);
    }
}
