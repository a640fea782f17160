package org.linja.flow;

import java.util.List;
import java.util.Map;

/// One thing to tell or ask her, without words: a rendering finds them in her language for her channel.
///
/// @param key the text's key
/// @param values answers that may stand in the text as `{name}`
/// @param options what can be answered, empty when nothing is asked
public record Prompt(String key, Map<String, String> values, List<Option> options) {

    /// @param number the key to press, the same on all channels
    /// @param key the label's text key, or `municipality.<key>`
    public record Option(int number, String key) {}

    /// The key alone: answers say something of her.
    @Override
    public String toString() {
        return "Prompt[" + key + ", " + options.size() + " options]";
    }
}
