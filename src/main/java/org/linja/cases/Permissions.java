package org.linja.cases;

/// What may be done in a case, and what not: R29 to R32 as one pure table.
///
/// @param toldToPolice the police may be told: with her consent, or when her life is in danger and a second person has
///     agreed (R29)
/// @param passedOn her need may be passed on to another organisation: with her consent (R46)
/// @param calledElsewhere she may be called on another number than the one that wrote: never in a third party's case,
///     for that would be seeking out the person he spoke of (R32)
/// @param childTrained whoever is trained to talk with children comes first (R31)
public record Permissions(boolean toldToPolice, boolean passedOn, boolean calledElsewhere, boolean childTrained) {

    /// Of that case, now.
    public static Permissions of(Case record) {
        boolean overridden = record.field(CaseField.OVERRIDE_SECOND).isPresent();
        boolean thirdParty = record.thirdParty();
        return new Permissions(
                record.has(CaseField.CONSENT_POLICE) || overridden,
                record.kind() == CaseKind.REFERRAL || record.has(CaseField.CONSENT_REFER),
                !thirdParty,
                record.child());
    }

    /// Whether a case may end so.
    public boolean allows(Outcome outcome) {
        return switch (outcome) {
            case POLICE -> toldToPolice;
            case REFERRED -> passedOn;
            case HELPED, UNREACHED, NO_NEED -> true;
        };
    }
}
