package org.linja.cases;

/// A case's name inside: its partition and a random word. People use the [Case#code].
///
/// @param partition the partition of the person it is about
/// @param word random, 16 characters of `[a-z2-7]`
public record CaseId(int partition, String word) {

    @Override
    public String toString() {
        return partition + "." + word;
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException when it is not of the form `p.word`
    public static CaseId parse(String written) {
        int dot = written.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a case id of the form p.word");
        }
        return new CaseId(Integer.parseInt(written.substring(0, dot)), written.substring(dot + 1));
    }
}
