package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.contact.Subscription;

/// To whom among those who asked for the topic. An empty set means all.
///
/// @param languages hers must be one of these
/// @param municipalities keys; hers must be one of these
/// @param carriers names; hers must be one of these
/// @param heardWithin something was heard of her in this time
/// @param silentFor nothing was heard of her in this time
public record Audience(
        Set<Language> languages,
        Set<String> municipalities,
        Set<String> carriers,
        Optional<Duration> heardWithin,
        Optional<Duration> silentFor) {
    public Audience {
        languages = Set.copyOf(languages);
        municipalities = Set.copyOf(municipalities);
        carriers = Set.copyOf(carriers);
    }

    /// Everybody who asked for the topic.
    public static final Audience ALL = new Audience(Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    /// Whether she belongs to it.
    ///
    /// @param language in which she would be written to
    /// @param carrier over which
    /// @param lastContact when anything was last heard of her
    boolean holds(Subscription one, Language language, String carrier, Instant lastContact, Instant now) {
        return (languages.isEmpty() || languages.contains(language))
                && (municipalities.isEmpty() || municipalities.contains(one.municipality()))
                && (carriers.isEmpty() || carriers.contains(carrier))
                && heardWithin.map(w -> !lastContact.isBefore(now.minus(w))).orElse(true)
                && silentFor.map(s -> lastContact.isBefore(now.minus(s))).orElse(true);
    }
}
