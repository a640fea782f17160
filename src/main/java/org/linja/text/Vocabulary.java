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
        boolean forgiving;
        boolean alarming;
        boolean inPhrase;
        int budget;

        Entry(int id, String word) {
            this.id = id;
            this.word = word;
            this.sound = Spelling.sound(word);
            this.letters = Distance.letters(word);
            this.soundLetters = Distance.letters(sound);
        }
    }

    /// What a typed word may stand for: word numbers, each with its typing errors.
    static final class Candidates {
        private int[] ids = new int[4];
        private int[] errors = new int[4];
        private int size;

        int size() {
            return size;
        }

        int id(int i) {
            return ids[i];
        }

        int errors(int i) {
            return errors[i];
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
            byLength.add(new ArrayList<>());
        }
        for (Entry entry : plain.values()) {
            small.set(entry.id, entry.word.length() <= 3);
            sounds.computeIfAbsent(entry.sound, s -> new ArrayList<>(1)).add(entry);
            int length = Spelling.single(entry.word).length();
            entry.budget = length <= 4 ? (entry.inPhrase && length >= 2 ? 1 : 0) : Distance.budget(length);
            boolean number = Fold.digit(entry.word.charAt(0));
            if (entry.forgiving && entry.budget > 0 && !number && entry.word.length() <= LONGEST) {
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
        boolean ordinary = near.contains(word);
        String sound = Spelling.sound(word);
        for (Entry entry : sounds.getOrDefault(sound, List.of())) {
            boolean short4 = entry.word.length() <= 4;
            if (!short4 && (!ordinary || !entry.alarming)
                    || short4 && !ordinary && Spelling.single(word).equals(entry.sound)) {
                out.add(entry.id, 0);
            }
        }
        if (same != null && same.alarming || ordinary || word.length() < 2) {
            return;
        }
        int letters = Distance.letters(word);
        int soundLetters = Distance.letters(sound);
        int last = Math.min(word.length() + 2, LONGEST);
        for (int length = Math.max(2, word.length() - 2); length <= last; length++) {
            for (Entry entry : byLength.get(length)) {
                int errors = errors(word, letters, entry.word, entry.letters, entry.budget);
                if (errors == Distance.FAR && word.length() >= 5) {
                    errors = errors(sound, soundLetters, entry.sound, entry.soundLetters, entry.budget);
                }
                if (errors != Distance.FAR) {
                    out.add(entry.id, errors);
                }
            }
        }
    }

    private static int errors(String typed, int typedLetters, String word, int letters, int budget) {
        if (Math.abs(typed.length() - word.length()) > budget
                || Integer.bitCount(typedLetters & ~letters) > budget
                || Integer.bitCount(letters & ~typedLetters) > budget) {
            return Distance.FAR;
        }
        return Distance.of(typed, word, budget);
    }

    /// Lost letters cost nothing, but enough must be left to know the word by.
    private void lost(String word, boolean lostEnd, Candidates out) {
        int known = 0;
        for (int i = 0; i < word.length(); i++) {
            known += word.charAt(i) == Fold.LOST ? 0 : 1;
        }
        for (Entry entry : plain.values()) {
            int most = entry.word.length() >= 8 && known >= 6 ? 1 : 0;
            int errors = Distance.of(word, entry.word, most);
            boolean enough = known >= 2 && !(lostEnd && entry.word.length() < 5);
            if (errors != Distance.FAR && (enough || entry.inPhrase) && known * 2 >= word.length()) {
                out.add(entry.id, enough ? errors : Math.max(errors, 1));
            }
        }
    }
}
