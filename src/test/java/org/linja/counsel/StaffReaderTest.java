package org.linja.counsel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.cases.CaseField;
import org.linja.cases.Outcome;
import org.linja.contact.SafeContact;
import org.linja.counsel.StaffCommand.Which;

class StaffReaderTest {
    private static final Which THIS = new Which.Code("4F7K");

    private static StaffCommand read(String text) {
        return StaffCommand.read(text).orElseThrow(() -> new AssertionError("not read: " + text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 4F7K",
                "1 4f7k",
                "14F7K",
                "1.4F7K",
                "4F7K",
                "4f7k 1",
                "po 4F7K",
                "da 4f7k",
                "Yes, 4F7K",
                "e marr 4F7K"
            })
    void takes_a_case(String text) {
        assertThat(read(text)).isEqualTo(new StaffCommand.Accept(THIS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 4F7K", "24F7K", "jo 4F7K", "nuk mundem 4F7K", "ne mogu 4F7K", "no 4f7k", "4F7K 2"})
    void passes_one_up(String text) {
        assertThat(read(text)).isEqualTo(new StaffCommand.Decline(THIS));
    }

    @Test
    void a_digit_alone_means_the_next_and_a_word_alone_only_a_clear_one() {
        assertThat(read("1")).isEqualTo(new StaffCommand.Accept(new Which.Next()));
        assertThat(read("po")).isEqualTo(new StaffCommand.Accept(new Which.Only()));
        assertThat(read("3")).isEqualTo(new StaffCommand.Close(new Which.Next(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "3 4F7K, ",
        "mbyll 4F7K, ",
        "3 4F7K 1, HELPED",
        "34F7K 2, REFERRED",
        "zatvori 4F7K policija, POLICE",
        "4F7K 3 5, NO_NEED",
        "close 4F7K unreached, UNREACHED",
        "3 4F7K pa pergjigje, UNREACHED"
    })
    void closes_with_or_without_an_outcome(String text, Outcome outcome) {
        assertThat(read(text)).isEqualTo(new StaffCommand.Close(THIS, Optional.ofNullable(outcome)));
    }

    @Test
    void other_digits() {
        assertThat(read("4 4F7K")).isEqualTo(new StaffCommand.Escalate(THIS));
        assertThat(read("eskalo 4F7K")).isEqualTo(new StaffCommand.Escalate(THIS));
        assertThat(read("8 4F7K")).isEqualTo(new StaffCommand.Call(THIS));
        assertThat(read("zovi 4F7K")).isEqualTo(new StaffCommand.Call(THIS));
        assertThat(read("5")).isEqualTo(new StaffCommand.Break(Duration.ofMinutes(30)));
        assertThat(read("pauza 45")).isEqualTo(new StaffCommand.Break(Duration.ofMinutes(45)));
        assertThat(read("6")).isEqualTo(new StaffCommand.Back());
        assertThat(read("u ktheva")).isEqualTo(new StaffCommand.Back());
        assertThat(read("7")).isEqualTo(new StaffCommand.WhoIsOnCall());
        assertThat(read("ko je?")).isEqualTo(new StaffCommand.WhoIsOnCall());
        assertThat(read("0")).isEqualTo(new StaffCommand.Commands());
        assertThat(read("?")).isEqualTo(new StaffCommand.Commands());
        assertThat(read("sms jo")).isEqualTo(new StaffCommand.Relay(false));
        assertThat(read("SMS yes")).isEqualTo(new StaffCommand.Relay(true));
    }

    @Test
    void what_stands_after_a_code_is_for_her() {
        assertThat(read("4F7K A jeni mirë? Jam këtu."))
                .isEqualTo(new StaffCommand.Say("4F7K", "A jeni mirë? Jam këtu.", Optional.empty()));
        assertThat(read("4f7k: po"))
                .isEqualTo(new StaffCommand.Say("4F7K", "po", Optional.of(new StaffCommand.Accept(THIS))));
        assertThat(read("4F7K 2 minuta")).isInstanceOf(StaffCommand.Say.class);
        assertThat(read("4F7K 192")).isInstanceOf(StaffCommand.Say.class);
    }

    @Test
    void safe_contact() {
        assertThat(read("safe 4F7K")).isEqualTo(new StaffCommand.Safe("4F7K", Optional.empty()));
        assertThat(read("safe 4F7K sms yes")).isEqualTo(safe(new SafeChange.Sms(true)));
        assertThat(read("kontakti 4F7K oret 17-21"))
                .isEqualTo(safe(new SafeChange.Hours(
                        Optional.of(new SafeContact.Window(LocalTime.of(17, 0), LocalTime.of(21, 0))))));
        assertThat(read("safe 4F7K hours 17:30-0:15"))
                .isEqualTo(safe(new SafeChange.Hours(
                        Optional.of(new SafeContact.Window(LocalTime.of(17, 30), LocalTime.of(0, 15))))));
        assertThat(read("safe 4F7K hours no")).isEqualTo(safe(new SafeChange.Hours(Optional.empty())));
        assertThat(read("kontakt 4F7K drugi pogresan"))
                .isEqualTo(safe(new SafeChange.IfAnother(SafeContact.Another.WRONG_NUMBER)));
        assertThat(read("safe 4F7K tries 3")).isEqualTo(safe(new SafeChange.Tries(3)));
        assertThat(read("safe 4F7K shows nothing"))
                .isEqualTo(safe(new SafeChange.Shows(SafeContact.CallerId.WITHHELD)));
        assertThat(read("safe 4F7K calls no")).isEqualTo(safe(new SafeChange.Calls(false)));
        assertThat(read("safe 4F7K number 044 000 777")).isInstanceOf(StaffCommand.Safe.class);
        assertThat(read("safe 4F7K word Trëndafil"))
                .isInstanceOfSatisfying(
                        StaffCommand.Safe.class,
                        said -> assertThat(said.change())
                                .get()
                                .isInstanceOfSatisfying(
                                        SafeChange.Word.class,
                                        word -> assertThat(word.word().is("trendafil"))
                                                .isTrue()));
    }

    private static StaffCommand safe(SafeChange change) {
        return new StaffCommand.Safe("4F7K", Optional.of(change));
    }

    @Test
    void notes_consents_and_the_override() {
        assertThat(read("child 4F7K")).isEqualTo(new StaffCommand.Note("4F7K", CaseField.CHILD, true));
        assertThat(read("dete 4F7K staratelj ne")).isEqualTo(new StaffCommand.Note("4F7K", CaseField.GUARDIAN, false));
        assertThat(read("femije 4F7K pelqim po")).isEqualTo(new StaffCommand.Note("4F7K", CaseField.ASSENT, true));
        assertThat(read("per tjeter 4F7K")).isEqualTo(new StaffCommand.Note("4F7K", CaseField.THIRD_PARTY, true));
        assertThat(read("consent 4F7K police")).isEqualTo(new StaffCommand.Consented("4F7K", CaseField.CONSENT_POLICE));
        assertThat(read("pristanak 4F7K upucena"))
                .isEqualTo(new StaffCommand.Consented("4F7K", CaseField.CONSENT_REFER));
        assertThat(read("danger 4F7K he has a knife")).isEqualTo(new StaffCommand.Danger("4F7K", "he has a knife"));
        assertThat(read("pajtohem 4F7K")).isEqualTo(new StaffCommand.Agree("4F7K"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "ok",
                "1 2",
                "1 4F7K hello",
                "9 4F7K",
                "danger",
                "ndihme",
                "SOS",
                "5 99999",
                "safe",
                "safe 4F7K hours",
                "safe 4F7K hours 25-99-1",
                "safe 4F7K tries 9",
                "child",
                "consent 4F7K"
            })
    void what_is_no_command_is_none(String text) {
        assertThat(StaffCommand.read(text)).isEmpty();
    }
}
