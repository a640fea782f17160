package org.linja.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Language;

/// Puts a turn's prompts into recordings, in the order in which they are played: each text, then each option by its
/// label and its key ("Legal aid: press 3"). Every recording is whole: nothing is put together from parts of words.
public final class VoiceRendering {
    private static final String LABEL = "label.";

    private VoiceRendering() {}

    /// Renders prompts.
    ///
    /// An option that is the name of a language is spoken in that language, so that whoever knows only one of them
    /// knows what to press; a question that offers nothing else has no words of its own.
    ///
    /// @param prompts of one turn
    /// @param language hers, or the one for whoever has none yet
    public static List<Recording> render(List<Prompt> prompts, Language language) {
        List<Recording> played = new ArrayList<>();
        for (Prompt prompt : prompts) {
            boolean languages =
                    !prompt.options().isEmpty() && prompt.options().stream().allMatch(o -> named(o).isPresent());
            if (!languages) {
                played.add(Recording.of(language, prompt.key()));
            }
            for (Prompt.Option option : prompt.options()) {
                Language spoken = named(option).orElse(language);
                played.add(Recording.of(spoken, option.key()));
                played.add(Recording.of(spoken, "press." + option.number()));
            }
        }
        return List.copyOf(played);
    }

    private static Optional<Language> named(Prompt.Option option) {
        return option.key().startsWith(LABEL) ? Language.of(option.key().substring(LABEL.length())) : Optional.empty();
    }
}
