package org.linja.prompts;

/// A recording could not be made; the message says why and is made to be read.
public final class StudioFailed extends RuntimeException {
    StudioFailed(String what) {
        super(what);
    }
}
