package org.linja.counsel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.linja.config.Doc;

/// What staff must report to the authorities, whatever she wishes: the law of the place, as a lawyer has read it (R30).
/// Nothing is ever reported by the gateway; what must be is told to the counsellor, who says it before asking.
///
/// @param children whether a child in danger must be reported; taken for granted until somebody has looked
/// @param reviewedBy who has looked at it
/// @param reviewedOn when
public record Reporting(boolean children, String reviewedBy, Optional<LocalDate> reviewedOn) {

    /// Reads the `reporting` mapping.
    ///
    /// @param production whether nobody may be served before a lawyer has looked
    public static Reporting read(Doc doc, boolean production) {
        Doc on = doc.at("reviewed-on");
        Optional<LocalDate> date = on.present() ? date(on) : Optional.empty();
        Reporting read = new Reporting(
                doc.at("children").yes(true), doc.at("reviewed-by").string(""), date);
        if (production && (read.reviewedBy().isBlank() || !on.present())) {
            doc.problems()
                    .add(
                            doc.place(),
                            "production needs to know what must be reported by law, looked at by a lawyer (R30): add"
                                    + "  reporting: { children: yes, reviewed-by: NAME, reviewed-on: 2027-01-15 }");
        }
        return read;
    }

    private static Optional<LocalDate> date(Doc doc) {
        try {
            return Optional.of(LocalDate.parse(doc.string()));
        } catch (DateTimeException wrong) {
            doc.problems().add(doc.place(), "this is no date; write it as 2027-01-15");
            return Optional.empty();
        }
    }
}
