package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Texts;

class FlowTextCheckTest {
    private static final String FLOW = """
            flow: small
            start: first
            anywhere:
              sos: { intent: sos, go: sos }
              info: { intent: info, go: first }
            steps:
              first: { menu: [a, b], save: choice, next: told }
              told: { say: 'about.{choice}' }
              sos: { open: { case: sos }, say: sos }
            """;
    private static final String TEXTS = """
            #: neutral
            first = Choose
            #: neutral
            label.a = A
            #: neutral
            label.b = B
            #: neutral
            about.a = About {choice}
            #: neutral
            about.b = About B
            #: explicit
            sos = Danger
            #: neutral
            sos.discreet = Thanks
            #: neutral
            wrong-input = What?
            #: neutral
            ussd.more = More
            #: neutral
            ussd.back = Back
            #: neutral
            ussd.resume = Continue
            #: neutral
            ussd.ended = Thanks
            """;

    @TempDir
    private Path folder;

    @Test
    void a_flow_with_all_its_texts_has_no_problems() {
        assertThat(problemsOf(FLOW, TEXTS)).isEmpty();
    }

    @Test
    void a_text_that_is_not_there_is_told_where_the_flow_needs_it() {
        assertThat(problemsOf(FLOW, TEXTS.replace("about.b", "about.bb")))
                .containsExactly("small.yaml:8:9: step told: there is no text 'about.b'; did you mean 'about.a'?");
    }

    @Test
    void every_answer_in_a_key_needs_its_text() {
        assertThat(problemsOf(FLOW, TEXTS.replace("about.b", "abbot.b")))
                .singleElement()
                .asString()
                .contains("step told: there is no text 'about.b'");
    }

    @Test
    void an_answer_in_a_key_must_be_known_on_every_way() {
        assertThat(problemsOf(FLOW.replace("info, go: first", "info, go: told"), TEXTS))
                .anyMatch(p -> p.contains("its text needs {choice}, which is not answered on every way"));
    }

    @Test
    void an_answer_in_a_text_must_be_known_on_every_way() {
        assertThat(problemsOf(FLOW, TEXTS.replace("About B", "About {town}")))
                .anyMatch(p -> p.contains("the text about.b needs {town}"));
    }

    @Test
    void a_subscription_needs_its_topic_on_every_way() {
        String subscribing = FLOW.replace("{ say: 'about.{choice}' }", "{ open: { subscription: choice } }");
        assertThat(problemsOf(subscribing, TEXTS)).isEmpty();
        assertThat(problemsOf(subscribing.replace("info, go: first", "info, go: told"), TEXTS))
                .anyMatch(p -> p.contains("its subscription needs {choice}"));
    }

    @Test
    void an_option_that_is_not_saved_is_no_answer() {
        assertThat(problemsOf(FLOW.replace("save: choice,", "save: choice, unsaved: [b],"), TEXTS))
                .anyMatch(p -> p.contains("needs {choice}"));
    }

    @Test
    void an_explicit_text_needs_a_discreet_twin() {
        assertThat(problemsOf(FLOW, TEXTS.replace("sos.discreet", "other.discreet")))
                .singleElement()
                .asString()
                .contains("step sos: the text sos is explicit; write a neutral sos.discreet");
    }

    @Test
    void a_menu_must_fit_two_segments() {
        assertThat(problemsOf(FLOW, TEXTS.replace("= Choose", "= " + "Choose ".repeat(50))))
                .anyMatch(p -> p.contains("step first: takes 3 SMS segments in en"));
    }

    private List<String> problemsOf(String flow, String texts) {
        Problems problems = new Problems();
        try {
            Files.writeString(folder.resolve("en.properties"), texts);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        FlowTextCheck.check(
                FlowReader.read(Doc.parse("small.yaml", flow, problems)),
                Texts.read(folder, List.of(Language.EN), problems),
                ShippedHotline.municipalities(),
                problems);
        return problems.lines();
    }
}
