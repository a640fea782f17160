package org.linja.cases;

import java.util.Arrays;
import java.util.Optional;

/// What a case is about. Only [#SOS] climbs the ladder at once.
public enum CaseKind {
    /// A cry for help.
    SOS("sos"),
    /// She asked to be called.
    CALLBACK("callback"),
    /// She agreed that her request be passed on.
    REFERRAL("referral"),
    /// She called and waits, or waited, for a counsellor. A call rings by itself; the ladder of alerts is for SOS.
    CALL("call"),
    /// Something came that no table could read; a human looks at the bytes.
    UNREADABLE("unreadable");

    private final String word;

    CaseKind(String word) {
        this.word = word;
    }

    /// The word in flows, keys and lists.
    public String word() {
        return word;
    }

    /// Whether a counsellor is alerted now, and the next one if she does not answer.
    public boolean urgent() {
        return this == SOS;
    }

    /// @return the kind of that word, or empty
    public static Optional<CaseKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }
}
