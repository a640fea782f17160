package org.linja.text;

/// Whether a text may be read by whoever holds the phone (R01).
public enum Tone {
    /// Reveals nothing: any eyes may see it.
    NEUTRAL,
    /// Names the service, the danger or the help: only for someone whose safe contact allows it.
    EXPLICIT
}
