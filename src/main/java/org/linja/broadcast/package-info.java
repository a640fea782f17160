/// Awareness messages: only to who asked for them, at the right hour, approved by two, never in the way of an SOS.
@NullMarked
package org.linja.broadcast;

import org.jspecify.annotations.NullMarked;
