/// The only room with Asterisk-Java: calls come in by FastAGI, AMI tells what happened and dials out.
@NullMarked
package org.linja.asterisk;

import org.jspecify.annotations.NullMarked;
