package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.linja.contact.Language;
import org.linja.text.Intent;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Thousands of random inputs into the shipped hotline, from seeds that can be run again.
class EnginePropertyTest {
    private static final int TURNS = 2_000;

    private final Script script = ShippedHotline.script();
    private final Municipalities municipalities = ShippedHotline.municipalities();
    private final Engine engine = new Engine(municipalities);
    private final SmsRendering rendering = new SmsRendering(script.texts(), municipalities);

    @RepeatedTest(10)
    void no_input_breaks_a_conversation_and_an_sos_is_always_heard(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Session session = Session.begin("hotline", Map.of());
        for (int i = 0; i < TURNS; i++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(60) == 0 ? 700 : random.nextInt(30)));
            Turn sos = engine.step(script.flow(), session, new Input.Said(Intent.SOS), now);
            assertThat(sos.effects())
                    .anyMatch(e ->
                            e instanceof Effect.OpenCase open && open.kind().equals("sos"));
            assertThat(sos.prompts()).extracting(Prompt::key).containsExactly("sos.received");

            Turn turn = engine.step(script.flow(), session, input(random), now);
            assertSound(turn);
            session = Session.fromJson(turn.session().toJson());
            assertThat(session).isEqualTo(turn.session());
        }
    }

    private void assertSound(Turn turn) {
        boolean ends = turn.effects().stream().anyMatch(e -> e instanceof Effect.End);
        assertThat(ends).isEqualTo(turn.waiting() == Wait.NOTHING);
        assertThat(ends).isNotEqualTo(turn.session().open());
        if (!ends) {
            assertThat(turn.prompts()).isNotEmpty();
            assertThat(turn.prompts().getLast().options()).isNotEmpty().hasSizeLessThan(9);
        }
        assertThat(turn.prompts()).hasSizeLessThan(5);
        assertThat(turn.session().trail()).hasSizeLessThanOrEqualTo(Engine.Limits.TRAIL);
        for (Language language : Language.values()) {
            Texts.Text text = rendering.render(turn.prompts(), language, Tone.NEUTRAL);
            assertThat(text.tone()).isEqualTo(Tone.NEUTRAL);
            assertThat(text.words().isEmpty()).isEqualTo(turn.prompts().isEmpty());
            assertThat(text.words()).doesNotContain("{", "}");
        }
    }

    private static Input input(Random random) {
        List<String> words =
                List.of("", "hello", "Prizren", "k", "{service}", "\uD83D\uDE00", "x".repeat(500), "9 0 #");
        return switch (random.nextInt(12)) {
            case 0 -> new Input.Begin();
            case 1 -> new Input.Words(words.get(random.nextInt(words.size())));
            case 2, 3, 4 -> new Input.Choice(random.nextInt(10) - 1);
            case 5, 6, 7, 8 -> new Input.Keys(Integer.toString(random.nextInt(12)));
            case 9 -> new Input.Said(Intent.values()[random.nextInt(Intent.values().length)]);
            case 10 -> new Input.Silence();
            default -> random.nextInt(10) == 0 ? new Input.HangUp() : new Input.Keys(random.nextBoolean() ? "#" : "*");
        };
    }
}
