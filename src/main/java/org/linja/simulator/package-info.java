/// An SMSC of our own and handsets on a page, for the demo, the tests and the terminal.
@NullMarked
package org.linja.simulator;

import org.jspecify.annotations.NullMarked;
