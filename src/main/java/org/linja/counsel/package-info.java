/// What counsellors ask for and say: commands, texts to and fro, her safe contact, calls back.
@NullMarked
package org.linja.counsel;

import org.jspecify.annotations.NullMarked;
