/// The record of one person's need, from SOS to closed.
@NullMarked
package org.linja.cases;

import org.jspecify.annotations.NullMarked;
