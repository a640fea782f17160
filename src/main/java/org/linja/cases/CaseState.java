package org.linja.cases;

/// Where a case stands. Only forward, but that whoever has accepted it may pass it on; only a human closes (R28).
public enum CaseState {
    OPEN,
    ACCEPTED,
    CLOSED
}
