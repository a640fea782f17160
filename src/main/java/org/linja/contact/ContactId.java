package org.linja.contact;

/// A person's pseudonym (R35): a random word, and the partition that holds all that is known under it.
///
/// @param partition 0 to P-1
/// @param word random, 16 characters of `[a-z2-7]`, never derived from the number
public record ContactId(int partition, String word) {

    /// The written form, `p.word`, as it stands in keys and in other records.
    @Override
    public String toString() {
        return partition + "." + word;
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException when it is not of that form
    public static ContactId parse(String written) {
        int dot = written.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a contact id of the form p.word");
        }
        return new ContactId(Integer.parseInt(written.substring(0, dot)), written.substring(dot + 1));
    }
}
