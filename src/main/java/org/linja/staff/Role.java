package org.linja.staff;

/// For what somebody is in the roster.
public enum Role {
    /// Takes shifts and answers cries for help.
    COUNSELLOR,
    /// Is told when the ladder or the roster fails, and answers then.
    COORDINATOR,
    /// The line of a partner organisation: the last rung before it all starts again.
    PARTNER
}
