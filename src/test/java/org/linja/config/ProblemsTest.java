package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void problems_of_all_files_are_told_in_the_order_of_reading() {
        problems.add(new Place("b.yaml", 1, 1), "first of b");
        problems.add(new Place("a.yaml", 10, 1), "third of a");
        problems.add(new Place("a.yaml", 2, 12), "second of a");
        problems.add(new Place("a.yaml", 2, 3), "first of a");

        assertThat(problems.lines())
                .containsExactly(
                        "a.yaml:2:3: first of a",
                        "a.yaml:2:12: second of a",
                        "a.yaml:10:1: third of a",
                        "b.yaml:1:1: first of b");
    }

    @Test
    void the_same_problem_is_told_once() {
        problems.add(new Place("a.yaml", 1, 1), "wrong");
        problems.add(new Place("a.yaml", 1, 1), "wrong");
        problems.add(new Place("a.yaml", 1, 1), "wrong too");

        assertThat(problems.lines()).containsExactly("a.yaml:1:1: wrong", "a.yaml:1:1: wrong too");
    }

    @Test
    void warnings_stop_nothing() {
        problems.warn(new Place("a.yaml", 1, 1), "look at this");

        problems.throwIfAny();

        assertThat(problems.any()).isFalse();
        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings()).containsExactly("a.yaml:1:1: look at this");
    }

    @Test
    void reading_ends_with_every_problem_and_exit_code_2() {
        problems.add(new Place("a.yaml", 1, 1), "one");
        problems.add(new Place("a.yaml", 2, 1), "two");

        assertThatThrownBy(problems::throwIfAny).isInstanceOfSatisfying(Misconfigured.class, e -> {
            assertThat(e.lines()).containsExactly("a.yaml:1:1: one", "a.yaml:2:1: two");
            assertThat(e).hasMessage("a.yaml:1:1: one" + System.lineSeparator() + "a.yaml:2:1: two");
        });
        assertThat(Misconfigured.EXIT_CODE).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "tiemout, timeout", // two letters swapped
        "timeot, timeout", // one missing
        "timeoutt, timeout", // one too many
        "tineout, timeout", // one wrong
        "TIMEOUT, timeout",
        "system_id, system-id",
        "prot, port",
        "hots, host",
        "passwrd, password"
    })
    void a_slip_finds_the_word_that_was_meant(String written, String meant) {
        var known = List.of("host", "port", "timeout", "system-id", "password", "a");

        assertThat(Problems.nearest(written, known)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"colour", "xy", "''", "timeout"})
    void a_word_that_resembles_none_gets_no_advice(String written) {
        assertThat(Problems.nearest(written, List.of("host", "port", "timeout", "a")))
                .isEmpty();
    }

    @Test
    void the_nearest_of_several_is_told() {
        assertThat(Problems.nearest("ports", List.of("posts", "port", "sorts"))).isEqualTo("; did you mean 'posts'?");
        assertThat(Problems.nearest("x".repeat(100_000), List.of("x".repeat(100_001))))
                .isEmpty();
    }
}
