package org.linja.flow;

import java.util.List;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Puts a turn's prompts into one SMS: the texts line by line, the options as a numbered list.
public final class SmsRendering {
    private final Wording wording;

    /// @param texts of the flow
    /// @param municipalities names of those
    public SmsRendering(Texts texts, Municipalities municipalities) {
        this.wording = new Wording(texts, municipalities, Channel.SMS);
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
            Texts.Text text = wording.text(prompt, language, allowed);
            tone = text.tone() == Tone.EXPLICIT ? Tone.EXPLICIT : tone;
            status = text.status() == Texts.Status.DRAFT ? Texts.Status.DRAFT : status;
            line(words, text.words());
            // A text that holds its own list (the language menu) is not given a second one.
            String list = String.join("\n", wording.options(prompt, language, allowed));
            if (!text.words().endsWith(list)) {
                line(words, list);
            }
        }
        return new Texts.Text(words.toString(), tone, status);
    }

    /// The words of a label, of an option or of a municipality.
    public String label(String key, Language language, Tone allowed) {
        return wording.label(key, language, allowed);
    }

    private static void line(StringBuilder words, String line) {
        if (!line.isEmpty()) {
            words.append(words.isEmpty() ? "" : "\n").append(line);
        }
    }
}
