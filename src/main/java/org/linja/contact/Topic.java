package org.linja.contact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What awareness messages are about. Someone gets those of the topics she has asked for, and no others (O1).
public enum Topic {
    HEALTH,
    RIGHTS,
    SERVICES,
    JOBS,
    GBV,
    HIV_HEP,
    DRUGS;

    private static final Set<Topic> DOUBLE = Set.of(GBV, HIV_HEP, DRUGS);

    /// As it stands in flows, files and keys: `hiv-hep`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a second yes is needed, after the warning that others may read along (O1).
    public boolean twice() {
        return DOUBLE.contains(this);
    }

    /// Reads [#word], also with an underscore; empty when there is no such topic.
    public static Optional<Topic> of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values()).filter(t -> t.word().equals(plain)).findFirst();
    }
}
