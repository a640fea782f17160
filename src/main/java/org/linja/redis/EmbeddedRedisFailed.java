package org.linja.redis;

/// The embedded Redis cannot be started. The message says why, where and what to do.
public final class EmbeddedRedisFailed extends RuntimeException {
    EmbeddedRedisFailed(String message) {
        super(message);
    }

    EmbeddedRedisFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
