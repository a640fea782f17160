package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.text.Intent;

class EngineTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String FLOW = """
            flow: small
            start: colour
            anywhere:
              sos: { intent: sos, key: 9, go: sos }
              back: { key: 0, go: back }
              stop: { intent: stop, go: stop }
              info: { intent: info, go: size }
              erase: { intent: delete, go: erase }
              exit: { intent: exit, key: '#', go: exit }
            steps:
              colour: { menu: [red, blue, none], save: colour, unsaved: [none], once: yes, remember: yes, next: size }
              size:
                menu: [small, large]
                save: size
                when: { large: town }
                tries: 2
                failed: sure
                next: done
              town: { ask: municipality, save: town, next: done }
              sure: { menu: [yes, no], next: done }
              done: { open: { case: order, with: [colour, size, town] }, say: done }
              sos: { open: { case: sos, with: [size] }, say: sos, voice: { dial: on-call, failed: static } }
              stop: { forget: subscription, say: stopped }
              erase: { forget: data, say: erased }
              exit: { forget: thread }
            """;

    private final Flow flow = flow(FLOW);
    private final Engine engine = new Engine(ShippedHotline.municipalities());
    private Instant now = NOON;
    private Session session = Session.begin("small", Map.of());
    private Turn turn = turn(new Input.Begin());

    @Test
    void a_conversation_begins_at_the_start() {
        assertThat(turn.prompts())
                .containsExactly(new Prompt(
                        "colour",
                        Map.of(),
                        List.of(
                                new Prompt.Option(1, "label.red"),
                                new Prompt.Option(2, "label.blue"),
                                new Prompt.Option(3, "label.none"))));
        assertThat(turn.waiting()).isEqualTo(Wait.ANSWER);
    }

    @Test
    void a_key_and_a_choice_mean_the_same() {
        hear(new Input.Keys("2"));
        assertThat(session.answers()).containsEntry("colour", "blue");
        assertThat(turn.effects()).containsExactly(new Effect.Remember("colour", "blue"));
        hear(new Input.Choice(0));
        assertThat(turn.effects())
                .containsExactly(
                        new Effect.OpenCase("order", Map.of("colour", "blue", "size", "small")), new Effect.End(false));
        assertThat(turn.waiting()).isEqualTo(Wait.NOTHING);
    }

    @Test
    void an_option_that_is_not_saved_is_followed_only() {
        hear(new Input.Keys("3"));
        assertThat(session.answers()).isEmpty();
        assertThat(session.step()).isEqualTo("size");
    }

    @Test
    void what_is_remembered_is_not_asked_again() {
        session = Session.begin("small", Map.of("colour", "red"));
        hear(new Input.Words("hello"));
        assertThat(session.step()).isEqualTo("size");
    }

    @Test
    void something_else_than_an_option_is_asked_again_and_then_given_up() {
        hear(new Input.Keys("1"), new Input.Keys("7"));
        assertThat(keys()).containsExactly("wrong-input", "size");
        hear(new Input.Words("eh"));
        assertThat(keys()).containsExactly("sure");
    }

    @Test
    void silence_is_asked_again_without_reproach() {
        hear(new Input.Keys("1"), new Input.Silence());
        assertThat(keys()).containsExactly("size");
        hear(new Input.Silence());
        assertThat(keys()).containsExactly("sure");
    }

    @Test
    void without_a_limit_of_its_own_a_question_is_put_five_times_at_most() {
        for (int i = 1; i < Engine.Limits.MISUNDERSTOOD; i++) {
            hear(new Input.Words("eh"));
            assertThat(keys()).containsExactly("wrong-input", "colour");
        }
        hear(new Input.Words("eh"));
        assertThat(turn.prompts()).isEmpty();
        assertThat(turn.effects()).containsExactly(new Effect.End(false));
    }

    @Test
    void back_asks_the_question_before_even_if_it_is_asked_only_once() {
        hear(new Input.Keys("1"), new Input.Keys("2"));
        assertThat(session.step()).isEqualTo("town");
        hear(new Input.Keys("0"));
        assertThat(session.step()).isEqualTo("size");
        hear(new Input.Keys("0"));
        assertThat(session.step()).isEqualTo("colour");
    }

    @Test
    void back_at_the_first_question_is_the_start() {
        hear(new Input.Keys("0"));
        assertThat(session.step()).isEqualTo("colour");
    }

    @Test
    void an_sos_opens_a_case_whatever_is_open_and_rings_someone_on_a_call() {
        hear(new Input.Keys("1"), new Input.Keys("2"), new Input.Said(Intent.SOS));
        assertThat(turn.effects())
                .containsExactly(
                        new Effect.OpenCase("sos", Map.of("size", "large")),
                        new Effect.Dial("on-call", "static"),
                        new Effect.End(false));
        assertThat(keys()).containsExactly("sos");
    }

    @Test
    void an_sos_is_heard_before_anything_was_asked() {
        session = Session.begin("small", Map.of());
        hear(new Input.Said(Intent.SOS));
        assertThat(turn.effects()).contains(new Effect.OpenCase("sos", Map.of()));
    }

    @Test
    void keys_count_only_while_a_question_is_open() {
        session = Session.begin("small", Map.of());
        hear(new Input.Keys("9"));
        assertThat(turn.effects()).isEmpty();
        assertThat(session.step()).isEqualTo("colour");
    }

    @Test
    void a_menu_is_open_for_ten_minutes() {
        hear(new Input.Keys("1"));
        now = NOON.plus(Engine.Limits.MENU_OPEN).plus(Duration.ofSeconds(1));
        assertThat(engine.openLabels(flow, session, NOON)).containsExactly("label.small", "label.large");
        assertThat(engine.openLabels(flow, session, now)).isEmpty();
        hear(new Input.Keys("1"));
        assertThat(turn.effects()).isEmpty();
        assertThat(session.step()).isEqualTo("size");
    }

    @Test
    void a_conversation_that_ends_keeps_only_what_is_remembered() {
        hear(new Input.Keys("1"), new Input.Keys("1"));
        assertThat(session.answers()).containsOnlyKeys("colour");
        assertThat(session.open()).isFalse();
        assertThat(session.trail()).isEmpty();
    }

    @Test
    void the_quiet_exit_says_nothing() {
        hear(new Input.Keys("#"));
        assertThat(turn.prompts()).isEmpty();
        assertThat(turn.effects()).containsExactly(new Effect.End(true));
    }

    @Test
    void stop_and_erase_say_what_is_to_be_done() {
        hear(new Input.Said(Intent.STOP));
        assertThat(turn.effects()).containsExactly(new Effect.OptOut(), new Effect.End(false));
        hear(new Input.Begin(), new Input.Keys("1"), new Input.Said(Intent.DELETE));
        assertThat(turn.effects()).containsExactly(new Effect.Forget(), new Effect.End(false));
        assertThat(session.answers()).isEmpty();
    }

    @Test
    void hanging_up_ends_it() {
        hear(new Input.HangUp());
        assertThat(turn.prompts()).isEmpty();
        assertThat(turn.effects()).containsExactly(new Effect.End(false));
    }

    @Test
    void a_step_that_is_gone_after_an_edit_begins_again_with_what_is_remembered() {
        hear(new Input.Keys("1"), new Input.Keys("2"));
        Flow edited = flow(FLOW.replace("town: {", "place: {").replace("large: town", "large: place"));
        Turn after = engine.step(edited, session, new Input.Words("Prizren"), now);
        assertThat(after.session().step()).isEqualTo("size");
        assertThat(after.session().answers()).containsOnlyKeys("colour");
    }

    @Test
    void a_session_of_another_flow_begins_again() {
        hear(new Input.Keys("1"));
        Session other = new Session(
                "other", session.step(), session.answers(), session.trail(), 0, session.shown(), session.asked());
        assertThat(engine.step(flow, other, new Input.Keys("1"), now).effects()).isEmpty();
    }

    @Test
    void a_shortcut_to_the_question_that_is_open_leaves_no_trace_for_back() {
        hear(new Input.Keys("1"), new Input.Said(Intent.INFO), new Input.Said(Intent.INFO), new Input.Keys("0"));
        assertThat(session.step()).isEqualTo("colour");
    }

    @Test
    void a_number_means_what_she_saw_even_after_an_edit() {
        Flow edited = flow(FLOW.replace("[red, blue, none]", "[green, red, blue, none]"));
        Turn after = engine.step(edited, session, new Input.Keys("1"), now);
        assertThat(after.session().answers()).containsEntry("colour", "red");
    }

    @Test
    void names_are_listed_seven_at_a_time_and_the_last_page_leads_to_the_first() {
        hear(new Input.Keys("1"), new Input.Keys("2"));
        List<String> first = session.shown();
        assertThat(first).hasSize(8).startsWith("prishtine").endsWith(Engine.MORE_NAMES);
        for (int page = 2; page <= 6; page++) {
            hear(new Input.Keys(Integer.toString(session.shown().size())));
            assertThat(session.shown()).doesNotContainAnyElementsOf(first.subList(0, 7));
        }
        assertThat(session.shown()).hasSize(4).contains("zvecan");
        hear(new Input.Keys("4"));
        assertThat(session.shown()).isEqualTo(first);
    }

    @Test
    void a_name_on_a_later_page_has_its_number_there() {
        hear(new Input.Keys("1"), new Input.Keys("2"), new Input.Keys("8"), new Input.Keys("2"));
        assertThat(turn.effects())
                .contains(new Effect.OpenCase("order", Map.of("colour", "red", "size", "large", "town", "prizren")));
    }

    @Test
    void a_name_that_may_be_several_is_asked_again_with_just_those() {
        hear(new Input.Keys("1"), new Input.Keys("2"), new Input.Words("kl"));
        assertThat(keys()).containsExactly("wrong-input", "town");
        assertThat(session.shown()).containsExactly("kline", "kllokot");
        hear(new Input.Keys("2"));
        assertThat(turn.effects().toString()).contains("OpenCase");
    }

    private void hear(Input... inputs) {
        for (Input input : inputs) {
            turn = turn(input);
        }
    }

    private Turn turn(Input input) {
        Turn next = engine.step(flow, session, input, now);
        session = Session.fromJson(next.session().toJson());
        assertThat(session).isEqualTo(next.session());
        return next;
    }

    private List<String> keys() {
        return turn.prompts().stream().map(Prompt::key).toList();
    }

    private static Flow flow(String yaml) {
        Problems problems = new Problems();
        Flow flow = FlowReader.read(Doc.parse("small.yaml", yaml, problems));
        FlowCheck.check(flow, problems);
        assertThat(problems.lines()).isEmpty();
        return flow;
    }
}
