package org.linja.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Keyword.Where;

/// Reads the folder of keyword files: one per language, and `exceptions.yaml`. What is wrong goes to the problems with
/// its place; what can be read is given back.
final class KeywordFile {
    private final Problems problems;
    private final List<Keyword> forms = new ArrayList<>();
    private final Set<String> courtesies = new HashSet<>();
    private final Set<String> greetings = new HashSet<>();
    private final List<Harmless> harmless = new ArrayList<>();

    private KeywordFile(Problems problems) {
        this.problems = problems;
    }

    static Keywords read(Path folder, Problems problems) {
        KeywordFile file = new KeywordFile(problems);
        for (Language language : Language.values()) {
            file.language(Doc.read(folder.resolve(language.code() + ".yaml"), problems), language);
        }
        file.exceptions(Doc.read(folder.resolve("exceptions.yaml"), problems));
        return file.keywords();
    }

    /// The same from texts, each language from its own document; for tests and for files that are not yet saved.
    static Keywords of(List<Doc> languages, Doc exceptions, Problems problems) {
        KeywordFile file = new KeywordFile(problems);
        for (Doc doc : languages) {
            Language.of(doc.at("language").string())
                    .ifPresentOrElse(
                            language -> file.language(doc, language),
                            () -> problems.add(doc.at("language").place(), "no such language; say sq, sr, rom or en"));
        }
        file.exceptions(exceptions);
        return file.keywords();
    }

    private Keywords keywords() {
        return new Keywords(forms, courtesies, greetings, harmless);
    }

    private void language(Doc doc, Language language) {
        Doc code = doc.at("language");
        if (!code.string(language.code()).equals(language.code())) {
            problems.add(code.place(), "this file is for '" + language.code() + "'; give the language its own file");
        }
        Doc sos = doc.at("sos");
        add(sos.at("tier-1"), Intent.SOS, language, 1, Where.ANYWHERE);
        add(sos.at("tier-2"), Intent.SOS, language, 2, Where.ANYWHERE);
        add(sos.at("exact-tier-1"), Intent.SOS, language, 1, Where.EXACT);
        add(sos.at("exact-tier-2"), Intent.SOS, language, 2, Where.EXACT);
        add(sos.at("alone-tier-1"), Intent.SOS, language, 1, Where.ALONE);
        add(sos.at("alone-tier-2"), Intent.SOS, language, 2, Where.ALONE);
        if (sos.at("tier-1").list().isEmpty()) {
            problems.add(sos.place(), "no SOS words of tier 1; every language needs its words for help");
        }
        for (Intent intent : Intent.values()) {
            if (intent != Intent.SOS) {
                Doc words = doc.at(intent.name().toLowerCase(Locale.ROOT));
                add(words.at("first"), intent, language, 0, Where.FIRST);
                add(words.at("alone"), intent, language, 0, Where.ALONE);
                if (intent == Intent.STOP) {
                    add(words.at("anywhere"), intent, language, 0, Where.ANYWHERE);
                }
            }
        }
        for (Doc word : doc.at("courtesy").list()) {
            courtesies.addAll(forms(word));
        }
        for (Doc word : doc.at("greetings").list()) {
            greetings.addAll(forms(word));
        }
        doc.done();
    }

    private void add(Doc list, Intent intent, Language language, int tier, Where where) {
        for (Doc word : list.list()) {
            List<String> written = forms(word);
            if (written.stream().anyMatch(form -> form.contains(Pattern.ANY))) {
                problems.add(word.place(), "a keyword cannot hold '*'; only the phrases of exceptions.yaml can");
                continue;
            }
            boolean plain = Pattern.plain(word.string(""));
            for (String form : written) {
                forms.add(new Keyword(intent, language, form, tier, where, plain, word.place()));
            }
        }
    }

    private void exceptions(Doc doc) {
        except(doc.at("near"), Harmless.Kind.NEAR);
        except(doc.at("near-inside"), Harmless.Kind.NEAR_INSIDE);
        except(doc.at("topics"), Harmless.Kind.TOPIC);
        except(doc.at("phrases"), Harmless.Kind.PHRASE);
        doc.done();
    }

    private void except(Doc lists, Harmless.Kind kind) {
        for (Doc list : lists.entries().values()) {
            for (Doc word : list.list()) {
                for (String form : forms(word)) {
                    if (form.startsWith(Pattern.ANY) || form.endsWith(Pattern.ANY)) {
                        problems.add(word.place(), "'*' must stand between two words");
                    }
                    harmless.add(new Harmless(form, kind, word.place()));
                }
            }
        }
    }

    private List<String> forms(Doc word) {
        List<String> forms = Pattern.forms(word.string(""));
        if (forms.isEmpty()) {
            problems.add(
                    word.place(), "no word can be read from this; write words, [what may be there] and (this|or this)");
        }
        return forms;
    }
}
