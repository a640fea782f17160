package org.linja.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Language;
import org.linja.text.Fold.Token;
import org.linja.text.Keyword.Where;

/// Finds the intents other than SOS. They never fire inside a longer sentence: a keyword is the whole text, or its
/// first words where the lists allow it (O3), or one of the loose wordings of STOP (O5).
final class Commands {
    /// One form, which several languages may share.
    ///
    /// @param errors typing errors between it and what was typed
    record Said(Intent intent, Set<Language> languages, int errors) {}

    private record Form(String text, int letters, Where where, Map<Intent, Set<Language>> intents) {}

    private static final int LONGEST_PHRASE = 6;
    private static final int TYPO_FROM = 6;
    private static final int TWO_TYPOS_FROM = 10;

    private final Map<String, Form> exact = new HashMap<>();
    private final Map<String, Form> sounds = new HashMap<>();
    private final List<List<Form>> byLength = new ArrayList<>();
    private final Set<String> polite = new HashSet<>();
    private final List<String> starts = new ArrayList<>();
    private final Set<String> looseBegin;

    Commands(Keywords keywords) {
        polite.addAll(keywords.courtesies());
        polite.addAll(keywords.greetings());
        for (Keyword keyword : keywords.forms()) {
            if (keyword.intent() != Intent.SOS) {
                exact.computeIfAbsent(
                                keyword.form(),
                                f -> new Form(f, Distance.letters(f), keyword.where(), new EnumMap<>(Intent.class)))
                        .intents()
                        .computeIfAbsent(keyword.intent(), k -> EnumSet.noneOf(Language.class))
                        .add(keyword.language());
            }
        }
        for (Form form : exact.values()) {
            if (form.text().length() > 4) {
                sounds.putIfAbsent(Spelling.sound(form.text()), form);
            }
            if (form.intents().containsKey(Intent.START)) {
                starts.add(form.text());
            }
            if (tolerant(form)) {
                while (byLength.size() <= form.text().length()) {
                    byLength.add(new ArrayList<>());
                }
                byLength.get(form.text().length()).add(form);
            }
        }
        this.looseBegin = exact.values().stream()
                .filter(f -> f.where() == Where.ANYWHERE)
                .map(f -> f.text().split(" ")[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    /// START is exact only: one lost letter lies between it and STOP in Albanian. DELETE and EXIT cannot be taken
    /// back.
    private static boolean tolerant(Form form) {
        return form.where() != Where.ALONE
                && form.text().length() >= TYPO_FROM
                && form.intents().keySet().stream()
                        .noneMatch(i -> i == Intent.START
                                || i == Intent.DELETE
                                || i == Intent.EXIT
                                || i == Intent.YES
                                || i == Intent.NO);
    }

    /// The intent that the whole text is, letter by letter, or null.
    @Nullable
    Said whole(List<Token> tokens, Set<Language> answers) {
        if (tokens.isEmpty() || tokens.size() > LONGEST_PHRASE) {
            return null;
        }
        String text = text(tokens, 0, tokens.size());
        Form form = exact.get(text);
        if (form == null && text.indexOf(Fold.LOST) >= 0) {
            form = lost(text);
        }
        return form == null ? null : said(form, answers, 0);
    }

    /// The intent that the text begins with, or holds in a loose wording, or is with words of courtesy or typing
    /// errors around it; or null.
    @Nullable
    Said within(List<Token> tokens, Set<Language> answers) {
        List<Token> core = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            if (!polite.contains(token.word()) || exact.containsKey(token.word())) {
                core.add(token);
            }
        }
        Said plain = core.isEmpty() ? null : whole(core, answers);
        if (plain != null && (plain.intent() != Intent.EXIT || core.size() == tokens.size())) {
            return plain;
        }
        Said loose = loose(tokens);
        if (loose != null) {
            return loose;
        }
        Said first = core.isEmpty() ? null : first(core, answers);
        return first != null || core.isEmpty() ? first : alike(core);
    }

    /// The languages of a word that is a keyword, though it does not fire here.
    Set<Language> languages(List<Token> tokens) {
        Form form = tokens.size() > LONGEST_PHRASE ? null : exact.get(text(tokens, 0, tokens.size()));
        Set<Language> languages = EnumSet.noneOf(Language.class);
        if (form != null) {
            form.intents().values().forEach(languages::addAll);
        }
        return languages;
    }

    private @Nullable Said loose(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (looseBegin.contains(tokens.get(i).word())) {
                for (int end = i + 1; end <= Math.min(tokens.size(), i + LONGEST_PHRASE); end++) {
                    Form form = exact.get(text(tokens, i, end));
                    if (form != null && form.where() == Where.ANYWHERE) {
                        return said(form, Set.of(), 0);
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Said first(List<Token> core, Set<Language> answers) {
        for (int end = Math.min(core.size(), LONGEST_PHRASE); end > 0; end--) {
            String text = text(core, 0, end);
            Form form = exact.get(text);
            if (form != null && form.where() != Where.ALONE && (text.length() > 3 || end == core.size())) {
                return said(form, answers, 0);
            }
        }
        return null;
    }

    private @Nullable Said alike(List<Token> core) {
        if (core.size() > LONGEST_PHRASE) {
            return null;
        }
        String text = text(core, 0, core.size());
        Form same = text.length() > 4 ? sounds.get(Spelling.sound(text)) : null;
        if (same != null) {
            return same.intents().containsKey(Intent.START) ? null : said(same, Set.of(), 0);
        }
        Form best = null;
        int fewest = 3;
        int letters = Distance.letters(text);
        for (int length = text.length() - 2; length <= text.length() + 2; length++) {
            for (Form form : length >= 0 && length < byLength.size() ? byLength.get(length) : List.<Form>of()) {
                int most = length >= TWO_TYPOS_FROM ? 2 : 1;
                int errors = Distance.apart(letters, form.letters(), most)
                        ? Distance.FAR
                        : Distance.of(text, form.text(), most);
                if (errors < fewest) {
                    fewest = errors;
                    best = form;
                }
            }
        }
        return best == null || nearerToStart(text, fewest) ? null : said(best, Set.of(), fewest);
    }

    /// A misspelt START must not be taken for its neighbour STOP.
    private boolean nearerToStart(String text, int errors) {
        for (String start : starts) {
            if (Distance.of(text, start, errors) <= errors) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Form lost(String text) {
        int known = 0;
        for (int i = 0; i < text.length(); i++) {
            known += text.charAt(i) == Fold.LOST ? 0 : 1;
        }
        if (known < 3) {
            return null;
        }
        for (Form form : exact.values()) {
            if (form.text().length() == text.length()
                    && !form.intents().containsKey(Intent.START)
                    && Distance.of(text, form.text(), 0) == 0) {
                return form;
            }
        }
        return null;
    }

    private static @Nullable Said said(Form form, Set<Language> answers, int errors) {
        for (Map.Entry<Intent, Set<Language>> entry : form.intents().entrySet()) {
            boolean answer = entry.getKey() == Intent.YES || entry.getKey() == Intent.NO;
            if (!answer || !Collections.disjoint(answers, entry.getValue())) {
                return new Said(entry.getKey(), entry.getValue(), errors);
            }
        }
        return null;
    }

    private static String text(List<Token> tokens, int from, int to) {
        if (to - from == 1) {
            return tokens.get(from).word();
        }
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from) {
                out.append(' ');
            }
            out.append(tokens.get(i).word());
        }
        return out.toString();
    }
}
