/// The door and the wiring: the only place that knows every room.
@NullMarked
package org.linja;

import org.jspecify.annotations.NullMarked;
