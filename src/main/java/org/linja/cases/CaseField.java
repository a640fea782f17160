package org.linja.cases;

/// What is noted in a case besides its state: what she chose in the menu, and what her counsellor noted. A closed list
/// of words and numbers, never free text.
public enum CaseField {
    /// Which service she asked for.
    SERVICE("service"),
    /// Where.
    MUNICIPALITY("municipality"),
    /// When she may be called: `now morning afternoon evening`.
    SAFE_TIME("safe-time"),
    /// Whether she may be written to.
    SMS_OK("sms-ok"),
    /// `yes` when it is about someone under 18, said or suspected (R31).
    CHILD("child"),
    /// Whether the child agreed: `yes` or `no` (R31).
    ASSENT("assent"),
    /// Whether a guardian knows, and may: `yes` or `no`. Nobody is told by the gateway (R31).
    GUARDIAN("guardian"),
    /// `yes` when whoever writes asks for someone else (R32).
    THIRD_PARTY("third-party"),
    /// `yes` when she agreed that the police be told (R29).
    CONSENT_POLICE("consent-police"),
    /// `yes` when she agreed that her need be passed on.
    CONSENT_REFER("consent-refer"),
    /// Who asked to act without her consent, her life being in danger (R29).
    OVERRIDE_BY("override-by"),
    /// The second person who agreed to that.
    OVERRIDE_SECOND("override-second"),
    /// `yes` when her duress word came (R08).
    DURESS("duress"),
    /// How many people on call were told that she wants to be called.
    CALL_ALERTS("call-alerts"),
    /// How often her phone was rung for this request.
    CALL_TRIES("call-tries"),
    /// The last moment for the one call that answers a missed call, milliseconds (R18).
    CALL_UNTIL("call-until"),
    /// How it ended.
    OUTCOME("outcome");

    private final String key;

    CaseField(String key) {
        this.key = key;
    }

    /// Its name in flows and in the store.
    public String key() {
        return key;
    }
}
