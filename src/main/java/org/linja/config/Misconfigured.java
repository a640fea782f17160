package org.linja.config;

import java.util.List;

/// The configuration cannot be used as it stands; nothing was started.
///
/// The message is what [Problems#lines] tells, one problem a line, and holds no secret.
public final class Misconfigured extends RuntimeException {
    /// The exit code of every command that stops for this reason.
    public static final int EXIT_CODE = 2;

    private final List<String> lines;

    Misconfigured(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /// Every problem found, one a line, in the order of files and lines.
    public List<String> lines() {
        return lines;
    }
}
