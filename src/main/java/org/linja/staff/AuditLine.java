package org.linja.staff;

import java.time.Instant;
import java.util.Optional;

/// One thing that a member of staff did: who, what, about which case, when. Holds no word and no number (R43).
///
/// @param at when
/// @param who the name of the person in the roster, `terminal` for commands at the server itself
/// @param act what
/// @param caseId the case's name inside, if it was about one
/// @param code its name for people at that time, or empty
public record AuditLine(Instant at, String who, Act act, Optional<String> caseId, String code) {

    /// What staff can do.
    public enum Act {
        ACCEPTED,
        DECLINED,
        ESCALATED,
        PASSED_ON,
        CLOSED,
        WROTE,
        HELD_BACK,
        ASKED_TO_CALL,
        CALLED,
        CHANGED_SAFE_CONTACT,
        AGREED_A_WORD,
        NOTED,
        RECORDED_CONSENT,
        BLOCKED,
        UNBLOCKED,
        REVEALED_NUMBER,
        HEARD_RECORDING,
        REMOVED_RECORDING,
        ASKED_OVERRIDE,
        GRANTED_OVERRIDE,
        ASKED_WHO,
        ON_BREAK,
        BACK,
        RELAY_ON,
        RELAY_OFF,
        READ,
        LISTED,
        ENROLLED,
        CONFIRMED
    }

    /// Someone at the server's own terminal.
    public static final String TERMINAL = "terminal";

    /// Something that is about no case.
    public static AuditLine of(Instant at, String who, Act act) {
        return new AuditLine(at, who, act, Optional.empty(), "");
    }

    @Override
    public String toString() {
        return "AuditLine[" + act + "]";
    }
}
