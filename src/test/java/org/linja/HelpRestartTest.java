package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.simulator.Handset;
import org.linja.testkit.Hotline;

/// Help to and fro, with phones: the whole server, real SMPP, a real Redis. Each scene is played once without a restart,
/// and once more for each of its events with the server stopped and started right after that event.
class HelpRestartTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Hotline hotline = Hotline.open();
    private int people = 300;
    private Handset anna = hotline.phone("300");
    private Handset arta = hotline.phone("101");
    private String code = "";

    @AfterEach
    void close() {
        hotline.close();
    }

    private interface Event {
        void happens();
    }

    private void everyWay(Event... events) {
        for (int restart = 0; restart <= events.length; restart++) {
            anna = hotline.phone(Integer.toString(++people));
            for (int i = 0; i < events.length; i++) {
                events[i].happens();
                if (i + 1 == restart) {
                    hotline.restart();
                }
            }
            arta.getsNothing(SHORT).texts("3 " + code).gets(code);
            anna.getsNothing(SHORT);
            assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        }
    }

    private void taken() {
        anna.texts("ndihme").gets("regjistrua");
        arta.gets("SOS").texts("1").gets("eshte i juaji");
        anna.gets("Porosia");
        code = hotline.theCase().code();
    }

    @Test
    void wordsGoToAndFroOnceEach() {
        everyWay(
                this::taken,
                () -> anna.texts("ai eshte ne dhomen tjeter"),
                () -> arta.gets(code + ": ai eshte ne dhomen tjeter").texts(code + " A mund te shkruani?"),
                () -> anna.gets("A mund te shkruani?").texts("po"),
                () -> arta.gets(code + ": po"));
    }

    @Test
    void aChangedSafeContactHolds() {
        everyWay(
                this::taken,
                () -> arta.texts("kontakti " + code + " sms po").gets("SMS +"),
                () -> arta.texts("kontakti " + code + " oret 0-24").gets("oret 00:00-00:00"),
                () -> hotline.forward(Duration.ofMinutes(11)),
                () -> {
                    arta.texts(code + " A jeni mire?");
                    anna.gets("A jeni mire?");
                });
    }

    @Test
    void aCallBackFallsDueOnce() {
        hotline.forwardTo(LocalTime.of(9, 0));
        everyWay(
                () -> {
                    anna.texts("me thirrni").gets("vetem numrin").texts("1").gets("Kur mund");
                    anna.texts("4").gets("SMS").texts("2").gets("dikush tjeter");
                },
                () -> anna.texts("3").gets("provojm").texts("2").gets("telefonojm"),
                () -> {
                    code = hotline.theCase().code();
                    arta.texts("1 " + code).gets("ajo do te thirret");
                },
                () -> hotline.forwardTo(LocalTime.of(17, 1)),
                () -> arta.gets("THIRRJE " + code, "8 " + code),
                () -> arta.texts("8 " + code).gets("nuk ka linje telefoni"),
                () -> hotline.forwardTo(LocalTime.of(9, 0)));
    }
}
