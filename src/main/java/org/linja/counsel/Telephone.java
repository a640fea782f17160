package org.linja.counsel;

import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.staff.Counsellor;

/// What places calls back. Owned here, implemented by the edge that has a telephone line; a server without one has
/// none, and tells counsellors so.
public interface Telephone {

    /// One call: the counsellor's phone rings first; when she has pressed 1, hers rings, under a number of the
    /// hotline's or none. Nothing is ever left on a voicemail (R16).
    ///
    /// @param caseId which case
    /// @param code as the counsellor hears it
    /// @param counsellor whose phone rings first
    /// @param her whose phone rings then
    /// @param rules what her phone shows, and what is said when someone else answers
    record Order(CaseId caseId, String code, Counsellor counsellor, Msisdn her, SafeContact.Calls rules) {
        /// On the telephone that she named, or else on hers. Another number of a third party's is nobody to
        /// seek out (R32); it cannot be recorded either.
        static Order of(Case record, Counsellor who, Msisdn hers, SafeContact.Calls rules) {
            return new Order(record.id(), record.code(), who, rules.number().orElse(hers), rules);
        }

        @Override
        public String toString() {
            return "Order[" + code + "]";
        }
    }

    /// Places the call. Returns at once; what becomes of it goes to the case's record by whoever carries it.
    ///
    /// @return whether the line took it
    boolean connect(Order order);
}
