package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;

class FlowReaderTest {
    /// A sound flow: each test breaks one thing in it.
    private static final String SOUND = """
            flow: small
            start: first
            anywhere:
              sos: { intent: sos, key: 9, go: sos }
              back: { key: 0, go: back }
            steps:
              first:
                menu: [one, two]
                save: choice
                when: { two: second }
                next: last
              second:
                ask: municipality
                save: municipality
                tries: 2
                failed: last
                next: last
              last: { say: bye }
              sos: { open: { case: sos }, say: sos.received }
            """;

    @Test
    void a_sound_flow_has_no_problems() {
        assertThat(problemsOf(SOUND)).isEmpty();
    }

    @Test
    void an_unknown_step_is_told_with_its_place_and_the_nearest_name() {
        assertThat(problemsOf(SOUND.replace("two: second", "two: secnod")))
                .contains("small.yaml:10:18: step first: option two leads to 'secnod', which is no step here; did you"
                        + " mean 'second'?");
    }

    @Test
    void all_problems_are_told_at_once() {
        String broken = SOUND.replace("start: first", "start: frist")
                .replace("{ say: bye }", "{ sya: bye }")
                .replace("intent: sos", "intent: soss")
                .replace("tries: 2", "tries: two");

        assertThat(problemsOf(broken))
                .anyMatch(p -> p.contains(":2:8: start leads to 'frist'"))
                .anyMatch(p -> p.contains(":4:") && p.contains("did you mean 'sos'?"))
                .anyMatch(p -> p.contains(":15:") && p.contains("'two'"))
                .anyMatch(p -> p.contains(":18:") && p.contains("needs a verb") && p.contains("did you mean 'say'?"))
                .hasSize(4);
    }

    @Test
    void an_unknown_key_is_a_problem() {
        assertThat(problemsOf(SOUND.replace("tries: 2", "tires: 2\n    tries: 2")))
                .singleElement()
                .asString()
                .contains("'tires' is not known here; did you mean 'tries'?");
    }

    @Test
    void nobody_answers_a_question_when_a_session_has_broken_off() {
        String kept = SOUND.replace("    save: choice\n", "    save: choice\n    broken-off: sos\n");
        assertThat(problemsOf(kept)).isEmpty();
        assertThat(problemsOf(kept.replace("broken-off: sos", "broken-off: second")))
                .singleElement()
                .asString()
                .contains("step first: broken-off leads to the question 'second', and nobody is there to answer it");
        assertThat(problemsOf(kept.replace("broken-off: sos", "broken-off: sso")))
                .anyMatch(p -> p.contains("broken-off leads to 'sso', which is no step here; did you mean 'sos'?"));
    }

    @Test
    void an_option_must_lead_somewhere() {
        assertThat(problemsOf(SOUND.replace("    next: last\n  second", "  second")))
                .anyMatch(p -> p.contains("step first: option 'one' leads nowhere"));
    }

    @Test
    void a_way_for_an_option_that_is_not_there_is_a_problem() {
        assertThat(problemsOf(SOUND.replace("two: second", "twoo: second")))
                .anyMatch(p -> p.contains("'twoo' is no option of its menu; did you mean 'two'?"));
    }

    @Test
    void an_option_given_twice_is_a_problem() {
        assertThat(problemsOf(SOUND.replace("[one, two]", "[one, two, one]")))
                .anyMatch(p -> p.contains("option 'one' is there twice"));
    }

    @Test
    void tries_and_failed_go_together() {
        assertThat(problemsOf(SOUND.replace("    failed: last\n", "")))
                .anyMatch(p -> p.contains("tries and failed go together"));
    }

    @Test
    void once_without_an_answer_to_keep_makes_no_sense() {
        assertThat(problemsOf(SOUND.replace("    save: choice\n", "    once: yes\n")))
                .anyMatch(p -> p.contains("need a save"));
    }

    @Test
    void the_quiet_exit_says_nothing() {
        assertThat(problemsOf(SOUND.replace("{ say: bye }", "{ forget: thread, say: bye }")))
                .anyMatch(p -> p.contains("the quiet exit says nothing"));
    }

    @Test
    void a_step_cannot_be_called_back() {
        assertThat(problemsOf(SOUND.replace("  last:", "  back:").replace("last", "back")))
                .anyMatch(p -> p.contains("give the step another name"));
    }

    @Test
    void a_step_that_nothing_leads_to_is_a_problem() {
        assertThat(problemsOf(SOUND + "  lost: { say: bye }\n"))
                .singleElement()
                .asString()
                .contains("step lost: nothing leads here");
    }

    @Test
    void a_circle_without_a_question_is_an_endless_loop() {
        assertThat(problemsOf(
                        SOUND.replace("{ say: bye }", "{ say: bye, next: round }\n  round: { say: bye, next: last }")))
                .anyMatch(p -> p.contains("endless loop without a question: last > round > last"));
    }

    @Test
    void a_menu_asked_once_does_not_break_a_circle_for_it_may_be_passed_over() {
        String circle = """
                { say: bye, next: round }
                  round: { menu: [a], save: a, once: yes, next: last }
                """;
        assertThat(problemsOf(SOUND.replace("{ say: bye }\n", circle)))
                .anyMatch(p -> p.contains("endless loop without a question"));
    }

    @Test
    void questions_that_only_lead_to_each_other_never_end() {
        assertThat(problemsOf(SOUND.replace("{ say: bye }", "{ menu: [a], next: first }")))
                .anyMatch(p -> p.contains("step first: no way from here ends the conversation"))
                .noneMatch(p -> p.contains("endless loop"));
    }

    @Test
    void an_sos_must_be_heard_anywhere() {
        assertThat(problemsOf(SOUND.replace("  sos: { intent: sos, key: 9, go: sos }\n", "")))
                .anyMatch(p -> p.contains("an SOS must be heard"));
    }

    @Test
    void an_sos_must_open_a_case_at_once() {
        assertThat(problemsOf(SOUND.replace("{ open: { case: sos }", "{ open: { case: other }")))
                .anyMatch(p -> p.contains("must lead straight to a step with open: { case: sos }"));
        assertThat(problemsOf(SOUND.replace("key: 9, go: sos", "key: 9, go: first")))
                .anyMatch(p -> p.contains("must lead straight to a step with open: { case: sos }"));
    }

    @Test
    void an_option_under_the_key_of_a_shortcut_could_never_be_chosen() {
        assertThat(problemsOf(SOUND.replace("key: 9", "key: 2")))
                .anyMatch(p -> p.contains("step first: option 2 can never be chosen"));
    }

    @Test
    void two_shortcuts_cannot_share_a_key_or_an_intent() {
        assertThat(problemsOf(SOUND.replace("back: { key: 0", "back: { key: 9")))
                .anyMatch(p -> p.contains("key 9 is taken by sos"));
        assertThat(problemsOf(SOUND.replace("back: { key: 0", "back: { intent: sos")))
                .anyMatch(p -> p.contains("its intent is taken by sos"));
    }

    @Test
    void a_case_takes_along_only_what_is_asked() {
        assertThat(problemsOf(SOUND.replace("{ case: sos }", "{ case: sos, with: [choice, town] }")))
                .singleElement()
                .asString()
                .contains("step sos: no step saves 'town'");
    }

    @Test
    void back_is_no_way_out_of_a_step() {
        assertThat(problemsOf(SOUND.replace("next: last\n  last", "next: back\n  last")))
                .anyMatch(p -> p.contains("'back' can only stand under anywhere"));
    }

    @Test
    void an_empty_flow_is_told_and_crashes_nothing() {
        assertThat(problemsOf("{}")).isNotEmpty();
        assertThat(problemsOf("flow: [1\n")).isNotEmpty();
        assertThat(problemsOf("steps: 3\nanywhere: [x]\n")).isNotEmpty();
    }

    private static List<String> problemsOf(String yaml) {
        Problems problems = new Problems();
        FlowCheck.check(FlowReader.read(Doc.parse("small.yaml", yaml, problems)), problems);
        return problems.lines();
    }
}
