/// Recordings that callers hear: which there must be, where each comes from, and how they are made.
@NullMarked
package org.linja.prompts;

import org.jspecify.annotations.NullMarked;
