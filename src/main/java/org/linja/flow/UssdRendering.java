package org.linja.flow;

import java.util.ArrayList;
import java.util.List;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.text.PageLimit;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Puts a turn's prompts into USSD pages: the same texts and numbers as in an SMS, cut to the size of a page, with keys
/// for more and back.
public final class UssdRendering {
    /// The key that shows the next page. No option and no shortcut has two digits, and `*` and `#` mean something
    /// to networks.
    public static final String MORE = "98";

    /// The key that goes on where a session broke off.
    public static final String RESUME = "99";

    /// The labels of those keys and of the key for back; the words of a session that ends without a word.
    private static final String MORE_LABEL = "ussd.more";

    private static final String BACK_LABEL = "ussd.back";
    private static final String RESUME_LABEL = "ussd.resume";
    private static final String ENDED = "ussd.ended";

    /// All texts that every flow needs on this channel.
    static final List<String> TEXTS = List.of(MORE_LABEL, BACK_LABEL, RESUME_LABEL, ENDED);

    private final Wording wording;
    private final String backKey;

    /// @param flow whose key for back is shown
    public UssdRendering(Flow flow, Texts texts, Municipalities municipalities) {
        this.wording = new Wording(texts, municipalities, Channel.USSD);
        this.backKey = flow.anywhere().stream()
                .filter(shortcut -> shortcut.go().back())
                .map(Shortcut::key)
                .findFirst()
                .orElse("");
    }

    /// The key that goes back; empty when the flow has none.
    public String backKey() {
        return backKey;
    }

    /// Renders a turn.
    ///
    /// @param allowed NEUTRAL takes the discreet twin of each explicit text (R01)
    /// @param resume whether the first page offers to go on where an earlier session broke off
    /// @return its pages, at least one
    public List<String> render(Turn turn, Language language, Tone allowed, PageLimit limit, boolean resume) {
        List<UssdPages.Line> lines = new ArrayList<>();
        for (Prompt prompt : turn.prompts()) {
            List<String> options = wording.options(prompt, language, allowed);
            // A text that holds its own list (the language menu) is not given a second one.
            List<String> text = wording.text(prompt, language, allowed)
                    .words()
                    .lines()
                    .filter(line -> !options.contains(line))
                    .toList();
            text.forEach(line -> lines.add(new UssdPages.Line(line, false)));
            options.forEach(line -> lines.add(new UssdPages.Line(line, true)));
        }
        if (resume) {
            lines.add(new UssdPages.Line(RESUME + " " + wording.label(RESUME_LABEL, language, allowed), true));
        }
        if (lines.isEmpty()) {
            lines.add(new UssdPages.Line(wording.label(ENDED, language, allowed), false));
        }
        boolean before =
                turn.waiting() == Wait.ANSWER && !turn.session().trail().isEmpty();
        String back = backKey.isEmpty() ? "" : backKey + " " + wording.label(BACK_LABEL, language, allowed);
        String more = MORE + " " + wording.label(MORE_LABEL, language, allowed);
        return new UssdPages(limit, language, more, back).of(lines, before);
    }
}
