package org.linja.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Fold.Doubt;
import org.linja.text.Fold.Token;

/// What a text says, before any menu is asked. SOS is looked for in the words of all languages at once (R23), and a
/// text with both SOS and STOP is an SOS.
///
/// Order of belief: the whole text is an SOS form; the whole text is a label of the open menu or another keyword (so
/// that `Pravna pomoć` chooses from the menu and `pozovite me` is no misspelt `pomozite`); an SOS somewhere in the
/// text, misspelt or not; another keyword where its list allows it. Immutable, and safe for many threads.
public final class Lexicon {
    private final Alarm alarm;
    private final Commands commands;

    Lexicon(Keywords keywords) {
        this.alarm = new Alarm(keywords);
        this.commands = new Commands(keywords);
    }

    /// Reads the folder of keyword files: `sq.yaml`, `sr.yaml`, `rom.yaml`, `en.yaml` and `exceptions.yaml`.
    /// Clashes and mistakes go to the problems with their places.
    public static Lexicon read(Path folder, Problems problems) {
        Keywords keywords = KeywordFile.read(folder, problems);
        LexiconLint.check(keywords, problems);
        return new Lexicon(keywords);
    }

    /// Reads a text as it came.
    ///
    /// @param openLabels the labels of the open menu as they were shown, empty when none is open
    /// @param answers whose words for yes and no count now: her language, or the menu's, while a question
    ///     is open, and else none (O9)
    public Reading read(String text, List<String> openLabels, Set<Language> answers) {
        List<Token> tokens = Fold.tokens(text, Doubt.NONE);
        List<Token> lost = Fold.doubtful(text) ? Fold.tokens(text, Doubt.LOST) : tokens;
        Alarm.Found sos = sos(text, tokens, lost);
        if (sos != null && sos.whole()) {
            return sos(sos);
        }
        int label = label(tokens, lost, openLabels);
        if (label >= 0) {
            return new Reading.Answer(label);
        }
        Commands.Said said = lost == tokens ? null : commands.whole(lost, answers);
        said = said == null ? commands.whole(tokens, answers) : said;
        if (said == null && sos == null) {
            said = commands.within(tokens, answers);
        }
        if (said != null) {
            return new Reading.Command(said.intent(), said.languages());
        }
        return sos != null ? sos(sos) : new Reading.Nothing(commands.languages(tokens));
    }

    /// Whether a text is an SOS when no menu is open; the same answer as [#read], for those who only need that.
    public boolean urgent(String text) {
        return read(text, List.of(), Set.of()) instanceof Reading.Sos;
    }

    private static Reading sos(Alarm.Found found) {
        return new Reading.Sos(found.tier(), found.exact(), Set.copyOf(found.languages()));
    }

    private Alarm.@Nullable Found sos(String text, List<Token> tokens, List<Token> lost) {
        Alarm.Found best = alarm.in(tokens);
        if (lost != tokens) {
            best = stronger(best, alarm.in(lost));
        }
        if (Fold.mixed(text)) {
            best = stronger(best, alarm.in(Fold.tokens(text, Doubt.LOOKS)));
        }
        return best;
    }

    private static Alarm.@Nullable Found stronger(Alarm.@Nullable Found one, Alarm.@Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.whole() || one.exact() && !other.whole() ? one : other;
    }

    private static int label(List<Token> tokens, List<Token> lost, List<String> openLabels) {
        if (openLabels.isEmpty() || tokens.isEmpty()) {
            return -1;
        }
        String plain = Spelling.sound(words(tokens));
        String doubtful = words(lost);
        for (int i = 0; i < openLabels.size(); i++) {
            String label = Fold.of(openLabels.get(i));
            if (Spelling.sound(label).equals(plain) || lost != tokens && Distance.of(doubtful, label, 0) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String words(List<Token> tokens) {
        List<String> words = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            words.add(token.word());
        }
        return String.join(" ", words);
    }
}
