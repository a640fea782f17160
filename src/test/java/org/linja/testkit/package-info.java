/// What the tests of several rooms share: peers that may be missing, and a browser.
@NullMarked
package org.linja.testkit;

import org.jspecify.annotations.NullMarked;
