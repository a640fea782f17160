package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.linja.contact.Language;
import org.linja.flow.UssdConversation.Place;
import org.linja.flow.UssdConversation.Shown;
import org.linja.testkit.Golden;
import org.linja.text.Gsm7;
import org.linja.text.PageLimit;
import org.linja.text.Tone;

/// Plays the golden transcripts of USSD sessions, as [TranscriptTest] does those by SMS: `*…#` dials, `(cut off)` ends
/// the session, a page with `=` is the last.
class UssdTranscriptTest {
    private static final UssdConversation CONVERSATION = new UssdConversation(
            ShippedHotline.conversation(), ShippedHotline.script(), ShippedHotline.municipalities());
    private static final PageLimit LIMIT = PageLimit.USUAL;

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Golden.tests(".ussd.txt", written -> new Player().play(written));
    }

    @Test
    void every_question_and_every_option_is_in_a_transcript_of_each_language() throws IOException {
        for (Language language : Language.values()) {
            Player player = new Player();
            for (Path file : Golden.files("-" + language.code() + ".ussd.txt")) {
                player.play(Files.readAllLines(file));
            }
            for (Step step : ShippedHotline.script().flow().steps().values()) {
                // The first question is answered once in each language: it is how the language is chosen.
                if (step instanceof Step.Menu menu && !menu.name().equals("language")) {
                    menu.options()
                            .forEach(option -> assertThat(player.answered)
                                    .as(language.code())
                                    .contains(menu.name() + " " + option));
                }
                assertThat(!step.asks() || player.visited.contains(step.name()))
                        .as("%s in %s", step.name(), language)
                        .isTrue();
            }
        }
    }

    private static final class Player {
        private final Set<String> visited = new HashSet<>();
        private final Set<String> answered = new HashSet<>();
        private final List<String> played = new ArrayList<>();
        private final Instant now = Instant.parse("2026-11-22T12:00:00Z");
        private Head head = new Head(Tone.NEUTRAL, Map.of());
        private Place place = new Place(CONVERSATION.fresh(Map.of()), List.of(""), 0, true);

        List<String> play(List<String> written) {
            played.clear();
            for (String line : written) {
                if (line.startsWith("flow ")) {
                    head = Head.of(line);
                }
                if (!line.startsWith("<") && !line.startsWith("=") && !line.startsWith("!") && !line.startsWith("  ")) {
                    played.add(line);
                }
                if (line.startsWith("> ")) {
                    take(line.substring(2));
                }
            }
            return List.copyOf(played);
        }

        private void take(String input) {
            Session stored = Session.fromJson(place.session().toJson());
            Place before = new Place(stored, place.pages(), place.at(), place.over());
            if (input.equals(Transcript.HUNG_UP)) {
                Transcript ended = new Transcript("hotline", "-");
                ended.addHangUp(CONVERSATION.hangUp(before, now));
                played.addAll(ended.lines().subList(2, ended.lines().size()));
                return;
            }
            boolean dials = input.startsWith("*");
            assertThat(dials || !before.last())
                    .as("an answer to a page that awaits one")
                    .isTrue();
            Shown shown = dials
                    ? CONVERSATION.begin(CONVERSATION.fresh(head.remembered()), LIMIT, false, now)
                    : CONVERSATION.reply(before, input, head.tone(), LIMIT, now);
            played.addAll(Transcript.of(shown));
            place = shown.place();
            visited.add(place.session().step());
            assertThat(place.pages()).allMatch(LIMIT::holds).allMatch(Gsm7::fits);
            boolean number = input.length() == 1 && input.charAt(0) >= '1' && input.charAt(0) <= '9';
            if (!dials && number && input.charAt(0) - '1' < stored.shown().size()) {
                answered.add(stored.step() + " " + stored.shown().get(input.charAt(0) - '1'));
            }
        }
    }
}
