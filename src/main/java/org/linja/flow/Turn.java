package org.linja.flow;

import java.util.List;

/// What one input led to.
///
/// @param session the state to store
/// @param prompts what to tell her, in order; only the last may have options
/// @param effects what to do, in order
/// @param waiting whether an answer is awaited
public record Turn(Session session, List<Prompt> prompts, List<Effect> effects, Wait waiting) {}
