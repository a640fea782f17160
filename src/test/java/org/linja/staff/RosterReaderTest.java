package org.linja.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;

class RosterReaderTest {
    private final Problems problems = new Problems();

    @Test
    void theSimpleListStillMeansAlways() {
        Roster roster = Rosters.read("""
                on-call:
                  - { name: arta, number: +383 44 000 101, languages: [sq, en] }
                """, problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(Rosters.names(roster.onCall(Rosters.wall("2027-01-01 03:00"))))
                .containsExactly("arta");
    }

    @Test
    void aPersonIsReadWithAllThatIsKnownOfHer() {
        Counsellor bojana = Rosters.of("").byName("bojana").orElseThrow();
        assertThat(bojana.skills()).containsExactly(Counsellor.CHILD);
        assertThat(bojana.methods()).containsExactlyInAnyOrder(ContactMethod.SMS, ContactMethod.CALL);
        Counsellor drita = Rosters.of("").byName("drita").orElseThrow();
        assertThat(drita.role()).isEqualTo(Role.COORDINATOR);
        assertThat(drita.methods()).isEqualTo(Set.of(ContactMethod.SMS));
        assertThat(Rosters.of("").byName("arta").orElseThrow().gender()).isEqualTo(Gender.WOMAN);
    }

    @ParameterizedTest
    @CsvSource({"+377 44 000 101", "00377 44 000 101", "+386 49 000 101", "38643000101"})
    void anOldPrefixIsConvertedWithAWarningThatNamesThePlace(String number) {
        Roster roster = Rosters.read("""
                people:
                  - { name: arta, languages: [sq], number: "%s" }
                """.formatted(number), problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings()).hasSize(1);
        assertThat(problems.warnings().getFirst())
                .contains("oncall.yaml:2:")
                .contains("before 2019")
                .doesNotContain("101");
        assertThat(roster.people().getFirst().number())
                .isEqualTo(new Msisdn("383"
                        + number.replaceAll("\\D", "").replaceFirst("^0+", "").substring(3)));
    }

    @Test
    void everythingThatIsWrongIsToldWithItsPlace() {
        Rosters.read(Rosters.PEOPLE + """
                zone: Europe/Pristina
                holidays: [2027-02-30]
                shifts:
                  - { name: a, from: 24:00, to: 8, people: [artha] }
                  - { name: b, from: 08:00, to: 20:00, people: [arta], turns: [[arta]] }
                  - { name: c, from: 08:00, to: 20:00, turns: [[arta], [bojana]], every: month, days: [monday] }
                overrides:
                  - { add: arta, from: 2027-01-02 08:00, to: 2027-01-01 08:00 }
                  - { add: arta, remove: bojana, from: 2027-01-01 08:00, to: 2027-01-02 08:00 }
                  - { replace: arta, from: 2027-01-01 08:00, to: 2027-01-02 08:00 }
                  - { remove: arta, from: tomorrow, to: 2027-01-02 08:00 }
                """, problems);
        assertThat(String.join("\n", problems.lines()))
                .contains("oncall.yaml:6:7: no such time zone")
                .contains("oncall.yaml:7:12: this is no date")
                .contains("oncall.yaml:9:22: this is no time of day")
                .contains("nobody has this name in 'people'; did you mean 'arta'?")
                .contains("either 'people'")
                .contains("turns are counted from a first day")
                .contains("a turn lasts")
                .contains("none of mon, tue")
                .contains("oncall.yaml:13:46: it ends before it begins")
                .contains("an override has one of")
                .contains("'with' is missing")
                .contains("this is no date with a time");
    }

    @Test
    void theListWithoutShiftsAndTheOneWithThemAreNotMixed() {
        Rosters.read(Rosters.PEOPLE + "on-call: []\n", problems);
        assertThat(problems.lines()).anyMatch(line -> line.contains("'on-call' is for a list without shifts"));
    }
}
