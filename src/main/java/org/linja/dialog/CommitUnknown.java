package org.linja.dialog;

/// The store was asked to write, and whether it did is not known: an answer may be among it.
final class CommitUnknown extends RuntimeException {
    CommitUnknown(Throwable cause) {
        super("whether the store has written it is not known", cause);
    }
}
