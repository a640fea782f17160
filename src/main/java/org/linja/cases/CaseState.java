package org.linja.cases;

/// Where a case stands. Only forward; only a human closes (R28).
public enum CaseState {
    OPEN,
    ACCEPTED,
    CLOSED
}
