package org.linja.dialog;

/// An urgent message could not be kept on the local disk either. The message says why and what to do, and holds nothing
/// of hers.
public final class SpoolFailed extends RuntimeException {
    public SpoolFailed(String message) {
        super(message);
    }

    public SpoolFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
