package org.linja.staff;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;

/// Reads `config/oncall.yaml`, all of it but the ladder. Problems go to the document's.
///
/// `people` with `shifts`, or, for the smallest services, the one list `on-call` of people who are always on call.
public final class RosterReader {
    private static final Set<String> OLD_PREFIXES = Set.of("377", "386");

    private final Doc doc;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Msisdn> numbers = new HashSet<>();

    private RosterReader(Doc doc) {
        this.doc = doc;
    }

    /// Reads the file's top mapping.
    public static Roster read(Doc doc) {
        return new RosterReader(doc).roster();
    }

    private Roster roster() {
        Doc always = doc.at("on-call");
        Doc listed = doc.at("people");
        Doc shiftDoc = doc.at("shifts");
        if (always.present() && (listed.present() || shiftDoc.present())) {
            doc.problems()
                    .add(
                            always.place(),
                            "'on-call' is for a list without shifts; with 'people' and 'shifts' leave it out");
        }
        List<Counsellor> people = people(listed.present() ? listed : always);
        if (people.stream().noneMatch(p -> p.role() == Role.COUNSELLOR)) {
            doc.problems()
                    .add(
                            (listed.present() ? listed : always).place(),
                            "nobody is on call; list at least one person with name, number, languages");
        }
        ZoneId zone = WallTimes.zone(doc.at("zone"));
        Set<LocalDate> holidays = new LinkedHashSet<>();
        doc.at("holidays").list().forEach(one -> WallTimes.date(one).ifPresent(holidays::add));
        List<Shift> shifts = new ShiftReader(names).read(shiftDoc);
        List<Amendment> overrides = new ArrayList<>();
        doc.at("overrides").list().forEach(one -> override(one, zone).ifPresent(overrides::add));
        return new Roster(zone, people, shifts, Set.copyOf(holidays), List.copyOf(overrides));
    }

    private List<Counsellor> people(Doc list) {
        List<Counsellor> people = new ArrayList<>();
        for (Doc one : list.list()) {
            Doc nameDoc = one.at("name");
            String name = nameDoc.string();
            if (nameDoc.present() && !name.matches("[\\p{L}\\p{N}._-]+")) {
                doc.problems().add(nameDoc.place(), "a name is one word of letters, digits, '.', '_' or '-'");
            }
            if (!names.add(name)) {
                doc.problems().add(nameDoc.place(), "this name is in the list twice; names must differ");
            }
            Doc numberDoc = one.at("number");
            Optional<Msisdn> number = Msisdn.parse(numberDoc.string());
            if (numberDoc.present() && number.isEmpty()) {
                doc.problems().add(numberDoc.place(), "this is no telephone number; write it as +383 44 000 101");
            }
            List<Language> languages = languages(one.at("languages"));
            Role role = one.at("role").oneOf(Role.class, Role.COUNSELLOR);
            Gender gender = one.at("gender").oneOf(Gender.class, Gender.ANY);
            Set<ContactMethod> methods = methods(one.at("methods"));
            Set<String> skills = new LinkedHashSet<>();
            one.at("skills").list().forEach(skill -> skills.add(skill.string()));
            int maxLoad = one.at("max-load").integer(0, 1000, 0);
            number.ifPresent(n -> {
                known(numberDoc, n);
                people.add(new Counsellor(
                        name, n, languages, role, gender, Set.copyOf(methods), Set.copyOf(skills), maxLoad));
            });
            one.done();
        }
        return List.copyOf(people);
    }

    private void known(Doc numberDoc, Msisdn number) {
        if (!numbers.add(number)) {
            doc.problems().add(numberDoc.place(), "this number is in the list twice; each person needs one of her own");
        }
        String digits = numberDoc.string().replaceAll("\\D", "").replaceFirst("^0+", "");
        if (number.home() && OLD_PREFIXES.stream().anyMatch(digits::startsWith)) {
            doc.problems()
                    .warn(
                            numberDoc.place(),
                            "this number has a prefix from before 2019 and was read as +383; check it and write it so");
        }
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

    private static Set<ContactMethod> methods(Doc doc) {
        if (!doc.present()) {
            return EnumSet.allOf(ContactMethod.class);
        }
        Set<ContactMethod> methods = EnumSet.noneOf(ContactMethod.class);
        doc.list().forEach(one -> methods.add(one.oneOf(ContactMethod.class)));
        if (methods.isEmpty()) {
            doc.problems().add(doc.place(), "no way to reach her; give [sms], [call] or [sms, call]");
            methods.add(ContactMethod.SMS);
        }
        return methods;
    }

    /// `{ add: arta, … }`, `{ remove: arta, … }`, `{ replace: arta, with: bojana, … }`, each with `from` and `to`.
    private Optional<Amendment> override(Doc one, ZoneId zone) {
        Optional<Period> period = WallTimes.period(one.at("from"), one.at("to"), zone);
        Doc add = one.at("add");
        Doc remove = one.at("remove");
        Doc replace = one.at("replace");
        long kinds = List.of(add, remove, replace).stream().filter(Doc::present).count();
        if (kinds != 1) {
            doc.problems().add(one.place(), "an override has one of 'add', 'remove' and 'replace'");
            return Optional.empty();
        }
        Doc which = add.present() ? add : remove.present() ? remove : replace;
        Optional<String> name = ShiftReader.name(which, names);
        Optional<String> by = replace.present() ? ShiftReader.name(one.at("with"), names) : Optional.of("");
        if (period.isEmpty() || name.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        if (add.present()) {
            return Optional.of(new Amendment.Add(period.get(), name.get()));
        }
        return Optional.of(
                remove.present()
                        ? new Amendment.Remove(period.get(), name.get())
                        : new Amendment.Replace(period.get(), name.get(), by.get()));
    }
}
