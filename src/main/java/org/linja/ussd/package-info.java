/// USSD from aggregators over HTTP: one small file for each way of saying the same.
@NullMarked
package org.linja.ussd;

import org.jspecify.annotations.NullMarked;
