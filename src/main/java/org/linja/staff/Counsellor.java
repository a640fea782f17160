package org.linja.staff;

import java.util.List;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;

/// Someone who answers cries for help.
///
/// @param name a handle by which coordinators know her; never sent to anyone who asks for help
/// @param number the phone on which she is alerted
/// @param languages those she speaks, the one she is written to in first
/// @param role for what she is in the roster
/// @param gender woman, man, or not said
/// @param methods how she can be alerted; at least one
/// @param skills words such as `child`, for cases that need them
/// @param maxLoad how many accepted cases she has at most before others are asked first; 0: no bound
public record Counsellor(
        String name,
        Msisdn number,
        List<Language> languages,
        Role role,
        Gender gender,
        Set<ContactMethod> methods,
        Set<String> skills,
        int maxLoad) {

    /// The skill of those who are trained for children (R31).
    public static final String CHILD = "child";

    /// A counsellor of whom no more is known: SMS and calls, no special skill, no bound.
    public Counsellor(String name, Msisdn number, List<Language> languages) {
        this(
                name,
                number,
                languages,
                Role.COUNSELLOR,
                Gender.ANY,
                Set.of(ContactMethod.SMS, ContactMethod.CALL),
                Set.of(),
                0);
    }

    /// Whether she speaks it.
    public boolean speaks(Language language) {
        return languages.contains(language);
    }

    /// Whether she speaks more than one of the hotline's languages, and so may get along with somebody whose own
    /// nobody speaks.
    public boolean bilingual() {
        return languages.size() > 1;
    }

    /// In which language the gateway writes to her. Staff texts exist in Albanian, Serbian and English.
    public Language writtenIn() {
        return languages.stream().filter(l -> l != Language.ROM).findFirst().orElse(Language.EN);
    }

    @Override
    public String toString() {
        return "Counsellor[…]";
    }
}
