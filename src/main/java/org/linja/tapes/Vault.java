package org.linja.tapes;

/// Seals what must not lie on a disk in clear.
public interface Vault {
    /// @param context the same is needed to open it
    byte[] seal(byte[] clear, String context);

    /// @throws RuntimeException when it was altered, cut, or sealed for another context or with another key
    byte[] open(byte[] sealed, String context);
}
