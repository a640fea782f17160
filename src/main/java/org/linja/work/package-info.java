/// Units of work on virtual threads: bounded, keyed, and ticked by an injected clock.
@NullMarked
package org.linja.work;

import org.jspecify.annotations.NullMarked;
