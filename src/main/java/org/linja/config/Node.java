package org.linja.config;

import java.util.List;
import java.util.Map;

/// What a YAML file holds, each part with its place. Scalars are kept as written: no type is guessed from their look.
sealed interface Node {
    Place place();

    /// Whether it stands in lines of its own below its key.
    default boolean block() {
        return false;
    }

    /// @param plain written without quotes and not as a block
    record Scalar(Place place, String value, boolean plain) implements Node {
        /// `key:` with nothing behind it.
        boolean empty() {
            return plain && value.isEmpty();
        }
    }

    /// @param block written as lines that begin with `- `, not as `[a, b]`
    record Items(Place place, boolean block, List<Node> nodes) implements Node {}

    /// @param block written as lines, not as `{a: b}`
    record Fields(Place place, boolean block, Map<String, Field> fields) implements Node {}

    record Field(Place key, Node value) {}

    /// What could not be read; the reason is told already, and nothing more is to be said of it.
    record Unreadable(Place place) implements Node {}
}
