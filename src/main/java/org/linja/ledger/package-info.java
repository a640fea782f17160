/// What is written together: one atomic change of one partition.
@NullMarked
package org.linja.ledger;

import org.jspecify.annotations.NullMarked;
