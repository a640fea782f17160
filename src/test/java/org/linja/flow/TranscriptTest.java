package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.linja.testkit.Golden;
import org.linja.text.Tone;

/// Plays the golden transcripts: what she texts must lead to the answers and effects that stand there. The
/// session goes through its stored form before every line. `@ 11m` lets time pass.
class TranscriptTest {
    private static final String ENDING = ".sms.txt";
    private static final Set<String> VISITED = new HashSet<>();
    private static final Set<String> ANSWERED = new HashSet<>();

    private static final Conversation CONVERSATION = ShippedHotline.conversation();

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Golden.tests(ENDING, TranscriptTest::play);
    }

    @Test
    void every_question_and_every_option_of_the_hotline_is_in_some_transcript() throws IOException {
        for (Path file : Golden.files(ENDING)) {
            play(Files.readAllLines(file));
        }
        List<String> options = new ArrayList<>();
        for (Step step : ShippedHotline.script().flow().steps().values()) {
            if (step.asks()) {
                assertThat(VISITED).contains(step.name());
            }
            if (step instanceof Step.Menu menu) {
                menu.options().forEach(option -> options.add(menu.name() + " " + option));
            }
        }
        assertThat(ANSWERED).containsAll(options);
    }

    private static List<String> play(List<String> written) {
        List<String> played = new ArrayList<>();
        Tone tone = Tone.NEUTRAL;
        Session session = CONVERSATION.begin();
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        for (String line : written) {
            if (line.startsWith("flow ")) {
                Head head = Head.of(line);
                tone = head.tone();
                session = Session.begin("hotline", head.remembered());
            }
            if (!line.startsWith("<") && !line.startsWith("!") && !line.startsWith("  ")) {
                played.add(line);
            }
            if (line.startsWith("@ ")) {
                now = now.plus(Duration.parse("PT" + line.substring(2).strip()));
            }
            if (line.startsWith("> ")) {
                Session before = Session.fromJson(session.toJson());
                Conversation.Heard heard = CONVERSATION.hear(before, line.substring(2), tone, now);
                played.addAll(Transcript.of(heard));
                session = heard.turn().session();
                assertThat(tone == Tone.EXPLICIT || heard.answer().tone() == Tone.NEUTRAL)
                        .as("an unknown person is sent neutral texts only")
                        .isTrue();
                VISITED.add(session.step());
                chosen(before, line.substring(2));
            }
        }
        return played;
    }

    /// Notes which option a number stood for.
    private static void chosen(Session before, String text) {
        boolean number = text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '9';
        if (number && text.charAt(0) - '1' < before.shown().size()) {
            ANSWERED.add(before.step() + " " + before.shown().get(text.charAt(0) - '1'));
        }
    }
}
