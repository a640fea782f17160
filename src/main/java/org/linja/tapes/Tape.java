package org.linja.tapes;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linja.cases.CaseId;

/// One recorded talk, by its name: which case, and when telephones began to ring for it. Tells nothing of anybody, so
/// that the name can stand in a file's name and in the audit.
///
/// @param about the case
/// @param begun in whole milliseconds
public record Tape(CaseId about, Instant begun) {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,4}\\.[a-z2-7]{16})-([0-9]{1,15})");

    /// A tape that begins now.
    public static Tape begins(CaseId about, Instant now) {
        return new Tape(about, Instant.ofEpochMilli(now.toEpochMilli()));
    }

    /// Reads a [#name]; empty when it is none.
    public static Optional<Tape> named(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(
                        new Tape(CaseId.parse(parts.group(1)), Instant.ofEpochMilli(Long.parseLong(parts.group(2)))))
                : Optional.empty();
    }

    /// Its name: digits, small letters, one dot, one hyphen.
    public String name() {
        return about + "-" + begun.toEpochMilli();
    }
}
