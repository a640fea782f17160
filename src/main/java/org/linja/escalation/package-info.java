/// Who is on call, whom to alert next, and when.
@NullMarked
package org.linja.escalation;

import org.jspecify.annotations.NullMarked;
