package org.linja.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All words of the SOS forms and of the harmless phrases, and the way from a typed word to those it may stand for.
final class Vocabulary {
    private static final int LONGEST = 40;

    /// One word of the lists.
    private static final class Entry {
        final int id;
        final String word;
        final String sound;
        final int letters;
        final int soundLetters;
        /// Whether it is spelt otherwise than it sounds.
        final boolean respelt;
        boolean forgiving;
        boolean alarming;
        boolean inPhrase;
        int budget;
        /// The errors that it may have inside a phrase.
        int most;

        Entry(int id, String word) {
            this.id = id;
            this.word = word;
            this.sound = Spelling.sound(word);
            this.letters = Distance.letters(word);
            this.soundLetters = Distance.letters(sound);
            this.respelt = !sound.equals(word);
        }
    }

    /// What a typed word may stand for: word numbers, each with its typing errors.
    static final class Candidates {
        private int[] ids = new int[4];
        private int[] errors = new int[4];
        private int size;
        private boolean known;

        int size() {
            return size;
        }

        /// Whether the word stands in the lists, as it was typed or in another spelling.
        boolean exact() {
            for (int i = 0; i < size; i++) {
                if (errors[i] == 0) {
                    return true;
                }
            }
            return false;
        }

        int id(int i) {
            return ids[i];
        }

        int errors(int i) {
            return errors[i];
        }

        /// Whether the typed word is a word of the lists by itself.
        boolean known() {
            return known;
        }

        private void add(int id, int cost) {
            for (int i = 0; i < size; i++) {
                if (ids[i] == id) {
                    errors[i] = Math.min(errors[i], cost);
                    return;
                }
            }
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                errors = Arrays.copyOf(errors, size * 2);
            }
            ids[size] = id;
            errors[size++] = cost;
        }
    }

    private final Map<String, Entry> plain = new HashMap<>();
    private final Map<String, List<Entry>> sounds = new HashMap<>();
    private final BitSet small = new BitSet();
    private final List<List<Entry>> all = new ArrayList<>();
    private final List<List<Entry>> byLength = new ArrayList<>();

    /// @param forgiving whether a form with this word forgives typing errors
    /// @param alarming whether it belongs to an SOS form at all
    /// @param inPhrase whether a form of several words has it
    /// @return the number of the word
    int add(String word, boolean forgiving, boolean alarming, boolean inPhrase) {
        Entry entry = plain.computeIfAbsent(word, w -> new Entry(plain.size(), w));
        entry.forgiving |= forgiving;
        entry.alarming |= alarming;
        entry.inPhrase |= inPhrase;
        return entry.id;
    }

    /// Ends the building.
    void seal() {
        for (int i = 0; i <= LONGEST; i++) {
            all.add(new ArrayList<>());
            byLength.add(new ArrayList<>());
        }
        for (Entry entry : plain.values()) {
            small.set(entry.id, entry.word.length() <= 3);
            sounds.computeIfAbsent(entry.sound, s -> new ArrayList<>(1)).add(entry);
            int length = entry.word.length();
            entry.budget = length <= 4 ? (entry.inPhrase && length >= 2 ? 1 : 0) : Distance.budget(length);
            entry.most = entry.inPhrase && length >= 5 ? 2 : entry.budget;
            all.get(Math.min(entry.word.length(), LONGEST)).add(entry);
            boolean number = Fold.digit(entry.word.charAt(0));
            if (entry.forgiving && entry.budget > 0 && !number && entry.word.length() < LONGEST) {
                byLength.get(entry.word.length()).add(entry);
            }
        }
    }

    /// Whether a word has three letters or less.
    boolean small(int id) {
        return small.get(id);
    }

    boolean holds(String word) {
        return plain.containsKey(word);
    }

    /// What a typed word may stand for.
    ///
    /// @param near words that are never a misspelling
    Candidates candidates(Fold.Token token, Set<String> near) {
        Candidates out = new Candidates();
        String word = token.word();
        if (token.number()) {
            if (!token.amount()) {
                same(word, out);
            }
            return out;
        }
        if (word.indexOf(Fold.LOST) >= 0) {
            if (token.lostEnd()) {
                same(word.substring(0, word.length() - 1), out);
            }
            lost(word, token.lostEnd(), out);
            return out;
        }
        typed(word, near, out);
        String lettered = Spelling.lettered(word);
        if (!lettered.equals(word)) {
            typed(lettered, near, out);
            typed(Spelling.lettered(word.replace('1', 'l')), near, out);
        }
        return out;
    }

    private @Nullable Entry same(String word, Candidates out) {
        Entry entry = plain.get(word);
        if (entry != null) {
            out.add(entry.id, 0);
        }
        return entry;
    }

    private void typed(String word, Set<String> near, Candidates out) {
        Entry same = same(word, out);
        String sound = Spelling.sound(word);
        boolean ordinary = near.contains(word);
        out.known = same != null;
        for (Entry entry : sounds.getOrDefault(sound, List.of())) {
            boolean short4 = entry.word.length() <= 4;
            if (!short4 && (!ordinary || !entry.alarming)
                    || short4
                            && !ordinary
                            && entry.sound.length() >= 3
                            && Spelling.single(word).equals(entry.sound)) {
                out.add(entry.id, 0);
            }
        }
        boolean little = word.length() <= 3;
        if (ordinary || same != null && same.forgiving && !little) {
            return;
        }
        int letters = Distance.letters(word);
        int soundLetters = Distance.letters(sound);
        boolean respelt = !sound.equals(word);
        int last = little && same != null ? 4 : Math.min(word.length() + 2, LONGEST - 1);
        for (int length = Math.max(2, word.length() - 2); length <= last; length++) {
            for (Entry entry : byLength.get(length)) {
                if (!respelt && !entry.respelt && Distance.apart(letters, entry.letters, entry.most)) {
                    continue;
                }
                int budget = entry.budget;
                if (budget == 1 && entry.inPhrase && length >= 5 && frame(word, entry.word)) {
                    budget = 2;
                }
                int errors = errors(word, letters, entry.word, entry.letters, budget);
                if (errors > 1 && (respelt || entry.respelt) && entry.sound.length() >= 5 && word.length() >= 4) {
                    int heard = errors(sound, soundLetters, entry.sound, entry.soundLetters, entry.budget);
                    errors = Math.min(errors, Math.max(heard, 1));
                }
                if (errors != Distance.FAR) {
                    out.add(entry.id, errors);
                }
            }
        }
    }

    /// Whether two words begin and end alike: inside a phrase, two errors are forgiven to a word of five to seven
    /// letters then, because the phrase as a whole is long enough for two.
    private static boolean frame(String one, String other) {
        return one.charAt(0) == other.charAt(0) && one.charAt(one.length() - 1) == other.charAt(other.length() - 1);
    }

    private static int errors(String typed, int typedLetters, String word, int letters, int budget) {
        if (Math.abs(typed.length() - word.length()) > budget || Distance.apart(typedLetters, letters, budget)) {
            return Distance.FAR;
        }
        int errors = Distance.of(typed, word, budget);
        return errors > 1 && typedLetters == letters && scrambled(typed, word) ? 1 : errors;
    }

    /// Whether two words of six letters or more differ only in the order of what stands between their first and
    /// last letter: `nasljie`, a hand that was faster than the other.
    private static boolean scrambled(String typed, String word) {
        if (typed.length() != word.length() || typed.length() < 6 || !frame(typed, word)) {
            return false;
        }
        char[] one = typed.toCharArray();
        char[] other = word.toCharArray();
        Arrays.sort(one);
        Arrays.sort(other);
        return Arrays.equals(one, other);
    }

    /// Lost letters cost nothing, but enough must be left to know the word by.
    private void lost(String word, boolean lostEnd, Candidates out) {
        int known = 0;
        for (int i = 0; i < word.length(); i++) {
            known += word.charAt(i) == Fold.LOST ? 0 : 1;
        }
        boolean enough = known >= (lostEnd ? 3 : 2);
        int letters = Distance.letters(word.replace(String.valueOf(Fold.LOST), ""));
        int last = known * 2 < word.length() ? 0 : Math.min(word.length() + 1, LONGEST - 1);
        for (int length = word.length() - 1; length <= last; length++) {
            int most = length >= 8 && known >= 6 ? 1 : 0;
            if (Math.abs(length - word.length()) <= most) {
                for (Entry entry : all.get(length)) {
                    boolean may = enough || entry.inPhrase;
                    if (may && Integer.bitCount(letters & ~entry.letters) <= most) {
                        int errors = Distance.of(word, entry.word, most);
                        if (errors != Distance.FAR) {
                            out.add(entry.id, enough ? errors : Math.max(errors, 1));
                        }
                    }
                }
            }
        }
    }
}
