package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.Subscribers.Found;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;
import org.linja.text.Tone;

/// Who of those who asked gets a broadcast.
class SelectionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));

    private static Found asked(Optional<Person> person, boolean stopped, int thisMonth) {
        Msisdn number = new Msisdn("38344000301");
        return new Found(
                0,
                new Fingerprint("a".repeat(26)),
                new Subscription(
                        number,
                        Topic.HEALTH,
                        Optional.of(Language.SQ),
                        "prizren",
                        "",
                        "paper",
                        "form",
                        LONG_AGO,
                        Optional.empty(),
                        LONG_AGO),
                person,
                stopped,
                thisMonth);
    }

    private static final Found ANNA = asked(Optional.empty(), false, 0);

    private static Optional<Recipient> decide(Audience audience, Found one, Language... texts) {
        return selection(audience, texts).decide(one);
    }

    private static Selection selection(Audience audience, Language... texts) {
        Map<Language, Broadcast.Words> words = new java.util.EnumMap<>(Language.class);
        for (Language language : texts) {
            words.put(language, new Broadcast.Words("a text", Tone.NEUTRAL, false));
        }
        Broadcast broadcast = Broadcast.draft(
                "b1",
                new BroadcastFile.Written("a name", Topic.HEALTH, audience, Broadcast.Readers.ANYBODY, words, 0),
                "drita",
                NOW);
        return new Selection(broadcast, List.of("vala", "ipko"), Language.SQ, 2, NOW);
    }

    private static Audience audience(Set<Language> languages, Set<String> municipalities, Set<String> carriers) {
        return new Audience(languages, municipalities, carriers, Optional.empty(), Optional.empty());
    }

    @Test
    void everybodyWhoAskedUnlessTheAudienceSaysOtherwise() {
        assertThat(decide(Audience.ALL, ANNA, Language.SQ)).isPresent();
        assertThat(decide(audience(Set.of(Language.SR), Set.of(), Set.of()), ANNA, Language.SQ, Language.SR))
                .isEmpty();
        assertThat(decide(audience(Set.of(), Set.of("prizren"), Set.of()), ANNA, Language.SQ))
                .isPresent();
        assertThat(decide(audience(Set.of(), Set.of("peje"), Set.of()), ANNA, Language.SQ))
                .isEmpty();
    }

    @Test
    void theCarrierIsTheOneSheIsReachedBy() {
        Found overIpko = asked(Optional.of(Person.unknown().wrote(NOW, "55111", "ipko")), false, 0);
        assertThat(decide(audience(Set.of(), Set.of(), Set.of("ipko")), overIpko, Language.SQ))
                .get()
                .extracting(Recipient::carrier)
                .isEqualTo("ipko");
        assertThat(decide(audience(Set.of(), Set.of(), Set.of("ipko")), ANNA, Language.SQ))
                .as("nothing is known of hers: the first")
                .isEmpty();
    }

    @Test
    void whenSheWasLastHeardOfCounts() {
        Audience lately =
                new Audience(Set.of(), Set.of(), Set.of(), Optional.of(Duration.ofDays(30)), Optional.empty());
        Audience silent =
                new Audience(Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.of(Duration.ofDays(30)));
        Found wrote =
                asked(Optional.of(Person.unknown().wrote(NOW.minus(Duration.ofDays(2)), "55111", "vala")), false, 0);
        assertThat(decide(lately, ANNA, Language.SQ)).isEmpty();
        assertThat(decide(silent, ANNA, Language.SQ)).isPresent();
        assertThat(decide(lately, wrote, Language.SQ)).isPresent();
        assertThat(decide(silent, wrote, Language.SQ)).isEmpty();
    }

    @Test
    void whoEndedThemHadEnoughOrIsNotSafeIsLeftOutAndCounted() {
        Selection selection = selection(Audience.ALL, Language.SQ);
        Person careful = Person.unknown().safely(SafeContact.careful());
        selection.decide(asked(Optional.empty(), true, 0));
        selection.decide(asked(Optional.empty(), false, 2));
        selection.decide(asked(Optional.of(careful), false, 0));
        selection.decide(ANNA);
        assertThat(selection.people()).isEqualTo(1);
        assertThat(selection.left())
                .containsOnly(
                        Map.entry(Selection.Left.STOPPED, 1L),
                        Map.entry(Selection.Left.CAPPED, 1L),
                        Map.entry(Selection.Left.UNSAFE, 1L));
    }

    @Test
    void withoutATextInHerLanguageSheGetsNone() {
        assertThat(decide(Audience.ALL, ANNA, Language.SR)).isEmpty();
    }
}
