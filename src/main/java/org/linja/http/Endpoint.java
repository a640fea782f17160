package org.linja.http;

/// Answers one kind of request. Runs on a virtual thread of its own and may block.
@FunctionalInterface
public interface Endpoint {

    /// Values in, values out: nothing of the connection is visible here.
    ///
    /// @return what to send back
    /// @throws BadRequest when the caller must mend something: answered with 400 and the exception's text
    /// @throws Exception anything else: answered with 500 and nothing of its content
    Answer handle(Request request) throws Exception;
}
