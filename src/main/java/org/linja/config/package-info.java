/// Configuration read as YAML nodes that know their place, and every problem found, told at once.
@NullMarked
package org.linja.config;

import org.jspecify.annotations.NullMarked;
