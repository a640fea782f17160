/// The only room with Vert.x: event loops outside, blocking endpoints inside.
@NullMarked
package org.linja.http;

import org.jspecify.annotations.NullMarked;
