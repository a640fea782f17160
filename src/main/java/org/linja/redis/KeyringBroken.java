package org.linja.redis;

/// The keys are missing or cannot be read, or a blob cannot be opened with them. The message says where and what to do,
/// and never holds a key.
public final class KeyringBroken extends RuntimeException {
    KeyringBroken(String message) {
        super(message);
    }

    KeyringBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
