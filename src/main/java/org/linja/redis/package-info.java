/// The only room with Lettuce: every store behind its port, one script per atomic change.
@NullMarked
package org.linja.redis;

import org.jspecify.annotations.NullMarked;
