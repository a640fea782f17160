/// The one door in: every inbound message becomes one turn and one commit.
@NullMarked
package org.linja.dialog;

import org.jspecify.annotations.NullMarked;
