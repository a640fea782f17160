package org.linja.staff;

import java.util.List;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;

/// Someone who answers cries for help.
///
/// @param name a handle by which coordinators know her; never sent to anyone who asks for help
/// @param number the phone on which she is alerted
/// @param languages those she speaks, the one she is written to in first
public record Counsellor(String name, Msisdn number, List<Language> languages) {

    /// Whether she speaks it.
    public boolean speaks(Language language) {
        return languages.contains(language);
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
