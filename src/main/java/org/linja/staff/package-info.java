/// Who may do what, and who did.
@NullMarked
package org.linja.staff;

import org.jspecify.annotations.NullMarked;
