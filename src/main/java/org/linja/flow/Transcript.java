package org.linja.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation as people read it, and as tests hold it: `>` her text, `<` the answer (further lines are
/// indented), `!` what happens besides.
///
/// ```
/// flow hotline · language en
/// > sos
/// < Thank you, your order is registered.
/// ! case sos opened
/// ! ends
/// ```
public final class Transcript {
    /// Stands for her input when the session breaks off.
    public static final String HUNG_UP = "(cut off)";

    private final List<String> lines = new ArrayList<>();

    /// Begins with the line that says what is known before she writes.
    ///
    /// @param language the code of her language, `-` when none is known
    public Transcript(String flow, String language) {
        lines.add("flow " + flow + " · language " + language);
    }

    /// Begins another conversation.
    public void again(String flow, String language) {
        lines.add("");
        lines.add("flow " + flow + " · language " + language);
    }

    /// Adds one text and what it led to.
    public void add(String text, Conversation.Heard heard) {
        lines.add("> " + text);
        lines.addAll(of(heard));
    }

    /// Adds one input by USSD and what it led to.
    public void add(String input, UssdConversation.Shown shown) {
        lines.add("> " + input);
        lines.addAll(of(shown));
    }

    /// Adds the end of a USSD session by her or the network, and what it led to.
    public void addHangUp(Conversation.Heard heard) {
        lines.add("> " + HUNG_UP);
        heard.turn().effects().forEach(effect -> told(effect).ifPresent(what -> lines.add("! " + what)));
    }

    /// All lines.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// The lines of what a text led to: the answer, then the effects.
    public static List<String> of(Conversation.Heard heard) {
        List<String> lines = new ArrayList<>();
        String words = heard.answer().words();
        if (!words.isEmpty()) {
            lines.add("< " + words.replace("\n", "\n  "));
        }
        for (Effect effect : heard.turn().effects()) {
            told(effect).ifPresent(what -> lines.add("! " + what));
        }
        return lines.stream().flatMap(String::lines).toList();
    }

    /// The lines of a USSD page: `<` while an answer is awaited, `=` when the session ends with it; then the
    /// effects.
    public static List<String> of(UssdConversation.Shown shown) {
        List<String> lines = new ArrayList<>();
        String mark = shown.place().last() ? "= " : "< ";
        lines.add(mark + shown.place().page().replace("\n", "\n  "));
        shown.heard()
                .ifPresent(heard -> heard.turn()
                        .effects()
                        .forEach(effect -> told(effect).ifPresent(what -> lines.add("! " + what))));
        return lines.stream().flatMap(String::lines).toList();
    }

    private static Optional<String> told(Effect effect) {
        return switch (effect) {
            case Effect.OpenCase(String kind, Map<String, String> fields) ->
                Optional.of("case " + kind + " opened" + with(fields));
            case Effect.Remember(String key, String value) -> Optional.of("remembers " + key + " " + value);
            case Effect.OptIn(String topic) -> Optional.of("subscribed to " + topic);
            case Effect.OptOut() -> Optional.of("unsubscribed from all");
            case Effect.Forget() -> Optional.of("all data erased");
            case Effect.Refer(Map<String, String> fields) -> Optional.of("referred" + with(fields));
            case Effect.Dial _ -> Optional.empty();
            case Effect.End(boolean silent) -> Optional.of(silent ? "ends in silence" : "ends");
        };
    }

    private static String with(Map<String, String> fields) {
        List<String> told = new ArrayList<>();
        fields.forEach((name, value) -> told.add(name + " " + value));
        return told.isEmpty() ? "" : ": " + String.join(", ", told);
    }
}
