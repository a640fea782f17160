package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseState;
import org.linja.simulator.Handset;
import org.linja.staff.Period;
import org.linja.staff.RosterBook;
import org.linja.staff.Swap;
import org.linja.testkit.Hotline;

/// The ladder with phones: the whole server, real SMPP, a real Redis, a clock that is moved. Each scene is played once
/// without a restart, and once more for each of its events with the server stopped and started right after that event.
class OnCallStoryTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String PEOPLE = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en] }
              - { name: bojana, number: +383 44 000 102, languages: [sr, en] }
              - { name: cela, number: +383 44 000 103, languages: [rom, sq, sr] }
              - { name: drita, number: +383 44 000 104, languages: [sq, sr], role: coordinator }
            ladder:
              alerts-per-minute: 60
              gap-alarms: []
            """;

    @SuppressWarnings("NullAway.Init")
    private Hotline hotline;

    @SuppressWarnings("NullAway.Init")
    private Handset anna;

    private String code = "";
    private int people = 200;

    private void open(String shifts) {
        hotline = Hotline.open(PEOPLE + shifts);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private Handset arta() {
        return hotline.phone("101");
    }

    private Handset bojana() {
        return hotline.phone("102");
    }

    private Handset cela() {
        return hotline.phone("103");
    }

    private Handset drita() {
        return hotline.phone("104");
    }

    private void everyWay(Runnable... events) {
        hotline.everyWay(() -> anna = hotline.phone(Integer.toString(++people)), this::putAway, events);
    }

    private void putAway() {
        hotline.server().ledger().openCases(10).forEach(open -> {
            var counsellor = hotline.server()
                    .roster()
                    .byName(open.holder().orElse("drita"))
                    .orElseThrow();
            for (String verb : open.state() == CaseState.OPEN ? List.of("1", "3") : List.of("3")) {
                hotline.phoneOf(counsellor.number().digits()).texts(verb + " " + open.code());
                Hotline.await(
                        "the case to move on",
                        () -> hotline.server()
                                        .ledger()
                                        .byId(open.id())
                                        .filter(c -> c.value().state() == open.state())
                                        .isEmpty()
                                || !verb.equals("1"));
            }
        });
        Hotline.await(
                "all cases closed",
                () -> hotline.server().ledger().openCases(10).isEmpty());
        List.of(anna, arta(), bojana(), cela(), drita()).forEach(phone -> {
            Hotline.await("the last words", () -> {
                boolean quiet = true;
                try {
                    phone.getsNothing(Duration.ofMillis(150));
                } catch (AssertionError came) {
                    quiet = false;
                }
                return quiet;
            });
        });
        hotline.forward(Duration.ofHours(1));
    }

    private void annaCries(String words, String answer) {
        anna.texts(words).gets(answer);
        code = hotline.theCase().code();
    }

    private void later(int minutes) {
        hotline.forward(Duration.ofMinutes(minutes));
    }

    @Test
    void nobodyAnswers() {
        open("");
        everyWay(
                () -> annaCries("ndihme", "regjistrua"),
                () -> arta().gets("SOS " + code + " SQ"),
                () -> later(2),
                () -> cela().gets("SOS " + code),
                () -> later(3),
                () -> {
                    bojana().gets("SOS " + code);
                    drita().gets("SOS " + code);
                },
                () -> later(5),
                () -> {
                    drita().gets(code + " SQ", "askush nuk eshte pergjigjur");
                    arta().gets("SOS " + code);
                },
                () -> later(2),
                () -> cela().gets("SOS " + code),
                () -> {
                    // No discreet word says that nobody came; and nobody is given up.
                    anna.getsNothing(SHORT);
                    assertThat(hotline.theCase().state()).isEqualTo(CaseState.OPEN);
                });
    }

    @Test
    void theFirstAcceptsAndNothingGoesOutAfterwards() {
        open("");
        everyWay(
                () -> annaCries("ndihme", "regjistrua"),
                () -> arta().gets("SOS " + code),
                () -> arta().texts("1").gets(code + " eshte i juaji"),
                () -> anna.gets("Porosia"),
                () -> later(2),
                () -> later(3),
                () -> later(5),
                () -> {
                    cela().getsNothing(SHORT);
                    bojana().getsNothing(SHORT);
                    drita().getsNothing(SHORT);
                    arta().getsNothing(SHORT);
                    assertThat(hotline.theCase().holder()).contains("arta");
                });
    }

    @Test
    void twoAcceptAtOnce() {
        open("");
        everyWay(
                () -> annaCries("ndihme", "regjistrua"),
                () -> arta().gets("SOS " + code),
                () -> later(2),
                () -> cela().gets("SOS " + code),
                () -> {
                    arta().texts("1 " + code);
                    cela().texts("1 " + code);
                },
                () -> {
                    anna.gets("Porosia").getsNothing(SHORT);
                    Hotline.await(
                            "both to be told", () -> won(arta()) + lost(arta()) > 0 && won(cela()) + lost(cela()) > 0);
                    assertThat(won(arta()) > 0).as("one of them, and one only").isNotEqualTo(won(cela()) > 0);
                });
    }

    private long won(Handset who) {
        return heard(who, code + " eshte i juaji");
    }

    private long lost(Handset who) {
        return heard(who, code + " e mori dikush tjeter");
    }

    private static long heard(Handset who, String words) {
        return who.inbox().stream().filter(m -> m.text().contains(words)).count();
    }

    @Test
    void theRosterIsEmpty() {
        open("""
                shifts:
                  - { name: holidays, from: 08:00, to: 20:00, holidays: only, people: [arta] }
                """);
        everyWay(
                () -> annaCries("ndihme", "regjistrua"),
                () -> drita().gets("SOS " + code).gets(code + ": askush nuk eshte ne kujdestari"),
                () -> later(5),
                () -> {
                    // Off duty, but better asked than nobody.
                    arta().gets("SOS " + code);
                    drita().gets(code, "askush nuk eshte pergjigjur");
                },
                () -> arta().texts("1 " + code).gets("eshte i juaji"),
                () -> drita().gets("e mori dikush tjeter"));
    }

    private static final String NIGHTS = """
            shifts:
              - { name: early, from: 14:00, to: 02:30, people: [arta] }
              - { name: late, from: 02:30, to: 14:00, people: [bojana] }
            """;

    @Test
    void theNightOnWhichAnHourIsSkipped() {
        open(NIGHTS);
        everyWay(
                () -> {
                    // 01:58 on the wall: Arta has the night until 02:30, which never comes.
                    hotline.travelTo(Instant.parse("2027-03-28T00:58:00Z"));
                    annaCries("pomozite", "porud");
                },
                () -> arta().gets("SOS " + code + " SR"),
                () -> later(3),
                // 03:01 on the wall: the late shift has begun.
                () -> bojana().gets("SOS " + code),
                () -> bojana().texts("1").gets(code),
                () -> arta().gets(code));
    }

    @Test
    void theNightOnWhichAnHourComesTwice() {
        open(NIGHTS);
        everyWay(
                () -> {
                    // 02:31 for the first time: both are there, and Bojana speaks her language.
                    hotline.travelTo(Instant.parse("2027-10-31T00:31:00Z"));
                    annaCries("pomozite", "porud");
                },
                () -> bojana().gets("SOS " + code + " SR"),
                () -> later(2),
                () -> arta().gets("SOS " + code),
                () -> {
                    // 02:31 for the second time: Arta's night is over.
                    hotline.travelTo(Instant.parse("2027-10-31T01:31:00Z"));
                    assertThat(hotline.server().onCall().roster().onCall(hotline.now()))
                            .extracting(who -> who.name())
                            .containsExactly("bojana");
                });
    }

    @Test
    void whoeverWasToldHasTheNextOneAskedNow() {
        open("");
        everyWay(
                () -> annaCries("ndihme", "regjistrua"),
                () -> has(arta(), "SOS " + code),
                () -> arta().texts("4 " + code),
                () -> {
                    has(arta(), code + ": tani pyetet");
                    has(cela(), "SOS " + code);
                },
                () -> cela().texts("2 " + code),
                () -> {
                    has(cela(), "E kaluat " + code);
                    has(bojana(), "SOS " + code);
                    has(drita(), "SOS " + code);
                },
                () -> bojana().texts("1 " + code),
                () -> {
                    has(bojana(), code + " je vas");
                    has(arta(), code + " e mori dikush tjeter");
                });
    }

    /// A message whose fate nobody knew when the server stopped is sent again: it may come twice.
    private static void has(Handset who, String words) {
        Hotline.await(words, () -> heard(who, words) > 0);
    }

    @Test
    void whereHerHoursAndExplicitWordsAreSafeSheIsToldThatNobodyHasCome() {
        open("");
        anna = hotline.phone("201");
        annaCries("ndihme", "regjistrua");
        arta().gets("SOS")
                .texts("1")
                .gets("eshte i juaji")
                .texts("safe " + code + " open po")
                .gets("hapur +");
        arta().texts("safe " + code + " sms po").gets("SMS +");
        arta().texts("safe " + code + " hours 0-24").gets("oret 00:00-00:00");
        anna.gets("Porosia");
        arta().texts("3 " + code).gets("u mbyll");
        annaCries("ndihme", "192 ose 112");
        arta().gets("SOS " + code);
        anna.getsNothing(SHORT);
        later(2);
        cela().gets("SOS " + code);
        later(3);
        bojana().gets("SOS " + code);
        later(5);
        anna.gets("Policia 192").getsNothing(SHORT);
    }

    @Test
    void aBreakHoldsOverARestartAndEnds() {
        open("");
        everyWay(
                () -> arta().texts("5 90").gets("ne pauze deri ne"),
                () -> annaCries("ndihme", "regjistrua"),
                () -> {
                    has(cela(), "SOS " + code);
                    assertThat(heard(arta(), "SOS " + code)).isZero();
                },
                () -> arta().texts("6"),
                () -> {
                    Hotline.await(
                            "her to be back",
                            () -> hotline.server()
                                    .onCall()
                                    .availability()
                                    .standings()
                                    .isEmpty());
                    later(2);
                },
                () -> has(arta(), "SOS " + code),
                () -> cela().texts("1 " + code),
                () -> has(cela(), code + " eshte i juaji"));
    }

    @Test
    void whoeverIsOnABreakIsPassedOver() {
        open("");
        hotline.server().onCall().availability().onBreak("arta", hotline.now().plus(Duration.ofHours(1)));
        anna = hotline.phone("201");
        annaCries("ndihme", "regjistrua");
        cela().gets("SOS " + code);
        hotline.server().onCall().availability().back("arta");
        later(2);
        arta().gets("SOS " + code);
    }

    @Test
    void anAlertThatStillWaitsForTheNetworkIsDroppedWhenTheCaseIsTaken() {
        open("");
        anna = hotline.phone("201");
        hotline.smsc().faults().throttleEvery(1);
        anna.texts("ndihme");
        code = hotline.theCase().code();
        Hotline.await(
                "the alert to be written", () -> !hotline.theCase().alerted().isEmpty());
        cela().texts("1 " + code);
        Hotline.await("the claim", () -> hotline.theCase().state() == CaseState.ACCEPTED);
        hotline.smsc().faults().throttleEvery(0);
        cela().gets(code + " eshte i juaji");
        arta().gets(code + " e mori dikush tjeter").getsNothing(SHORT);
    }

    @Test
    void theCoordinatorHearsOfAGapThreeTimes() {
        hotline = Hotline.open(PEOPLE.replace("  gap-alarms: []\n", "") + """
                shifts:
                  - { name: all, from: 00:00, to: 00:00, people: [arta] }
                overrides:
                  - { remove: arta, from: 2027-06-04 12:00, to: 2027-06-04 18:00 }
                """);
        // Kosovo's clocks are two hours ahead in summer.
        hotline.travelTo(Instant.parse("2027-06-01T09:00:00Z"));
        hotline.restart();
        drita().getsNothing(SHORT);
        for (String time : List.of("2027-06-01T10:01:00Z", "2027-06-03T10:01:00Z", "2027-06-04T08:01:00Z")) {
            hotline.travelTo(Instant.parse(time));
            hotline.restart();
            drita().gets("nga 2027-06-04 12:00 deri 2027-06-04 18:00");
        }
        hotline.restart();
        drita().getsNothing(SHORT);
    }

    @Test
    void aSwapIsAgreedBySms() {
        open("""
                shifts:
                  - { name: all, from: 00:00, to: 00:00, people: [arta] }
                """);
        var now = hotline.now();
        var night = new Period(now, now.plus(Duration.ofHours(8)));
        var swap = new Swap("4F7KC", "arta", "cela", night, Optional.empty(), Swap.State.ASKED);
        assertThat(hotline.server().swaps().ask(swap, now)).isEqualTo(RosterBook.Outcome.DONE);
        cela().gets("arta ju kerkon", "1 4F7KC = po").texts("1 4F7KC").gets("U pajtuat");
        arta().gets("U pajtuat").texts("1 4F7KC").gets("Nuk vendosni ju");
        anna = hotline.phone("201");
        anna.texts("ndihme").gets("regjistrua");
        cela().gets("SOS");
        assertThat(hotline.server().onCall().availability().standings()).isEqualTo(Map.of());
    }
}
