/// Who writes to us, as little as can be known: a number that hides itself, a language, a random id.
@NullMarked
package org.linja.contact;

import org.jspecify.annotations.NullMarked;
