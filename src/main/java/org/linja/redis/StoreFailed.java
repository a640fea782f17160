package org.linja.redis;

/// A change or a question did not reach Redis, or its answer did not come back in time.
///
/// Whether a change was made is then unknown: the caller does it again, and every script takes that well. The message
/// names the script or the command, never its arguments.
public final class StoreFailed extends RuntimeException {
    StoreFailed(String what, Throwable cause) {
        super(what + " failed; whether it was done is not known", cause);
    }

    StoreFailed(String what) {
        super(what);
    }
}
