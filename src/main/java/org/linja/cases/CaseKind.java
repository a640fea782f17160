package org.linja.cases;

import java.util.Arrays;
import java.util.Optional;

/// What a case is about. Those that are [#urgent] climb the ladder at once.
public enum CaseKind {
    /// A cry for help.
    SOS("sos"),
    /// She asked to be called.
    CALLBACK("callback"),
    /// She agreed that her request be passed on.
    REFERRAL("referral"),
    /// Someone under 18 asks for help, or it is asked for her (R31).
    CHILD("child"),
    /// Someone asks for another person: he is told what he can tell her, and she is never sought out (R32).
    THIRD_PARTY("third-party"),
    /// A missed call to a number that nobody is told to ring: a silent note (R18).
    MISSED_CALL("missed-call"),
    /// A human should look at it, at leisure: she asked in her own words not to be written to (O5).
    CHECK("check"),
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
        return this == SOS || this == CHILD;
    }

    /// @return the kind of that word, or empty
    public static Optional<CaseKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }
}
