package org.linja.flow;

import java.nio.file.Path;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.LanguageGuess;
import org.linja.text.Lexicon;
import org.linja.text.TextLint;

/// The hotline as it is shipped: its flow, its texts, its lists.
public final class ShippedHotline {
    public static final Path SCRIPTS = Path.of("ivr-scripts");
    public static final Path CONFIG = Path.of("config");

    private ShippedHotline() {}

    public static Municipalities municipalities() {
        Problems problems = new Problems();
        Municipalities municipalities = Municipalities.read(CONFIG.resolve("municipalities.yaml"), problems);
        problems.throwIfAny();
        return municipalities;
    }

    public static Script script() {
        Problems problems = new Problems();
        TextLint lint = TextLint.read(CONFIG.resolve("wording.yaml"), problems);
        Script script = Script.read(SCRIPTS.resolve("hotline"), municipalities(), lint, false, problems);
        problems.throwIfAny();
        return script;
    }

    public static Conversation conversation() {
        Problems problems = new Problems();
        Lexicon lexicon = Lexicon.read(CONFIG.resolve("keywords"), problems);
        LanguageGuess guess = LanguageGuess.read(CONFIG.resolve("languages.yaml"), problems);
        problems.throwIfAny();
        return new Conversation(script(), municipalities(), lexicon, guess, Language.SQ);
    }
}
