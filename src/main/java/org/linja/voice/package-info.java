/// Calls: the loop from greeting to counsellor, who waits for whom, and the ports a telephone line is reached by.
@NullMarked
package org.linja.voice;

import org.jspecify.annotations.NullMarked;
