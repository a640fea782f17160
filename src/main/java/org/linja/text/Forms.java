package org.linja.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linja.contact.Language;

/// The SOS forms and the harmless phrases as a tree of words, so that one walk over a text finds them all.
final class Forms {
    /// One form: an SOS, or a harmless phrase that holds an SOS word.
    static final class Form {
        final List<String> words;
        final int letters;
        final int longest;
        boolean glued;
        final Set<Language> languages = EnumSet.noneOf(Language.class);
        int tier;
        boolean harmless;
        boolean alone = true;
        boolean exact = true;

        private Form(List<String> words, boolean glued) {
            this.words = words;
            this.glued = glued;
            this.letters = words.stream().mapToInt(String::length).sum();
            this.longest = words.stream().mapToInt(String::length).max().orElse(0);
        }

        /// Whether a text with that many typing errors is still this form.
        boolean allows(int errors, Bend bend) {
            if (errors == 0) {
                return true;
            }
            if (harmless || exact || bend.small() && !bend.anchored() && (bend.known() || errors > 1 && longest <= 3)) {
                return false;
            }
            if (glued) {
                return errors <= (letters >= 11 ? 2 : letters >= 7 ? 1 : 0);
            }
            return errors <= Distance.budget(letters);
        }
    }

    /// Where the typing errors are. A cry is known by its long words: an error in a word of three letters or less
    /// counts for little when a longer word stands there as it should, and for much when none does.
    ///
    /// @param anchored whether a word of four letters or more stands there without an error
    /// @param small whether an error is in a word of three letters or less
    /// @param known whether such a word, as it was typed, is a word of the lists by itself
    record Bend(boolean anchored, boolean small, boolean known) {
        Bend and(boolean smallWord, boolean error, boolean knownWord) {
            return new Bend(
                    anchored || !smallWord && !error,
                    small || smallWord && error,
                    known || smallWord && error && knownWord);
        }
    }

    /// A place in the tree, reached by the words before it.
    static final class Node {
        final Map<Integer, Node> next = new HashMap<>();

        /// The place that any word leads to.
        @Nullable
        Node any;

        @Nullable
        Form form;
    }

    static final Bend NO_BEND = new Bend(false, false, false);

    private record Phrase(String letters, int set, Form form) {}

    private final List<Phrase> phrases = new ArrayList<>();
    private final Map<List<String>, Form> forms = new LinkedHashMap<>();
    private final Map<String, Form> joined = new HashMap<>();
    private final Node root = new Node();
    private final Vocabulary words = new Vocabulary();

    Forms(Keywords keywords) {
        for (Keyword keyword : keywords.forms()) {
            if (keyword.intent() == Intent.SOS) {
                List<String> parts = List.of(keyword.form().split(" "));
                add(parts, keyword, false);
                if (parts.size() > 1) {
                    add(List.of(String.join("", parts)), keyword, true);
                }
            }
        }
        for (Harmless harmless : keywords.harmless()) {
            if (harmless.kind() == Harmless.Kind.PHRASE) {
                List<String> parts = List.of(harmless.form().split(" "));
                Form form = forms.computeIfAbsent(parts, p -> new Form(p, false));
                form.harmless = form.tier == 0;
            }
        }
        for (Form form : forms.values()) {
            grow(form);
            String together = String.join("", form.words);
            if (!form.harmless && !form.exact && form.words.size() > 1 && together.length() >= 7) {
                phrases.add(new Phrase(together, Distance.letters(together), form));
            }
            if (!form.harmless && together.length() >= 3) {
                joined.merge(Spelling.sound(together), form, (a, b) -> a.tier <= b.tier ? a : b);
            }
        }
        words.seal();
    }

    private void add(List<String> parts, Keyword keyword, boolean glued) {
        Form form = forms.computeIfAbsent(parts, p -> new Form(p, glued));
        form.tier = form.tier == 0 ? keyword.tier() : Math.min(form.tier, keyword.tier());
        form.glued &= glued;
        form.alone &= keyword.where() == Keyword.Where.ALONE;
        form.exact &= keyword.where() == Keyword.Where.EXACT;
        form.languages.add(keyword.language());
    }

    private void grow(Form form) {
        Node node = root;
        for (String word : form.words) {
            if (word.equals(Pattern.ANY)) {
                Node any = node.any == null ? new Node() : node.any;
                node.any = any;
                node = any;
            } else {
                int id = words.add(word, !form.harmless && !form.exact, !form.harmless, form.words.size() > 1);
                node = node.next.computeIfAbsent(id, k -> new Node());
            }
        }
        node.form = form;
    }

    Node root() {
        return root;
    }

    Vocabulary words() {
        return words;
    }

    /// Whether a word is an SOS by itself, misspelt or not.
    boolean cry(Vocabulary.Candidates word) {
        for (int i = 0; i < word.size(); i++) {
            Node node = root.next.get(word.id(i));
            if (node != null && node.form != null && !node.form.harmless && node.form.allows(word.errors(i), NO_BEND)) {
                return true;
            }
        }
        return false;
    }

    /// The SOS form whose letters these are, without the blanks, or null: `po moc`, `n dihme`, `mer reh`.
    @Nullable
    Form joined(String letters) {
        return joined.get(Spelling.sound(letters));
    }

    /// The SOS phrase that the letters of a whole text are, give or take a typing error (two from ten letters on),
    /// with the blanks wherever they fell; or null.
    @Nullable
    Form alike(String letters) {
        int most = letters.length() >= 10 ? 2 : 1;
        int set = Distance.letters(letters);
        for (Phrase phrase : phrases) {
            if (Math.abs(phrase.letters().length() - letters.length()) <= most
                    && !Distance.apart(set, phrase.set(), most)
                    && Distance.of(letters, phrase.letters(), most) <= most) {
                return phrase.form();
            }
        }
        return null;
    }

    /// The SOS phrase whose letters stand somewhere in a run of letters, or null.
    ///
    /// @param least how many letters the phrase must have
    @Nullable
    Form phraseWithin(String letters, int least) {
        int set = Distance.letters(letters);
        for (Phrase phrase : phrases) {
            if (phrase.letters().length() >= least
                    && (phrase.set() & ~set) == 0
                    && letters.contains(phrase.letters())) {
                return phrase.form();
            }
        }
        return null;
    }

    /// The SOS form that is this one word, or null.
    @Nullable
    Form single(String word) {
        Form form = forms.get(List.of(word));
        return form == null || form.harmless ? null : form;
    }

    /// All forms of an SOS of one word that have at least so many letters.
    List<String> singles(int letters) {
        List<String> out = new ArrayList<>();
        for (Form form : forms.values()) {
            if (!form.harmless && !form.alone && form.words.size() == 1 && form.letters >= letters) {
                out.add(form.words.get(0));
            }
        }
        return out;
    }
}
