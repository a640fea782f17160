package org.linja.counsel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;

class ReportingTest {
    private static List<String> problems(String yaml, boolean production) {
        Problems problems = new Problems();
        Reporting.read(Doc.parse("linja.yaml", yaml, problems), production);
        return problems.lines();
    }

    @Test
    void productionDoesNotStartBeforeALawyerHasLooked() {
        assertThat(problems("{}", true)).singleElement().asString().contains("looked at by a lawyer", "reviewed-on");
        assertThat(problems("{ reviewed-by: Someone }", true)).hasSize(1);
        assertThat(problems("{ reviewed-by: Someone, reviewed-on: 2027-01-15 }", true))
                .isEmpty();
        assertThat(problems("{}", false)).isEmpty();
    }

    @Test
    void aDutyIsTakenForGrantedUntilSomebodySaysOtherwise() {
        Problems problems = new Problems();
        assertThat(Reporting.read(Doc.parse("linja.yaml", "{}", problems), false))
                .isEqualTo(new Reporting(true, "", Optional.empty()));
        Doc read = Doc.parse("linja.yaml", "{ children: no, reviewed-by: Someone, reviewed-on: 2027-01-15 }", problems);
        assertThat(Reporting.read(read, true))
                .isEqualTo(new Reporting(false, "Someone", Optional.of(LocalDate.of(2027, 1, 15))));
    }

    @Test
    void aDateThatIsNoneIsTold() {
        assertThat(problems("{ reviewed-by: Someone, reviewed-on: soon }", true))
                .singleElement()
                .asString()
                .contains("no date", "2027-01-15");
    }
}
