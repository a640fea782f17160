package org.linja.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.escalation.Notices;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.Counsellor;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Chooses the words for her: the discreet twin unless explicit texts are safe (R01), and every likely language while
/// hers is not known.
public final class HotlineWords {
    private final Texts texts;
    private final Notices notices;
    private final List<Language> unknown;

    /// @param notices writes to counsellors
    /// @param unknown the languages to write in while hers is not known, the likeliest first; at least one
    public HotlineWords(Texts texts, Notices notices, List<Language> unknown) {
        this.texts = texts;
        this.notices = notices;
        this.unknown = List.copyOf(unknown);
    }

    /// To the counsellor who has her case: she has gone quietly; do not write now (R10).
    public Outgoing leftQuietly(Counsellor who, Case record, Instant now) {
        return notices.toStaff(
                who, "staff.left-quietly", Map.of("code", record.code()), Lane.STAFF, Optional.of(record), now);
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
}
