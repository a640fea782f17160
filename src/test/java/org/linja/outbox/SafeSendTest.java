package org.linja.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.linja.contact.ContactId;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.contact.SafeContact.Window;
import org.linja.outbox.SafeSend.Reason;
import org.linja.outbox.SafeSend.Verdict;
import org.linja.text.Tone;

/// The gate: what may leave, and until when the network may keep it.
class SafeSendTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Msisdn HERS = new Msisdn("38344000301");

    private final SafeSend gate = new SafeSend(TEN_MINUTES, Duration.ofMinutes(30), ZoneOffset.UTC);

    private static Person wrote(Duration ago) {
        return Person.unknown().wrote(NOON.minus(ago), "55111", "vala");
    }

    private static SafeContact writable(int from, int to) {
        return SafeContact.careful()
                .writing(true)
                .within(Optional.of(new Window(LocalTime.of(from, 0), LocalTime.of(to, 0))));
    }

    private static void refused(Verdict verdict, Reason why) {
        assertThat(verdict).isEqualTo(new Verdict.Refuse(why));
    }

    private static void leaves(Verdict verdict, Duration validity) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Clear.class,
                        clear -> assertThat(clear.message().validity()).isEqualTo(validity));
    }

    @Nested
    class ToHer {
        private Verdict judge(Purpose purpose, Tone tone, Person person, Instant written) {
            return gate.toPerson(
                    new Outgoing(
                            "m1",
                            new Recipient.Person(new ContactId(0, "anna")),
                            Lane.SOS,
                            purpose,
                            tone,
                            "a text",
                            "55111",
                            "vala",
                            written,
                            Optional.empty(),
                            0),
                    person,
                    HERS,
                    NOON);
        }

        private Verdict answer(Person person) {
            return judge(Purpose.ANSWER, Tone.NEUTRAL, person, NOON);
        }

        @Test
        void anAnswerLeavesInTheReplyWindowAndIsKeptNoLonger() {
            leaves(answer(wrote(Duration.ofMinutes(4))), Duration.ofMinutes(6));
            refused(answer(wrote(TEN_MINUTES)), Reason.WINDOW);
            refused(answer(Person.unknown()), Reason.WINDOW);
        }

        @Test
        void newsOfHerCaseAlsoInTheHoursSheNamed() {
            Person safe = wrote(Duration.ofHours(3)).safely(writable(11, 14));
            leaves(judge(Purpose.CASE, Tone.NEUTRAL, safe, NOON), Duration.ofHours(2));
            refused(answer(safe), Reason.WINDOW);
            refused(judge(Purpose.CASE, Tone.NEUTRAL, safe.safely(writable(13, 14)), NOON), Reason.WINDOW);
            refused(judge(Purpose.CASE, Tone.NEUTRAL, safe.safely(safe.contact().writing(false)), NOON), Reason.WINDOW);
        }

        @Test
        void namingTheHelpNeedsHerWord() {
            Person anna = wrote(Duration.ofMinutes(1));
            refused(judge(Purpose.ANSWER, Tone.EXPLICIT, anna, NOON), Reason.EXPLICIT);
            Person allowed = anna.safely(SafeContact.careful().explicit(true));
            leaves(judge(Purpose.ANSWER, Tone.EXPLICIT, allowed, NOON), Duration.ofMinutes(9));
            refused(judge(Purpose.ANSWER, Tone.EXPLICIT, allowed.proven(false), NOON), Reason.EXPLICIT);
        }

        @Test
        void afterShehasLeftQuietlyNothingThatWasWrittenBefore() {
            Person gone = wrote(Duration.ofMinutes(2)).quiet(NOON.minusSeconds(30));
            refused(answer(gone), Reason.QUIET);
            Person back = gone.wrote(NOON.minusSeconds(10), "55111", "vala");
            refused(judge(Purpose.ANSWER, Tone.NEUTRAL, back, NOON.minusSeconds(60)), Reason.QUIET);
            leaves(answer(back), TEN_MINUTES.minusSeconds(10));
        }
    }

    @Nested
    class ToSubscribers {
        private final Instant evening = NOON.plus(Duration.ofHours(7));

        private Verdict judge(Tone tone, boolean agreed, SafeSend.Standing standing, Instant now) {
            return gate.toSubscriber(
                    new SafeSend.Awareness("b1-0-0", "a text", tone, "", NOON.minusSeconds(60), agreed, evening),
                    HERS,
                    standing,
                    now);
        }

        private Verdict toWhomAsked(Optional<Person> person) {
            return judge(Tone.NEUTRAL, false, new SafeSend.Standing(true, false, person), NOON);
        }

        @Test
        void onlyWhoAskedAndHasNotEndedThem() {
            leaves(toWhomAsked(Optional.empty()), Duration.ofHours(7));
            Optional<Person> client = Optional.of(wrote(Duration.ofMinutes(1)).withCase("c1"));
            refused(judge(Tone.NEUTRAL, false, new SafeSend.Standing(false, false, client), NOON), Reason.NOT_ASKED);
            refused(
                    judge(Tone.NEUTRAL, false, new SafeSend.Standing(true, true, Optional.empty()), NOON),
                    Reason.STOPPED);
            refused(toWhomAsked(client.map(p -> p.stopped(true))), Reason.STOPPED);
        }

        @Test
        void notInTheEvening() {
            refused(
                    judge(Tone.NEUTRAL, false, new SafeSend.Standing(true, false, Optional.empty()), evening),
                    Reason.HOURS);
        }

        @Test
        void notWhereSheSaidThatItIsNotSafeNorOutsideTheHoursSheNamed() {
            refused(toWhomAsked(Optional.of(Person.unknown().safely(SafeContact.careful()))), Reason.UNSAFE);
            refused(toWhomAsked(Optional.of(Person.unknown().safely(writable(14, 16)))), Reason.UNSAFE);
            leaves(toWhomAsked(Optional.of(Person.unknown().safely(writable(11, 14)))), Duration.ofHours(2));
        }

        @Test
        void notAfterSheHasLeftQuietly() {
            refused(toWhomAsked(Optional.of(wrote(Duration.ofMinutes(5)).quiet(NOON.minusSeconds(10)))), Reason.QUIET);
        }

        @Test
        void namingItNeedsASecondYes() {
            SafeSend.Standing standing = new SafeSend.Standing(true, false, Optional.empty());
            refused(judge(Tone.EXPLICIT, false, standing, NOON), Reason.EXPLICIT);
            leaves(judge(Tone.EXPLICIT, true, standing, NOON), Duration.ofHours(7));
        }
    }
}
