package org.linja.http;

/// What was asked cannot be read. The message goes back to the caller as it stands, so it never repeats what was sent.
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what what is wrong and what to do, one sentence
    public BadRequest(String what) {
        super(what);
    }

    /// The sentence for the caller.
    public String what() {
        return String.valueOf(getMessage());
    }
}
