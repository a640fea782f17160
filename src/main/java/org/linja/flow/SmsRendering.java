package org.linja.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Puts a turn's prompts into one SMS: the texts line by line, the options as a numbered list.
public final class SmsRendering {
    private static final String MUNICIPALITY = "municipality";

    private final Texts texts;
    private final Municipalities municipalities;

    /// @param texts of the flow
    /// @param municipalities names of those
    public SmsRendering(Texts texts, Municipalities municipalities) {
        this.texts = texts;
        this.municipalities = municipalities;
    }

    /// Renders prompts.
    ///
    /// @param prompts of one turn
    /// @param allowed NEUTRAL takes the discreet twin of each explicit text (R01)
    /// @return one text, explicit when any part of it is, draft when any part of it is; empty words when
    /// there are no prompts
    public Texts.Text render(List<Prompt> prompts, Language language, Tone allowed) {
        StringBuilder words = new StringBuilder(160);
        Tone tone = Tone.NEUTRAL;
        Texts.Status status = Texts.Status.REVIEWED;
        for (Prompt prompt : prompts) {
            Texts.Text text = text(prompt.key(), language, allowed, values(prompt, language));
            tone = text.tone() == Tone.EXPLICIT ? Tone.EXPLICIT : tone;
            status = text.status() == Texts.Status.DRAFT ? Texts.Status.DRAFT : status;
            line(words, text.words());
            String list = list(prompt, language, allowed);
            if (!text.words().endsWith(list)) {
                line(words, list);
            }
        }
        return new Texts.Text(words.toString(), tone, status);
    }

    /// The words of a label, of an option or of a municipality.
    public String label(String key, Language language, Tone allowed) {
        return key.startsWith(Municipalities.LABEL)
                ? municipalities.name(key.substring(Municipalities.LABEL.length()), language)
                : text(key, language, allowed, Map.of()).words();
    }

    private Texts.Text text(String key, Language language, Tone allowed, Map<String, String> values) {
        return switch (allowed) {
            case NEUTRAL -> texts.discreet(key, language, Channel.SMS, values);
            case EXPLICIT -> texts.text(key, language, Channel.SMS, values);
        };
    }

    /// A text that holds its own list (the language menu) is not given a second one.
    private String list(Prompt prompt, Language language, Tone allowed) {
        StringBuilder list = new StringBuilder();
        for (Prompt.Option option : prompt.options()) {
            line(list, option.number() + " " + label(option.key(), language, allowed));
        }
        return list.toString();
    }

    /// Answers as people read them: `legal-aid` by its label, `prizren` by its name.
    private Map<String, String> values(Prompt prompt, Language language) {
        Map<String, String> words = new HashMap<>();
        prompt.values().forEach((name, value) -> {
            if (name.equals(MUNICIPALITY) && municipalities.has(value)) {
                words.put(name, municipalities.name(value, language));
            } else if (texts.has("label." + value)) {
                words.put(name, texts.text("label." + value, language, Map.of()).words());
            } else {
                words.put(name, value);
            }
        });
        return words;
    }

    private static void line(StringBuilder words, String line) {
        if (!line.isEmpty()) {
            words.append(words.isEmpty() ? "" : "\n").append(line);
        }
    }
}
