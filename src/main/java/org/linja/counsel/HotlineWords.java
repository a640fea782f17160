package org.linja.counsel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Chooses the words for her: the discreet twin unless explicit texts are safe (R01), and every likely language while
/// hers is not known.
public final class HotlineWords {
    private final Texts texts;
    private final List<Language> unknown;

    /// @param unknown the languages to write in while hers is not known, the likeliest first; at least one
    public HotlineWords(Texts texts, List<Language> unknown) {
        this.texts = texts;
        this.unknown = List.copyOf(unknown);
    }

    /// That text for that person.
    public Texts.Text toHer(String key, Person person, Optional<Language> language) {
        boolean discreet = !person.explicitAllowed() && texts.has(key + ".discreet");
        String chosen = discreet ? key + ".discreet" : key;
        Optional<Language> hers = language.or(person::language);
        if (hers.isPresent()) {
            return texts.text(chosen, hers.get(), Map.of());
        }
        List<String> all = new ArrayList<>();
        Tone tone = Tone.NEUTRAL;
        Texts.Status status = Texts.Status.REVIEWED;
        for (Language one : unknown) {
            Texts.Text text = texts.text(chosen, one, Map.of());
            if (!all.contains(text.words())) {
                all.add(text.words());
            }
            tone = text.tone() == Tone.EXPLICIT ? Tone.EXPLICIT : tone;
            status = text.status() == Texts.Status.DRAFT ? Texts.Status.DRAFT : status;
        }
        return new Texts.Text(String.join("\n", all), tone, status);
    }

    /// Which wording of a question she was asked, for the record of her consent (R46): its key, her language, and
    /// the beginning of the digest of its words.
    public String version(String key, Optional<Language> hers) {
        Language language = hers.orElse(unknown.getFirst());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(texts.text(key, language, Map.of("service", ""))
                            .words()
                            .getBytes(StandardCharsets.UTF_8));
            return key + " " + language.code() + " " + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
