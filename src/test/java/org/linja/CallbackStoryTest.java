package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.SafeContact;
import org.linja.counsel.MissedCalls;
import org.linja.counsel.Telephone;
import org.linja.simulator.Handset;
import org.linja.testkit.Hotline;

/// Calls back, told with phones: the whole server, real SMPP, a real Redis.
class CallbackStoryTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String RING_US = "38344000900";

    private Hotline hotline;
    private Handset anna;
    private Handset arta;

    @BeforeEach
    void openInTheMorning() {
        hotline = Hotline.open();
        hotline.forwardTo(LocalTime.of(9, 0));
        anna = hotline.phone("201");
        arta = hotline.phone("101");
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private void asksToBeCalledInTheEvening() {
        anna.texts("me thirrni")
                .gets("vetem numrin")
                .texts("1")
                .gets("Kur mund")
                .texts("4")
                .gets("SMS");
        anna.texts("2")
                .gets("dikush tjeter")
                .texts("3")
                .gets("provojm")
                .texts("2")
                .gets("telefonojm");
    }

    @Test
    void atTheTimeSheChoseACounsellorIsTold() {
        asksToBeCalledInTheEvening();
        arta.getsNothing(SHORT);
        String code = hotline.theCase().code();
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE " + code).texts("1 " + code).gets("ajo do te thirret", "8 " + code);
        arta.texts("8 " + code).gets("nuk ka linje telefoni");
        anna.getsNothing(SHORT);
    }

    @Test
    void whoeverTookItBeforeIsToldWhenItIsTime() {
        asksToBeCalledInTheEvening();
        String code = hotline.theCase().code();
        arta.texts("1 " + code).gets("ajo do te thirret").texts("8 " + code).gets("jashte oreve");
        hotline.restart();
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE " + code, "8 " + code).getsNothing(SHORT);
    }

    @Test
    void withATelephoneLineSheIsCalledOnceUnderHerRules() throws InterruptedException {
        BlockingQueue<Telephone.Order> orders = new LinkedBlockingQueue<>();
        hotline.server().counsel().telephone(orders::add);
        asksToBeCalledInTheEvening();
        String code = hotline.theCase().code();
        arta.texts("1 " + code).gets("ajo do te thirret");
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE", "jeni nga klinika");
        Telephone.Order order = orders.take();
        assertThat(order.her()).isEqualTo(anna.number());
        assertThat(order.counsellor().name()).isEqualTo("arta");
        assertThat(order.rules().ifAnotherAnswers()).isEqualTo(SafeContact.Another.COVER_LINE);
        assertThat(order.rules().callerId()).isEqualTo(SafeContact.CallerId.NEUTRAL);
        assertThat(order.rules().attempts()).isEqualTo(1);
        arta.texts("8 " + code).gets("aq here sa lejoi");
        assertThat(orders).isEmpty();
    }

    @Test
    void whileNobodyTakesItOneAfterAnotherIsTold() {
        asksToBeCalledInTheEvening();
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE");
        hotline.forward(Duration.ofMinutes(2));
        hotline.phone("103").gets("THIRRJE");
        hotline.forward(Duration.ofHours(5));
        arta.ignoresTheRest();
        hotline.forwardTo(LocalTime.of(17, 1));
        hotline.phone("102").gets("POZIV");
    }

    @Test
    void aMissedCallToANumberOfOursIsASilentNote() {
        hotline.server().counsel().missedCalls().missed(anna.number(), "38344000100", hotline.now());
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.MISSED_CALL);
        hotline.forward(Duration.ofMinutes(2));
        arta.getsNothing(SHORT);
        anna.getsNothing(SHORT);
    }

    @Test
    void onlyANumberThatIsMeantForItIsCalledBackOnceAndSoon() {
        BlockingQueue<Telephone.Order> orders = new LinkedBlockingQueue<>();
        hotline.server().counsel().telephone(orders::add);
        MissedCalls missed = hotline.server().counsel().missedCalls();
        missed.missed(anna.number(), RING_US, hotline.now());
        missed.missed(anna.number(), RING_US, hotline.now());
        Case record = hotline.theCase();
        assertThat(record.kind()).isEqualTo(CaseKind.CALLBACK);
        arta.getsNothing(SHORT);
        hotline.forward(Duration.ofSeconds(61));
        arta.gets("THIRRJE " + record.code()).texts("1 " + record.code()).gets("8 " + record.code());
        Hotline.await("one order", () -> orders.size() == 1);
        arta.texts("8 " + record.code()).gets("aq here");
        hotline.forward(Duration.ofMinutes(6));
        arta.texts("8 " + record.code()).gets("nuk kerkoi");
        assertThat(hotline.theCase().state()).isEqualTo(CaseState.ACCEPTED);
    }

    @Test
    void whoeverPassesARequestOnIsFollowedByTheNextAndItNeverBecomesAnAlarm() {
        asksToBeCalledInTheEvening();
        String code = hotline.theCase().code();
        hotline.forwardTo(LocalTime.of(17, 1));
        arta.gets("THIRRJE " + code).texts("2 " + code).gets("E kaluat");
        Handset cela = hotline.phone("103");
        cela.gets("THIRRJE " + code).texts("1 " + code).gets("ajo do te thirret");
        cela.texts("4 " + code).gets("nuk eshte me i juaji");
        hotline.phone("102").gets("POZIV " + code, "iz klinike");
        arta.gets("e mori dikush tjeter").getsNothing(SHORT);
    }

    @Test
    void aRequestWhoseTimeEndsWithoutAnybodyIsToldToTheCoordinator() {
        anna.texts("me thirrni")
                .gets("vetem numrin")
                .texts("1")
                .gets("Kur mund")
                .texts("1");
        anna.gets("SMS")
                .texts("2")
                .gets("dikush tjeter")
                .texts("1")
                .gets("provojm")
                .texts("2");
        anna.gets("telefonojm");
        String code = hotline.theCase().code();
        arta.gets("THIRRJE " + code, "mbylleni");
        hotline.forward(Duration.ofMinutes(31));
        arta.gets(code + " sq", "askush nuk e mori").texts("1 " + code).gets("ajo do te thirret");
        hotline.forward(Duration.ofDays(1));
        arta.getsNothing(SHORT);
    }

    @Test
    void anSosOfSomeoneWhoHasGoneSaysSo() {
        anna.texts("ndihme").gets("regjistrua");
        String code = hotline.theCase().code();
        anna.texts("X");
        Hotline.await(
                "her to have left",
                () -> hotline.server().ledger().entries(hotline.theCase().id()).stream()
                        .anyMatch(line -> line.what() == CaseEntry.What.LEFT_QUIETLY));
        arta.gets("SOS").texts("1 " + code).gets("doli ne heshtje");
        anna.getsNothing(SHORT);
    }
}
