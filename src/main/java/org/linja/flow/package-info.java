/// One menu for three channels, stepped by a pure engine.
@NullMarked
package org.linja.flow;

import org.jspecify.annotations.NullMarked;
