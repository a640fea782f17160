package org.linja.escalation;

import java.util.ArrayList;
import java.util.List;
import org.linja.cases.Case;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.Counsellor;

/// One case on its way up one rung, within one tick: its plan, and what the limits made of it.
final class Step {
    private final Versioned<Case> due;
    private final Plan plan;
    private final List<Counsellor> told;
    private final List<Counsellor> alone = new ArrayList<>();
    private final List<Counsellor> alarmed = new ArrayList<>();

    Step(Versioned<Case> due, Plan plan) {
        this.due = due;
        this.plan = plan;
        this.told = new ArrayList<>(plan.asked());
    }

    Versioned<Case> due() {
        return due;
    }

    Case record() {
        return due.value();
    }

    Plan plan() {
        return plan;
    }

    /// Who is told, by an alert or a digest.
    List<Counsellor> told() {
        return told;
    }

    /// Who is told by an alert of its own.
    List<Counsellor> alone() {
        return alone;
    }

    /// Which coordinators hear that the ladder failed.
    List<Counsellor> alarmed() {
        return alarmed;
    }

    /// Whether the coordinators must hear of it: nobody has accepted, or nobody is there to be asked first.
    boolean alarming() {
        return plan.roundOver()
                || plan.nobodyOnCall() && record().climb().told().isEmpty();
    }

    void alert(Counsellor who) {
        if (!told.contains(who)) {
            told.add(who);
        }
        alone.add(who);
    }
}
