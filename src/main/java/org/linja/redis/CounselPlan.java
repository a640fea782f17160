package org.linja.redis;

import java.util.function.ToIntFunction;
import org.linja.ledger.Change;
import org.linja.staff.AuditLine;

/// The part of a commit's plan that is about what counsellors do: calls back that fall due, their desks, and the audit.
/// What a change does not hold is left out.
final class CounselPlan {
    private CounselPlan() {}

    /// @param place puts sealed bytes among the arguments and says where
    static void write(Packed plan, Change change, ToIntFunction<byte[]> place, Codec codec) {
        if (!change.calls().isEmpty()) {
            plan.name("calls").list();
            for (Change.Due due : change.calls()) {
                due.at()
                        .ifPresent(at -> plan.list()
                                .text(due.caseId().word())
                                .number(at.toEpochMilli())
                                .end());
            }
            plan.end();
            plan.name("nocalls").list();
            for (Change.Due due : change.calls()) {
                if (due.at().isEmpty()) {
                    plan.text(due.caseId().word());
                }
            }
            plan.end();
        }
        if (!change.desks().isEmpty()) {
            plan.name("desks").list();
            for (Change.DeskWrite desk : change.desks()) {
                plan.list()
                        .text(desk.name())
                        .number(place.applyAsInt(codec.write(desk.state())))
                        .end();
            }
            plan.end();
        }
        if (!change.audit().isEmpty()) {
            plan.name("audit").list();
            for (AuditLine line : change.audit()) {
                plan.number(place.applyAsInt(codec.write(line)));
            }
            plan.end();
        }
    }
}
