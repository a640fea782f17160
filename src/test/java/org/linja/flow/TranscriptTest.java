package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.linja.text.Tone;

/// Plays the golden transcripts: what she texts must lead to the answers and effects that stand there. The
/// session goes through its stored form before every line. `-Dupdate=true` writes what happens now into the
/// files, for review.
///
/// First line: `flow hotline · language sq`, further parts are what is remembered of her (`consent yes`) and
/// `tone explicit`. `@ 11m` lets time pass.
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final Set<String> VISITED = new HashSet<>();
    private static final Set<String> ANSWERED = new HashSet<>();

    private static final Conversation CONVERSATION = ShippedHotline.conversation();

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            List<String> written = Files.readAllLines(file);
            List<String> played = play(written);
            if (Boolean.getBoolean("update")) {
                Files.write(file, played);
            } else {
                assertThat(played).isEqualTo(written);
            }
        }));
    }

    @Test
    void every_question_and_every_option_of_the_hotline_is_in_some_transcript() throws IOException {
        for (Path file : files().toList()) {
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

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".sms.txt")).sorted().toList().stream();
        }
    }

    private static List<String> play(List<String> written) {
        List<String> played = new ArrayList<>();
        Map<String, String> remembered = new HashMap<>();
        Tone tone = Tone.NEUTRAL;
        Session session = CONVERSATION.begin();
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        for (String line : written) {
            if (line.startsWith("flow ")) {
                remembered.clear();
                tone = Tone.NEUTRAL;
                for (String part : line.split(" · ")) {
                    String[] words = part.split(" ", 2);
                    if (words[0].equals("tone")) {
                        tone = words[1].equals("explicit") ? Tone.EXPLICIT : Tone.NEUTRAL;
                    } else if (!words[0].equals("flow") && !words[1].equals("-")) {
                        remembered.put(words[0], words[1]);
                    }
                }
                session = Session.begin("hotline", remembered);
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
