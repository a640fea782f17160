/// What tests of all rooms share: a real Redis, and ways to kill it.
@NullMarked
package org.linja.testkit;

import org.jspecify.annotations.NullMarked;
