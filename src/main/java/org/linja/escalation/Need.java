package org.linja.escalation;

import java.util.Locale;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.staff.Counsellor;
import org.linja.staff.Gender;

/// What the ladder must know of somebody who waits: nothing that says who she is.
///
/// @param language hers, where known
/// @param gender with whom she would rather speak
/// @param skill what a counsellor should be trained in, such as [Counsellor#CHILD]
/// @param seed a word of her case, by which the random order is chosen
public record Need(Optional<Language> language, Gender gender, Optional<String> skill, String seed) {
    /// The field of a case that says with whom she would rather speak: `woman` or `man`.
    public static final String SPEAK_WITH = "speak-with";

    /// The field of a case that is `yes` when it is about somebody under 18 (R31).
    public static final String CHILD = "child";

    /// What is known from a case.
    public static Need of(Case record) {
        String wish = record.fields().getOrDefault(SPEAK_WITH, "").toLowerCase(Locale.ROOT);
        Gender gender = switch (wish) {
            case "woman" -> Gender.WOMAN;
            case "man" -> Gender.MAN;
            case String other -> Gender.ANY;
        };
        boolean child = record.fields().getOrDefault(CHILD, "").equals("yes");
        return new Need(
                record.language(),
                gender,
                child ? Optional.of(Counsellor.CHILD) : Optional.empty(),
                record.id().word());
    }
}
