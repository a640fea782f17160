package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.Language;
import org.linja.text.Intent;
import org.linja.text.Reading;

class ListeningTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Reading NOTHING = new Reading.Nothing(Set.of());

    private final Script script = ShippedHotline.script();
    private final Municipalities municipalities = ShippedHotline.municipalities();
    private final Engine engine = new Engine(municipalities);
    private final Listening listening =
            new Listening(engine, new SmsRendering(script.texts(), municipalities), municipalities);
    private final Session main = engine.step(
                    script.flow(), Session.begin("hotline", Map.of("language", "sq")), new Input.Begin(), NOON)
            .session();
    private final Listening.Open open = listening.open(script.flow(), main, Language.SQ, NOON);

    @Test
    void the_lexicon_is_given_the_labels_as_she_saw_them() {
        assertThat(open.labels()).startsWith("Mjek në shtëpi", "Psikolog").hasSize(8);
        assertThat(open.options()).isEqualTo(8);
        assertThat(open.yesNo()).isFalse();
    }

    @Test
    void while_a_municipality_is_asked_every_name_counts_as_a_label() {
        Session asked =
                engine.step(script.flow(), main, new Input.Choice(0), NOON).session();
        Listening.Open names = listening.open(script.flow(), asked, Language.EN, NOON);

        assertThat(names.options()).isEqualTo(8);
        assertThat(names.labels()).contains("Zubin Potok", "Drenas", "Dakovica");
        int further = names.labels().lastIndexOf("Drenas");
        assertThat(listening.input(new Reading.Answer(further), names, "drenas"))
                .isEqualTo(new Input.Words("drenas"));
    }

    @Test
    void yes_and_no_count_while_they_are_options() {
        Session keep = engine.step(script.flow(), main, new Input.Said(Intent.CALLBACK), NOON)
                .session();
        assertThat(listening.open(script.flow(), keep, Language.SQ, NOON).yesNo())
                .isTrue();
    }

    @Test
    void nothing_is_open_before_the_first_question_and_after_ten_minutes() {
        assertThat(listening
                        .open(script.flow(), Session.begin("hotline", Map.of()), Language.SQ, NOON)
                        .any())
                .isFalse();
        Instant late = NOON.plus(Engine.Limits.MENU_OPEN).plusSeconds(1);
        assertThat(listening.open(script.flow(), main, Language.SQ, late).labels())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1,            1
                    ' 2 ',        2
                    2.,           2
                    (3),          3
                    0,            0
                    O,            0
                    #,            '#'
                    *,            '*'
                    nr 4,         4
                    Broj: 5,      5
                    2 Psikolog,   2
                    4 banim,      4
                    ６,            6
                    12,           12
                    """)
    void a_number_is_a_key(String text, String keys) {
        assertThat(listening.input(NOTHING, open, text)).isEqualTo(new Input.Keys(keys));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Psikolog,         1
                    psik,             1
                    PSIKOLLOG,        1
                    banim,            3
                    klinika,          4
                    Më telefononi,    7
                    me tel,           7
                    """)
    void a_label_its_beginning_or_its_misspelling_is_a_choice(String text, int index) {
        assertThat(listening.input(NOTHING, open, text)).isEqualTo(new Input.Choice(index));
    }

    @ParameterizedTest
    @CsvSource({"m", "nuk dua psikolog", "1 2", "1 banim", "100", "''", "dua diçka tjeter"})
    void what_is_no_clear_answer_stays_words(String text) {
        assertThat(listening.input(NOTHING, open, text)).isEqualTo(new Input.Words(text));
    }

    @Test
    void a_no_inside_a_sentence_is_no_answer() {
        Listening.Open question = new Listening.Open(List.of("Da", "Ne"), 2, true);
        assertThat(listening.input(NOTHING, question, "ne znam")).isInstanceOf(Input.Words.class);
        assertThat(listening.input(NOTHING, question, "Ne!")).isEqualTo(new Input.Choice(1));
    }

    @Test
    void commands_and_an_sos_are_said() {
        assertThat(listening.input(new Reading.Sos(2, false, Set.of()), open, "x"))
                .isEqualTo(new Input.Said(Intent.SOS));
        assertThat(listening.input(new Reading.Command(Intent.STOP, Set.of()), open, "x"))
                .isEqualTo(new Input.Said(Intent.STOP));
        assertThat(listening.input(new Reading.Answer(2), open, "x")).isEqualTo(new Input.Choice(2));
    }
}
