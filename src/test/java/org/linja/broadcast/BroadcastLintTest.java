package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linja.Settings;
import org.linja.broadcast.Broadcast.Readers;
import org.linja.broadcast.Broadcast.Words;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Topic;
import org.linja.text.Tone;

/// What stands in a broadcast's way before anybody has to read it.
class BroadcastLintTest {
    private static final Settings SHIPPED = Settings.read(Path.of("config"), false, new Problems());
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private int made;

    private static Words neutral(String text) {
        return new Words(text, Tone.NEUTRAL, false);
    }

    private Broadcast of(Topic topic, Readers readers, Audience audience, Map<Language, Words> texts) {
        return Broadcast.draft(
                "b" + made++, new BroadcastFile.Written("a name", topic, audience, readers, texts, 0), "drita", NOW);
    }

    private Broadcast health(String text) {
        return of(Topic.HEALTH, Readers.ANYBODY, Audience.ALL, Map.of(Language.EN, neutral(text)));
    }

    private static BroadcastLint lint(boolean production) {
        return new BroadcastLint(SHIPPED.wording(), SHIPPED.broadcasts(), production);
    }

    private static List<String> errors(Broadcast broadcast, Broadcast... earlier) {
        return lint(false).read(broadcast, List.of(earlier)).errors();
    }

    private static void isRefused(Broadcast broadcast, String why) {
        assertThat(errors(broadcast)).singleElement().asString().contains(why);
    }

    @Test
    void aGoodOneHasNothingInItsWay() {
        assertThat(errors(health("Wash your hands. To end: STOP."))).isEmpty();
    }

    @Test
    void whatGivesHerAwayIsRefused() {
        isRefused(health("Help against violence. STOP"), "violen");
        isRefused(health("See bit.ly/abc STOP"), "short link");
        isRefused(health("Come to https://linja.example STOP"), "link");
        isRefused(health("Come to Rruga UCK 5 today. STOP"), "address");
        isRefused(health("Call +383 44 000 101. STOP"), "number");
        assertThat(errors(health("   "))).anyMatch(line -> line.contains("the text is empty"));
    }

    @Test
    void aPlaceThatNobodyFillsIsNamedWithTheOneThatWasMeant() {
        isRefused(health("News from {municpality}. STOP"), "municipality");
        assertThat(errors(health("News from {municipality}. STOP"))).isEmpty();
    }

    @Test
    void theFirstAndEachFourthSayHowToEndThem() {
        Broadcast plain = health("Wash your hands.");
        Broadcast hinted = health("Air the room. To end: STOP.");
        assertThat(errors(plain)).as("the first").hasSize(1);
        assertThat(errors(plain, hinted)).isEmpty();
        assertThat(errors(plain, health("a b"), health("c d"), hinted)).isEmpty();
        assertThat(errors(plain, health("a b"), health("c d"), health("e f"), hinted))
                .as("three without before it")
                .hasSize(1);
        List<Broadcast> otherTopic = new ArrayList<>();
        otherTopic.add(of(Topic.JOBS, Readers.ANYBODY, Audience.ALL, Map.of(Language.EN, neutral("Jobs. STOP"))));
        assertThat(lint(false).read(plain, otherTopic).errors())
                .as("another topic")
                .hasSize(1);
    }

    @Test
    void explicitWordsGoOnlyToWhoSaidYesTwiceAndOnViolenceOnlyToBystanders() {
        Map<Language, Words> open = Map.of(Language.EN, new Words("HIV tests are free. STOP", Tone.EXPLICIT, false));
        isRefused(of(Topic.HEALTH, Readers.ANYBODY, Audience.ALL, open), "O1");
        assertThat(errors(of(Topic.HIV_HEP, Readers.ANYBODY, Audience.ALL, open)))
                .isEmpty();
        isRefused(of(Topic.GBV, Readers.ANYBODY, Audience.ALL, open), "O2");
        assertThat(errors(of(Topic.GBV, Readers.BYSTANDERS, Audience.ALL, open)))
                .isEmpty();
    }

    @Test
    void aLanguageOfTheAudienceWithoutATextIsTold() {
        Audience albanian = new Audience(Set.of(Language.SQ), Set.of(), Set.of(), Optional.empty(), Optional.empty());
        isRefused(
                of(Topic.HEALTH, Readers.ANYBODY, albanian, Map.of(Language.EN, neutral("Hands. STOP"))),
                "no text in it");
    }

    @Test
    void aDraftIsRefusedInProductionAndUnusualLettersAreTold() {
        Broadcast draft = of(
                Topic.HEALTH,
                Readers.ANYBODY,
                Audience.ALL,
                Map.of(Language.SR, new Words("Перите руке. STOP", Tone.NEUTRAL, true)));
        assertThat(lint(false).read(draft, List.of()).errors()).isEmpty();
        assertThat(lint(false).read(draft, List.of()).warnings()).anyMatch(line -> line.contains("draft"));
        assertThat(lint(true).read(draft, List.of()).errors())
                .singleElement()
                .asString()
                .contains("draft");
        assertThat(lint(false).read(health("Wash → dry. STOP"), List.of()).warnings())
                .singleElement()
                .asString()
                .contains("UCS-2")
                .contains("→");
    }
}
