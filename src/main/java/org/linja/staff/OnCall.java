package org.linja.staff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;

/// The on-call list of `config/oncall.yaml`, in the order in which people are alerted.
///
/// @param people at least one
public record OnCall(List<Counsellor> people) {

    /// Reads the `on-call` sequence; problems go to the document's.
    public static OnCall read(Doc list) {
        List<Counsellor> people = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Msisdn> numbers = new HashSet<>();
        for (Doc one : list.list()) {
            String name = one.at("name").string();
            Doc numberDoc = one.at("number");
            Optional<Msisdn> number = Msisdn.parse(numberDoc.string());
            if (numberDoc.present() && number.isEmpty()) {
                list.problems().add(numberDoc.place(), "this is no telephone number; write it as +383 44 000 101");
            }
            List<Language> languages = languages(one.at("languages"));
            if (!names.add(name)) {
                list.problems().add(one.at("name").place(), "this name is in the list twice; names must differ");
            }
            number.ifPresent(n -> {
                if (!numbers.add(n)) {
                    list.problems()
                            .add(
                                    numberDoc.place(),
                                    "this number is in the list twice; each person needs one of her own");
                }
                people.add(new Counsellor(name, n, languages));
            });
            one.done();
        }
        if (people.isEmpty()) {
            list.problems()
                    .add(list.place(), "nobody is on call; list at least one person with name, number, languages");
        }
        return new OnCall(List.copyOf(people));
    }

    private static List<Language> languages(Doc doc) {
        List<Language> languages = new ArrayList<>();
        for (Doc one : doc.list()) {
            Optional<Language> language = Language.of(one.string());
            if (language.isEmpty()) {
                doc.problems().add(one.place(), "'" + one.string() + "' is none of sq, sr, rom, en");
            }
            language.ifPresent(languages::add);
        }
        if (languages.isEmpty()) {
            doc.problems().add(doc.place(), "no language given; list those she speaks, such as [sq, sr]");
            languages.add(Language.EN);
        }
        return List.copyOf(languages);
    }

    /// Who has that number.
    public Optional<Counsellor> byNumber(Msisdn number) {
        return people.stream().filter(p -> p.number().equals(number)).findFirst();
    }

    /// Who has that name.
    public Optional<Counsellor> byName(String name) {
        return people.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
