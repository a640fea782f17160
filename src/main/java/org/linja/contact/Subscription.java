package org.linja.contact;

import java.time.Instant;
import java.util.Optional;

/// That somebody asked for messages on one topic, with the proof of it (R46, GDPR art. 7): how, when, to which words.
///
/// @param number where they go; sealed where it is stored
/// @param language in which, as far as known
/// @param municipality its key, or empty
/// @param carrier by which carrier she writes, or empty
/// @param source how she asked: `sms`, `paper`, `phone`, `event`, …
/// @param text which wording of the question she said yes to
/// @param at when she asked
/// @param confirmed when she said yes a second time; empty for topics that need one yes only
/// @param lastContact when anything was last heard of her
public record Subscription(
        Msisdn number,
        Topic topic,
        Optional<Language> language,
        String municipality,
        String carrier,
        String source,
        String text,
        Instant at,
        Optional<Instant> confirmed,
        Instant lastContact) {

    /// @throws IllegalArgumentException when the proof is missing: who cannot show it has no consent
    public Subscription {
        if (source.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a subscription names how she asked and to which words she said yes");
        }
        if (topic.twice() && confirmed.isEmpty()) {
            throw new IllegalArgumentException("the topic " + topic.word() + " needs a second yes");
        }
    }

    @Override
    public String toString() {
        return "Subscription[" + topic + "]";
    }
}
