/// Messages waiting to leave, by lane, through the one gate that knows whether they may.
@NullMarked
package org.linja.outbox;

import org.jspecify.annotations.NullMarked;
