/// The only room with jSMPP: binds, windows, parts, receipts.
@NullMarked
package org.linja.smpp;

import org.jspecify.annotations.NullMarked;
