package org.linja.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linja.config.Problems;

/// Looks for clashes in the keyword lists, so that a new word cannot quietly take another intent's messages, or silence
/// an SOS.
final class LexiconLint {
    private static final int SHORTEST_SOS = 3;

    private LexiconLint() {}

    static void check(Keywords keywords, Problems problems) {
        Map<String, Keyword> first = new HashMap<>();
        Map<String, Keyword> alarms = new HashMap<>();
        for (Keyword keyword : keywords.forms()) {
            one(keyword, first, problems);
            if (keyword.intent() == Intent.SOS) {
                alarms.putIfAbsent(keyword.form(), keyword);
            }
        }
        Set<String> near = new HashSet<>();
        for (Harmless harmless : keywords.harmless()) {
            if (harmless.kind() != Harmless.Kind.PHRASE) {
                near.add(harmless.form());
            }
            Keyword sos = alarms.get(harmless.form());
            if (sos != null) {
                problems.add(
                        harmless.place(),
                        "'" + harmless.form() + "' is an SOS word (" + sos.place()
                                + "); take it out of one of the two");
            }
        }
        reach(keywords, List.copyOf(alarms.values()), near, problems);
    }

    private static void one(Keyword keyword, Map<String, Keyword> first, Problems problems) {
        if (keyword.intent() == Intent.SOS && keyword.form().length() < SHORTEST_SOS) {
            problems.add(
                    keyword.place(), "'" + keyword.form() + "' is too short for an SOS word; take 3 letters or more");
        }
        Keyword other = first.putIfAbsent(keyword.form(), keyword);
        if (other == null) {
            return;
        }
        if (other.intent() != keyword.intent()) {
            problems.add(
                    keyword.place(),
                    "'" + keyword.form() + "' means " + keyword.intent() + " here and " + other.intent() + " at "
                            + other.place() + "; a word can mean one thing only");
        } else if (other.language() == keyword.language() && other.plain() && keyword.plain()) {
            problems.warn(
                    keyword.place(), "'" + keyword.form() + "' stands here a second time, after " + other.place());
        }
    }

    /// A word of another intent within the typing errors that an SOS word forgives: it still wins when it is typed
    /// exactly, and the list of near words must say that this is meant.
    private static void reach(Keywords keywords, List<Keyword> alarms, Set<String> near, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (Keyword keyword : keywords.forms()) {
            String form = keyword.form();
            if (keyword.intent() == Intent.SOS || near.contains(form) || !seen.add(form)) {
                continue;
            }
            for (Keyword sos : alarms) {
                int most = Distance.budget(sos.form().length());
                if (Distance.of(form, sos.form(), most) <= most) {
                    problems.add(
                            keyword.place(),
                            "'" + form + "' is within the typing errors of the SOS word '" + sos.form() + "' ("
                                    + sos.place() + "); choose another word, or list it under near in exceptions.yaml");
                    break;
                }
            }
        }
    }
}
