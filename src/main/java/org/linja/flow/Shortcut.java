package org.linja.flow;

import java.util.Set;
import org.linja.text.Intent;

/// A way that is open from everywhere and tried before a step's own answers.
///
/// @param name its name under `anywhere`
/// @param intents what she may say for it; one or none
/// @param key the key to press, empty for none; read only while a question is open (O9)
/// @param go where it leads
public record Shortcut(String name, Set<Intent> intents, String key, Go go) {}
