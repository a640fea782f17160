package org.linja.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.text.Fold;
import org.linja.text.Names;
import org.linja.text.Reading;
import org.linja.text.Tone;

/// Turns what the lexicon read in a text into what the engine takes: a command, a number, an option by its
/// label or the beginning of it, or free words.
public final class Listening {
    private static final Set<String> BEFORE_A_NUMBER =
            Set.of("nr", "numri", "numer", "br", "broj", "no", "number", "numero", "opsioni", "opcija", "option");

    private final Engine engine;
    private final SmsRendering rendering;
    private final Municipalities municipalities;

    /// @param engine knows which question is open
    /// @param rendering knows the labels
    /// @param municipalities names that count as labels while one is asked for
    public Listening(Engine engine, SmsRendering rendering, Municipalities municipalities) {
        this.engine = engine;
        this.rendering = rendering;
        this.municipalities = municipalities;
    }

    /// What is open when a text comes in, as the lexicon needs it.
    ///
    /// @param labels words that are answers; the first `options` of them are the options in the order of
    /// their numbers
    /// @param options how many options there are
    /// @param yesNo whether words for yes and no count
    public record Open(List<String> labels, int options, boolean yesNo) {
        /// Whether a question is open at all.
        public boolean any() {
            return options > 0;
        }
    }

    /// What is open for her now.
    public Open open(Flow flow, Session session, Language language, Instant now) {
        List<String> keys = engine.openLabels(flow, session, now);
        List<String> labels = new ArrayList<>();
        boolean names = false;
        for (String key : keys) {
            labels.add(rendering.label(key, language, Tone.NEUTRAL));
            names |= key.startsWith(Municipalities.LABEL);
        }
        if (names) {
            labels.addAll(municipalities.spellings());
        }
        boolean yesNo = keys.contains("label.yes") || keys.contains("label.no");
        return new Open(List.copyOf(labels), keys.size(), yesNo);
    }

    /// The engine's input for a text.
    ///
    /// @param reading what the lexicon read in it, given the labels of `open`
    public Input input(Reading reading, Open open, String text) {
        return switch (reading) {
            case Reading.Sos _ -> new Input.Said(org.linja.text.Intent.SOS);
            case Reading.Command(var intent, var _) -> new Input.Said(intent);
            case Reading.Answer(int index) -> index < open.options() ? new Input.Choice(index) : new Input.Words(text);
            case Reading.Nothing _ -> answer(open, text);
        };
    }

    /// A number, a label or free words; no command.
    Input answer(Open open, String text) {
        String bare = text.strip();
        if (bare.equals("#") || bare.equals("*")) {
            return new Input.Keys(bare);
        }
        String[] words = Fold.of(text).split(" ");
        if (words.length == 1 && (number(words[0]) || words[0].equals("o") && open.any())) {
            return new Input.Keys(words[0].replace('o', '0'));
        }
        if (words.length == 2 && BEFORE_A_NUMBER.contains(words[0]) && number(words[1])) {
            return new Input.Keys(words[1]);
        }
        if (words.length > 1 && number(words[0]) && labelled(open, words)) {
            return new Input.Keys(words[0]);
        }
        return labels(open).findWhole(text) instanceof Names.Found.One(String index)
                ? new Input.Choice(Integer.parseInt(index))
                : new Input.Words(text);
    }

    private static boolean number(String word) {
        return !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// `2 Psikolog`: the number with its own label behind it.
    private static boolean labelled(Open open, String[] words) {
        int index = Integer.parseInt(words[0]) - 1;
        String rest = String.join(" ", List.of(words).subList(1, words.length));
        return index >= 0
                && index < open.options()
                && Fold.of(open.labels().get(index)).startsWith(rest);
    }

    private static Names labels(Open open) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (int i = 0; i < open.options(); i++) {
            labels.put(Integer.toString(i), List.of(open.labels().get(i)));
        }
        return new Names(labels);
    }
}
