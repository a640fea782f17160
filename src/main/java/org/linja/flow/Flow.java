package org.linja.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Place;
import org.linja.text.Intent;

/// A menu as it is written in `flow.yaml`: named steps, a start, and the shortcuts that hold everywhere.
///
/// @param name its name, kept in sessions
/// @param place the beginning of its file
/// @param start where a conversation begins
/// @param anywhere shortcuts in the order written
/// @param steps by name, in the order written
public record Flow(String name, Place place, Go start, List<Shortcut> anywhere, Map<String, Step> steps) {

    /// @return the step of that name, or empty when there is none (any more)
    public Optional<Step> find(String step) {
        return Optional.ofNullable(steps.get(step));
    }

    /// The names of answers that outlive a conversation.
    public Set<String> remembered() {
        Set<String> names = new HashSet<>();
        for (Step step : steps.values()) {
            if (step instanceof Step.Menu menu && menu.remember()) {
                names.add(menu.save());
            }
        }
        return names;
    }

    /// The shortcut of an intent.
    Optional<Shortcut> shortcut(Intent intent) {
        return anywhere.stream().filter(s -> s.intents().contains(intent)).findFirst();
    }

    /// The shortcut of a key.
    Optional<Shortcut> shortcut(String key) {
        return anywhere.stream()
                .filter(s -> !key.isEmpty() && s.key().equals(key))
                .findFirst();
    }
}
