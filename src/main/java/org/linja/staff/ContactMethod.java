package org.linja.staff;

/// How a counsellor can be alerted.
public enum ContactMethod {
    SMS,
    CALL
}
