package org.linja.flow;

import java.nio.file.Path;
import java.util.List;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.TextLint;
import org.linja.text.Texts;

/// A flow with its texts, read from one folder of `ivr-scripts/` and checked.
public record Script(Flow flow, Texts texts) {

    /// Reads `flow.yaml` and `texts/<language>.properties` and runs every check on them. What comes back may
    /// be used only when there are no problems.
    ///
    /// @param folder such as `ivr-scripts/hotline`
    /// @param production drafts are problems
    public static Script read(
            Path folder, Municipalities municipalities, TextLint lint, boolean production, Problems problems) {
        Flow flow = FlowReader.read(folder.resolve("flow.yaml"), problems);
        Texts texts = Texts.read(folder.resolve("texts"), List.of(Language.values()), problems);
        lint.check(texts, production, problems);
        FlowCheck.check(flow, problems);
        FlowTextCheck.check(flow, texts, municipalities, problems);
        return new Script(flow, texts);
    }
}
