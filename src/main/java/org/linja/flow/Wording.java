package org.linja.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// The words of prompts on one channel.
final class Wording {
    private static final String MUNICIPALITY = "municipality";

    private final Texts texts;
    private final Municipalities municipalities;
    private final Channel channel;

    Wording(Texts texts, Municipalities municipalities, Channel channel) {
        this.texts = texts;
        this.municipalities = municipalities;
        this.channel = channel;
    }

    /// What a prompt says, without its options.
    ///
    /// @param allowed NEUTRAL takes the discreet twin of an explicit text (R01)
    Texts.Text text(Prompt prompt, Language language, Tone allowed) {
        return text(prompt.key(), language, allowed, values(prompt, language));
    }

    /// A text that needs no answers.
    Texts.Text text(String key, Language language, Tone allowed) {
        return text(key, language, allowed, Map.of());
    }

    /// The words of a label, of an option or of a municipality.
    String label(String key, Language language, Tone allowed) {
        return key.startsWith(Municipalities.LABEL)
                ? municipalities.name(key.substring(Municipalities.LABEL.length()), language)
                : text(key, language, allowed).words();
    }

    /// The options as lines: number, label.
    List<String> options(Prompt prompt, Language language, Tone allowed) {
        return prompt.options().stream()
                .map(option -> option.number() + " " + label(option.key(), language, allowed))
                .toList();
    }

    private Texts.Text text(String key, Language language, Tone allowed, Map<String, String> values) {
        return switch (allowed) {
            case NEUTRAL -> texts.discreet(key, language, channel, values);
            case EXPLICIT -> texts.text(key, language, channel, values);
        };
    }

    /// Answers as people read them: `legal-aid` by its label, `prizren` by its name.
    private Map<String, String> values(Prompt prompt, Language language) {
        Map<String, String> words = new HashMap<>();
        prompt.values().forEach((name, value) -> {
            if (name.equals(MUNICIPALITY) && municipalities.has(value)) {
                words.put(name, municipalities.name(value, language));
            } else if (texts.has("label." + value)) {
                words.put(
                        name,
                        texts.text("label." + value, language, channel, Map.of())
                                .words());
            } else {
                words.put(name, value);
            }
        });
        return words;
    }
}
