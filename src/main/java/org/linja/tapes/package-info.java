/// Talks that were recorded with her consent: taken up, sealed, kept for a while, heard by few (R19).
@NullMarked
package org.linja.tapes;

import org.jspecify.annotations.NullMarked;
