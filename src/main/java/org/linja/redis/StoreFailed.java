package org.linja.redis;

/// A change or a question did not reach Redis, or its answer did not come back in time.
///
/// Whether a change was made is then unknown: the caller does it again, and every script takes that well. The message
/// names the script or the command, never its arguments.
public final class StoreFailed extends RuntimeException {
    private StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }

    StoreFailed(String message) {
        super(message);
    }

    static StoreFailed unanswered(String what, Throwable cause) {
        return new StoreFailed(what + " failed; whether it was done is not known", cause);
    }

    static StoreFailed unreachable(String message, Throwable cause) {
        return new StoreFailed(message, cause);
    }
}
