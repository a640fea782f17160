package org.linja.staff;

import java.time.Instant;
import java.util.List;

/// The log of what staff did. It is only ever added to and, after two years, cut off at its old end, in the same commit
/// as what was done ([AuditLine]), and each line is chained to the one before it, so that a line taken out or altered
/// shows. Reading blocks.
public interface Audit {

    /// What was read.
    ///
    /// @param lines oldest first
    /// @param unbroken whether every line is chained to the one before it
    record Log(List<AuditLine> lines, boolean unbroken) {}

    /// The newest `most` lines.
    Log newest(int most);

    /// Takes off what is older than that (R38), but never the newest line. The chain of what stays is not broken.
    ///
    /// @return how many lines
    int cut(Instant before);
}
