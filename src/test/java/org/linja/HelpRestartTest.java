package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.simulator.Handset;
import org.linja.testkit.Hotline;

/// Help to and fro, with phones: the whole server, real SMPP, a real Redis. Each scene is played once without a
/// restart, and once more for each of its events with the server stopped and started right after that event.
class HelpRestartTest {
    private final Hotline hotline = Hotline.open();
    private int people = 300;
    private Handset anna = hotline.phone("300");
    private Handset arta = hotline.phone("101");
    private String code = "";

    @AfterEach
    void close() {
        hotline.close();
    }

    private void everyWay(Runnable... events) {
        hotline.everyWay(() -> anna = hotline.phone(Integer.toString(++people)), this::closed, events);
    }

    private void closed() {
        arta.texts("3 " + code);
        Hotline.await(
                "the case to be closed",
                () -> hotline.server().ledger().openCases(10).isEmpty());
        has(arta, code + " u mbyll");
        arta.ignoresTheRest();
    }

    /// A message whose fate nobody knew when the server stopped is sent again: it may come twice, and is never
    /// lost.
    private static void has(Handset who, String words) {
        Hotline.await(words, () -> who.inbox().stream().anyMatch(m -> m.text().contains(words)));
    }

    /// What the network was not told that we have, it hands over again after the restart.
    private List<String> record() {
        return hotline.server().ledger().entries(hotline.theCase().id()).stream()
                .filter(e -> e.what() == What.WROTE || e.what() == What.SAID)
                .map(CaseEntry::words)
                .distinct()
                .toList();
    }

    private void taken() {
        code = hotline.taken(anna, arta);
    }

    @Test
    void wordsGoToAndFroOnceEach() {
        everyWay(
                this::taken,
                () -> anna.texts("ai eshte ne dhomen tjeter"),
                () -> {
                    has(arta, code + ": ai eshte ne dhomen tjeter");
                    arta.texts(code + " A mund te shkruani?");
                },
                () -> {
                    has(anna, "A mund te shkruani?");
                    anna.texts("po");
                },
                () -> {
                    has(arta, code + ": po");
                    assertThat(record())
                            .containsExactly("ndihme", "ai eshte ne dhomen tjeter", "A mund te shkruani?", "po");
                });
    }

    @Test
    void aChangedSafeContactHolds() {
        everyWay(
                this::taken,
                () -> {
                    arta.texts("kontakti " + code + " sms po");
                    has(arta, code + " SMS +");
                },
                () -> {
                    arta.texts("kontakti " + code + " oret 0-24");
                    has(arta, code + " SMS + hapur - oret 00:00-00:00");
                },
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
                    arta.texts("1 " + code);
                    has(arta, code + " eshte i juaji: ajo do te thirret");
                },
                () -> hotline.forwardTo(LocalTime.of(17, 1)),
                () -> {
                    has(arta, "THIRRJE " + code);
                    arta.texts("8 " + code);
                },
                () -> has(arta, code + ": ky server nuk ka linje telefoni"),
                () -> hotline.forwardTo(LocalTime.of(9, 0)));
    }

    @Test
    void theDuressWordIsAnsweredAsIfNothingWere() {
        everyWay(
                this::taken,
                () -> {
                    arta.texts("safe " + code + " duress limon");
                    has(arta, code + " SMS - hapur");
                },
                () -> anna.texts("a keni limon sot"),
                () -> {
                    has(anna, "porosia u regjistrua");
                    has(arta, code + ": FJALA E DETYRIMIT");
                    assertThat(hotline.server()
                                    .ledger()
                                    .entries(hotline.theCase().id()))
                            .filteredOn(e -> e.what() == What.DURESS)
                            .isNotEmpty();
                });
    }

    @Test
    void whoeverHasACasePassesItOnAndTakesItBack() {
        Handset cela = hotline.phone("103");
        everyWay(
                this::taken,
                () -> arta.texts("4 " + code),
                () -> {
                    has(arta, code + " nuk eshte me i juaji");
                    has(cela, "SOS " + code);
                },
                () -> arta.texts("1 " + code),
                () -> {
                    has(cela, code + " e mori dikush tjeter");
                    assertThat(hotline.theCase().holder()).contains("arta");
                    cela.ignoresTheRest();
                });
    }

    @Test
    void aCallBackThatNobodyHasGoesFromOneToTheNext() {
        Handset cela = hotline.phone("103");
        hotline.forwardTo(LocalTime.of(9, 0));
        everyWay(
                () -> {
                    anna.texts("me thirrni").gets("vetem numrin").texts("1").gets("Kur mund");
                    anna.texts("4").gets("SMS").texts("2").gets("dikush tjeter");
                    anna.texts("3").gets("provojm").texts("2").gets("telefonojm");
                    code = hotline.theCase().code();
                },
                () -> hotline.forwardTo(LocalTime.of(17, 1)),
                () -> {
                    has(arta, "THIRRJE " + code);
                    arta.texts("2 " + code);
                },
                () -> {
                    has(cela, "THIRRJE " + code);
                    arta.texts("1 " + code);
                    has(arta, code + " eshte i juaji: ajo do te thirret");
                },
                () -> {
                    has(cela, code + " e mori dikush tjeter");
                    cela.ignoresTheRest();
                    hotline.forwardTo(LocalTime.of(9, 0));
                });
    }
}
