package org.linja.redis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.linja.ledger.Change;
import org.linja.staff.AuditLine;

/// The part of a commit's plan that is about what counsellors do: calls back that fall due, their desks, and the audit.
final class CounselPlan {
    private CounselPlan() {}

    /// @param place puts sealed bytes among the arguments and says where
    static void write(JsonGenerator plan, Change change, ToIntFunction<byte[]> place, Codec codec) throws IOException {
        List<Change.Due> calls = change.calls();
        if (!calls.isEmpty()) {
            plan.writeArrayFieldStart("calls");
            for (Change.Due due : calls) {
                if (due.at().isPresent()) {
                    plan.writeStartArray();
                    plan.writeString(due.caseId().word());
                    plan.writeNumber(due.at().get().toEpochMilli());
                    plan.writeEndArray();
                }
            }
            plan.writeEndArray();
            plan.writeArrayFieldStart("nocalls");
            for (Change.Due due : calls) {
                if (due.at().isEmpty()) {
                    plan.writeString(due.caseId().word());
                }
            }
            plan.writeEndArray();
        }
        if (!change.desks().isEmpty()) {
            plan.writeArrayFieldStart("desks");
            for (Change.DeskWrite desk : change.desks()) {
                plan.writeStartArray();
                plan.writeString(desk.name());
                plan.writeNumber(place.applyAsInt(codec.write(desk.state())));
                plan.writeEndArray();
            }
            plan.writeEndArray();
        }
        if (!change.audit().isEmpty()) {
            plan.writeArrayFieldStart("audit");
            for (AuditLine line : change.audit()) {
                plan.writeNumber(place.applyAsInt(codec.write(line)));
            }
            plan.writeEndArray();
        }
    }
}
