package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.simulator.Handset;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
import org.linja.testkit.Hotline;

/// Dora is in the roster, but nobody knows yet whether the number there is hers.
class EnrolmentStoryTest {
    private static final Counsellor DORA = new Counsellor("dora", new Msisdn("38344000104"), List.of(Language.SQ));

    private Hotline hotline;
    private Handset dora;

    @BeforeEach
    void open() {
        hotline = Hotline.open(shipped -> shipped.with(Roster.always(List.of(DORA))));
        dora = hotline.phone("104");
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private String codeSent() {
        hotline.server().counsel().enrolment().send(DORA, AuditLine.TERMINAL, hotline.now());
        return dora.next().text().replaceAll("\\D", "");
    }

    @Test
    void aNumberIsStaffOnceItsCodeHasComeBack() {
        dora.texts("7").gets("1 Shqip");
        String code = codeSent();
        assertThat(code).hasSize(6);
        dora.texts(code).gets("u konfirmua");
        dora.texts("7").gets("Ne detyre: dora");
        hotline.restart();
        dora.texts("7").gets("Ne detyre: dora");
    }

    @Test
    void aWrongCodeIsCountedAndTheFifthIsTheLast() {
        String code = codeSent();
        String wrong = code.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 5; i++) {
            dora.texts(wrong);
        }
        dora.texts(code).gets("1 Shqip");
        assertThat(hotline.server().counsel().enrolment().confirmed(DORA)).isFalse();
    }

    @Test
    void aCodeIsGoodForADay() {
        String code = codeSent();
        hotline.forward(Duration.ofHours(25));
        dora.texts(code).gets("1 Shqip");
    }

    @Test
    void whoIsNotConfirmedIsHelpedLikeAnyone() {
        dora.texts("ndihme").gets("regjistrua");
        Hotline.await("her case", () -> hotline.server().ledger().openCases(10).size() == 1);
    }

    @Test
    void anAlertGoesToAConfirmedNumberWhileThereIsOne() {
        hotline.close();
        Counsellor elona = new Counsellor("elona", new Msisdn("38344000105"), List.of(Language.SQ));
        hotline = Hotline.open(shipped -> shipped.with(Roster.always(List.of(DORA, elona))));
        Handset second = hotline.phone("105");
        hotline.server().counsel().enrolment().send(elona, AuditLine.TERMINAL, hotline.now());
        second.texts(second.next().text().replaceAll("\\D", "")).gets("u konfirmua");
        hotline.phone("201").texts("ndihme").gets("regjistrua");
        second.gets("SOS");
        hotline.phone("104").getsNothing(Duration.ofMillis(700));
    }
}
