package org.linja.cases;

import java.time.Instant;

/// One line in a case's record.
///
/// @param at when
/// @param what what happened
/// @param who her, a counsellor's name, or the gateway
/// @param words what she wrote, the bytes nobody could read as hexadecimal digits, or empty
public record CaseEntry(Instant at, What what, String who, String words) {

    /// What can happen to a case.
    public enum What {
        OPENED,
        WROTE,
        SAID,
        UNREADABLE,
        ALERTED,
        ACCEPTED,
        DECLINED,
        CLOSED,
        TOLD,
        NOT_TOLD,
        LEFT_QUIETLY,
        DELIVERY,
        ESCALATED,
        PASSED_ON,
        NOTED,
        SAFE_CONTACT,
        AGREED_WORD,
        DURESS,
        LOOSE_STOP,
        MISSED_CALL,
        CALL_DUE,
        CALLED,
        OVERRIDE,
        TALKED,
        HUNG_UP,
        NOT_REACHED,
        NOT_RUNG,
        AGREED_TO_RECORDING,
        RECORDING_WITHDRAWN
    }

    /// Her own hand.
    public static final String HER = "her";

    /// The gateway itself.
    public static final String LINJA = "linja";

    @Override
    public String toString() {
        return "CaseEntry[" + what + "]";
    }
}
