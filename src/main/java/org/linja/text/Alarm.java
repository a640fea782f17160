package org.linja.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Language;
import org.linja.text.Fold.Token;
import org.linja.text.Forms.Bend;
import org.linja.text.Forms.Form;
import org.linja.text.Forms.Node;
import org.linja.text.Vocabulary.Candidates;

/// Finds an SOS in the words of a text, in all languages at once.
final class Alarm {
    /// An SOS that was found.
    ///
    /// @param whole whether the text is nothing but an SOS form as the lists have it
    record Found(int tier, boolean exact, boolean whole, Set<Language> languages) {}

    /// One form at one place of the text, from the word `start` to before the word `end`.
    private record Match(int start, int end, Form form, int errors) {}

    private static final int LONGEST_SPLIT = 5;
    private static final int LONGEST_PART = 16;
    private static final int LONG_RUN = 14;
    private static final int SURE_PART = 8;
    private static final int LONGEST_RUN = 200;
    private static final int LONGEST_ROW = 6;
    private static final int MOST_MET = 4_096;

    private final Forms forms;
    private final Set<String> near = new HashSet<>();
    private final Set<String> nearInside = new HashSet<>();
    private final Set<String> topics = new HashSet<>();
    private final Set<String> courtesies;
    private final List<String> distinct;

    /// What words met lately may stand for: most texts are made of the same few.
    private final Map<Token, Candidates> met = new ConcurrentHashMap<>();

    Alarm(Keywords keywords) {
        this.forms = new Forms(keywords);
        this.courtesies = keywords.courtesies();
        this.distinct = forms.singles(6);
        for (Harmless harmless : keywords.harmless()) {
            switch (harmless.kind()) {
                case NEAR -> near.add(harmless.form());
                case NEAR_INSIDE -> nearInside.add(harmless.form());
                case TOPIC -> topics.add(harmless.form());
                case PHRASE -> {}
            }
        }
        for (String polite : keywords.courtesies()) {
            if (polite.length() > 3) {
                near.add(polite);
            }
        }
        for (String polite : keywords.greetings()) {
            if (polite.length() > 3) {
                near.add(polite);
            }
        }
        for (Keyword keyword : keywords.forms()) {
            if (keyword.intent() != Intent.SOS
                    && keyword.form().length() > 3
                    && keyword.form().indexOf(' ') < 0) {
                near.add(keyword.form());
            }
        }
    }

    /// @return the most urgent SOS of the text, or null
    @Nullable
    Found in(List<Token> tokens) {
        int size = tokens.size();
        Candidates[] candidates = new Candidates[size];
        boolean[] courtesy = new boolean[size];
        boolean[] cries = new boolean[size];
        for (int i = 0; i < size; i++) {
            candidates[i] = candidates(number(tokens, i));
            cries[i] = forms.cry(candidates[i]);
            courtesy[i] = courtesies.contains(tokens.get(i).word());
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            walk(new Walk(candidates, cries, matches, i), forms.root(), i, 0, Forms.NO_BEND);
            if (!candidates[i].exact() || tokens.get(i).spelt()) {
                glued(tokens.get(i), i, matches);
            }
            split(tokens, i, matches);
        }
        if (matches.isEmpty() && size > 1) {
            whole(tokens, matches);
        }
        return matches.isEmpty() ? null : judge(matches, tokens, courtesy);
    }

    private Candidates candidates(Token token) {
        Candidates known = met.get(token);
        if (known == null) {
            known = forms.words().candidates(token, near);
            if (met.size() >= MOST_MET) {
                met.clear();
            }
            met.put(token, known);
        }
        return known;
    }

    /// A number in a row of numbers is part of a longer one, as in `044 000 112`; but a row of nothing but
    /// emergency numbers is no longer number.
    private Token number(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (!token.number() || token.amount()) {
            return token;
        }
        int from = i;
        int to = i;
        while (from > 0 && i - from < LONGEST_ROW && tokens.get(from - 1).number()) {
            from--;
        }
        while (to + 1 < tokens.size()
                && to - i < LONGEST_ROW
                && tokens.get(to + 1).number()) {
            to++;
        }
        boolean part = tokens.subList(from, to + 1).stream().anyMatch(this::longer);
        return part ? new Token(token.word(), token.lostEnd(), true, false) : token;
    }

    private boolean longer(Token token) {
        return token.amount() || !forms.words().holds(token.word());
    }

    private record Walk(Candidates[] candidates, boolean[] cries, List<Match> matches, int start) {}

    private void walk(Walk walk, Node node, int at, int errors, Bend bend) {
        if (node.form != null && node.form.allows(errors, bend)) {
            walk.matches().add(new Match(walk.start(), at, node.form, errors));
        }
        if (at == walk.candidates().length || node.next.isEmpty() && node.any == null) {
            return;
        }
        if (node.any != null && !walk.cries()[at]) {
            walk(walk, node.any, at + 1, errors, bend);
        }
        Candidates next = walk.candidates()[at];
        for (int i = 0; i < next.size(); i++) {
            Node child = node.next.get(next.id(i));
            int more = next.errors(i);
            if (child != null && errors + more <= 2) {
                Bend bent = bend.and(forms.words().small(next.id(i)), more > 0, next.known());
                walk(walk, child, at + 1, errors + more, bent);
            }
        }
    }

    /// A form whose letters were parted at the wrong place: `po moc`, `mer reh`.
    private void split(List<Token> tokens, int start, List<Match> matches) {
        StringBuilder letters = new StringBuilder(tokens.get(start).word());
        int last = Math.min(tokens.size(), start + LONGEST_SPLIT);
        for (int end = start + 1; end < last; end++) {
            letters.append(tokens.get(end).word());
            if (letters.length() > 24) {
                return;
            }
            boolean all = start == 0 && end == tokens.size() - 1 && single(tokens.get(0), tokens.get(end));
            Form form = letters.length() < (all ? 3 : 5) ? null : forms.joined(letters.toString());
            if (form != null) {
                matches.add(new Match(start, end + 1, form, 0));
            }
        }
    }

    /// Whether a letter stands by itself at one end: `so s`, `n dim`.
    private static boolean single(Token first, Token last) {
        return !first.number() && Math.min(first.word().length(), last.word().length()) == 1;
    }

    /// A whole text that is nothing but a misspelt phrase: `mebrrahu`, `jam nerrezi`.
    private void whole(List<Token> tokens, List<Match> matches) {
        StringBuilder letters = new StringBuilder();
        for (Token token : tokens) {
            if (near.contains(token.word()) || letters.length() > 24) {
                return;
            }
            letters.append(token.word());
        }
        Form form = letters.length() < 6 ? null : forms.alike(letters.toString());
        if (form != null) {
            matches.add(new Match(0, tokens.size(), form, 1));
        }
    }

    /// Words written together: `pomocmolim`, `ndihmeme`, and long runs that begin or end with an SOS word.
    private void glued(Token token, int at, List<Match> matches) {
        String word = token.word();
        if (near.contains(word) || token.number() || word.length() < 4 || word.length() > LONGEST_RUN) {
            return;
        }
        Form best = word.length() < 6 && !token.spelt() ? null : cut(word);
        if (best == null && word.length() >= LONG_RUN) {
            best = within(word);
        }
        if (best != null) {
            matches.add(new Match(at, at + 1, best, 0));
        }
    }

    /// What a sentence without blanks begins or ends with, or, when that is long, holds anywhere.
    private @Nullable Form within(String word) {
        Form best = null;
        for (String sos : distinct) {
            int at = word.indexOf(sos);
            if (at >= 0 && (sos.length() >= SURE_PART || at == 0 || word.endsWith(sos))) {
                best = forms.single(sos);
            }
        }
        return best != null ? best : forms.phraseWithin(word, SURE_PART);
    }

    /// Cuts a word into SOS words and words of courtesy, two or more.
    ///
    /// @return the last SOS form among them, or null when the word cannot be cut so
    private @Nullable Form cut(String word) {
        int length = word.length();
        boolean[] reached = new boolean[length + 1];
        Form[] holds = new Form[length + 1];
        reached[0] = true;
        for (int from = 0; from < length; from++) {
            int last = reached[from] ? Math.min(length, from + LONGEST_PART) : from;
            for (int to = from + 1; to <= last; to++) {
                String part = to - from == length ? "" : word.substring(from, to);
                Form form = part.length() < 3 ? null : forms.single(part);
                boolean sos = form != null && !form.alone;
                if (sos || courtesies.contains(part)) {
                    Form held = sos ? form : holds[from];
                    reached[to] = true;
                    holds[to] = held == null ? holds[to] : held;
                }
            }
        }
        return holds[length];
    }

    private @Nullable Found judge(List<Match> matches, List<Token> tokens, boolean[] courtesy) {
        Match best = null;
        boolean whole = false;
        boolean pressing = false;
        int tier = 3;
        for (Match match : matches) {
            if (match.form().harmless || silenced(match, matches) || !free(match, matches, tokens, courtesy)) {
                continue;
            }
            tier = Math.min(tier, match.form().tier);
            pressing |= match.form().tier == 1 || match.form().words.size() > 1;
            whole |= match.errors() == 0 && match.start() == 0 && match.end() == tokens.size();
            if (best == null || match.errors() < best.errors()) {
                best = match;
            }
        }
        if (best == null || !pressing && topical(tokens)) {
            return null;
        }
        Set<Language> languages = EnumSet.noneOf(Language.class);
        for (Match match : matches) {
            if (!match.form().harmless && match.errors() == best.errors()) {
                languages.addAll(match.form().languages);
            }
        }
        return new Found(tier, best.errors() == 0, whole, languages);
    }

    /// Whether the text tells of something: a notice, a film, the news.
    private boolean topical(List<Token> tokens) {
        for (Token token : tokens) {
            if (topics.contains(token.word())) {
                return true;
            }
        }
        return false;
    }

    /// Whether a harmless phrase covers the match; a longer SOS form that holds the phrase stays.
    private static boolean silenced(Match match, List<Match> matches) {
        for (Match other : matches) {
            if (other.form().harmless && other.start() < match.end() && match.start() < other.end()) {
                boolean holds = match.start() <= other.start()
                        && match.end() >= other.end()
                        && match.end() - match.start() > other.end() - other.start();
                if (!holds) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a match that counts only alone, or a word that is ordinary inside a sentence, stands free enough.
    private boolean free(Match match, List<Match> matches, List<Token> tokens, boolean[] courtesy) {
        boolean ordinary = match.errors() > 0
                && match.end() - match.start() == 1
                && nearInside.contains(tokens.get(match.start()).word());
        if (!match.form().alone && !ordinary) {
            return true;
        }
        boolean[] covered = courtesy.clone();
        for (Match other : matches) {
            if (!other.form().harmless) {
                Arrays.fill(covered, other.start(), other.end(), true);
            }
        }
        for (boolean each : covered) {
            if (!each) {
                return false;
            }
        }
        return true;
    }
}
