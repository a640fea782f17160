package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseKind;
import org.linja.simulator.Handset;
import org.linja.simulator.UssdPhone;
import org.linja.testkit.Hotline;

/// USSD from end to end: handsets that dial, SMPP, the server, a real Redis.
class UssdStoryTest {
    private Hotline hotline;

    @BeforeEach
    void open() {
        hotline = Hotline.open();
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void a_whole_session_leads_to_a_case_and_leaves_nothing_on_the_phone() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("1 Shqip", "4 English");
        anna.answers("4").shows("1 Home doctor", "8 Call me", "0 Back");
        anna.answers("8").shows("keep only your number");
        anna.answers("1").shows("When may we call you?");
        anna.answers("2").shows("May we send SMS");
        anna.answers("2").shows("If someone else answers");
        anna.answers("2").shows("may we try again");
        anna.answers("2").ends("We will call you");

        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALLBACK);
        assertThat(hotline.theCase().fields()).containsEntry("safe-time", "morning");
        hotline.phone("201").getsNothing(Duration.ofMillis(300));
    }

    @Test
    void an_sos_by_ussd_alerts_the_counsellor_and_sends_her_nothing() {
        Handset bram = hotline.phone("101");
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("1 Shqip").answers("ndihme").ends("porosia u regjistrua");

        bram.gets("SOS").texts("1").gets(hotline.theCase().code());
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        hotline.phone("201").getsNothing(Duration.ofMillis(500));
    }

    @Test
    void the_sos_key_can_be_dialled_in_one_go() {
        hotline.screen("201").dials("*123*9#").ends("porosia");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
    }

    @Test
    void a_request_that_breaks_off_after_she_has_agreed_is_kept() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("4 English").answers("4").shows("8 Call me");
        anna.answers("8").shows("keep only").answers("1").shows("When may we").isCutOff();

        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALLBACK);
        hotline.phone("201").getsNothing(Duration.ofMillis(300));
    }

    @Test
    void a_request_in_a_session_that_just_falls_silent_is_kept() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("4 English").answers("4").shows("8 Call me");
        anna.answers("8").shows("keep only").answers("1").shows("When may we");
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        hotline.forward(Duration.ofMinutes(4));

        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALLBACK);
    }

    @Test
    void who_only_looks_leaves_no_case() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("4 English").answers("4").shows("2 Psychologist");
        anna.answers("2").shows("municipality").hangsUp();

        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
    }

    @Test
    void her_language_is_kept_for_the_next_time_also_by_sms() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("2 Srpski").answers("2").shows("1 Lekar").hangsUp();
        anna.dials("*123#").shows("1 Lekar").hangsUp();

        hotline.phone("201").texts("info").gets("1 Lekar");
    }

    @Test
    void a_long_list_is_turned_page_by_page_and_back() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#").shows("1 Shqip").answers("1").shows("2 Psikolog").answers("2");
        String first = anna.next().text();
        assertThat(first).contains("1 ");
        anna.answers("8").next();
        anna.answers("0").shows("Psikolog");
    }

    @Test
    void a_session_that_was_cut_off_goes_on_only_for_someone_who_allows_it() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#")
                .shows("4 English")
                .answers("4")
                .shows("1 Home doctor")
                .isCutOff();
        assertThat(anna.dials("*123#").next().text()).doesNotContain("99 Continue");
        anna.hangsUp();

        anna.dials("*123#").shows("8 Call me").answers("8").shows("keep only");
        anna.answers("1")
                .shows("When may we")
                .answers("1")
                .shows("send SMS")
                .answers("1")
                .shows("someone else")
                .answers("1")
                .shows("try again")
                .answers("1")
                .ends("We will call");
        anna.dials("*123#")
                .shows("Legal aid")
                .answers("3")
                .shows("municipality")
                .isCutOff();
        hotline.phone("201").getsNothing(Duration.ofMillis(500));
        anna.dials("*123#").shows("99 Continue").answers("99").shows("municipality");
    }

    @Test
    void a_late_answer_to_a_closed_session_is_dropped_but_a_call_for_help_in_it_is_heard() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#")
                .shows("4 English")
                .answers("4")
                .shows("8 Call me")
                .answers("#")
                .ends("Thank you");
        anna.answers("1").showsNothing(Duration.ofMillis(300));
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        assertThat(hotline.smsc().submitted()).hasSize(3);
    }

    @Test
    void a_server_that_is_restarted_goes_on_where_she_was() {
        UssdPhone anna = hotline.screen("201");
        anna.dials("*123#")
                .shows("4 English")
                .answers("4")
                .shows("8 Call me")
                .answers("8")
                .shows("keep only");
        hotline.restart();
        anna.answers("1").shows("When may we call you?");
    }
}
