package org.linja.smpp;

import java.util.List;
import org.linja.config.Doc;
import org.linja.text.PageLimit;

/// How one carrier speaks USSD over SMPP. The specification (SMPP 3.4 §5.3.2.43, §5.3.2.44) leaves most of it open, and
/// carriers use the room: each of these differs somewhere.
///
/// @param codes our USSD codes, such as `*123#`; empty: whatever is dialled
/// @param codeIn where a dialled code stands
/// @param session what names a session
/// @param sequence what becomes of the sequence number in `its_session_info`
/// @param steps whether that number changes with every step, so that a repeated one is known by it
/// @param serviceType `service_type` of what we send; what comes with it is USSD too
/// @param ops what the values of `ussd_service_op` mean
/// @param pdu in which PDU a page leaves
/// @param limit how much fits on a page
public record UssdProfile(
        List<String> codes,
        CodeIn codeIn,
        SessionBy session,
        Sequence sequence,
        boolean steps,
        String serviceType,
        Ops ops,
        PagePdu pdu,
        PageLimit limit) {
    private static final int LONGEST_SERVICE_TYPE = 5;

    /// Where a dialled code stands.
    public enum CodeIn {
        /// In the text: `*123*1#`.
        SHORT_MESSAGE,
        /// In destination_addr; the text is what was dialled behind it, or the same once more.
        DESTINATION
    }

    /// What names a session, always together with the number.
    public enum SessionBy {
        /// The first of these that comes.
        AUTO,
        /// The first octet of its_session_info.
        ITS_SESSION_INFO,
        /// user_message_reference.
        USER_MESSAGE_REFERENCE,
        /// Nothing: her number and the one she reached are the session.
        NOTHING
    }

    /// What becomes of the sequence number in the second octet of its_session_info.
    public enum Sequence {
        /// It goes back as it came.
        ECHO,
        /// One more goes back.
        NEXT
    }

    /// In which PDU a page leaves.
    public enum PagePdu {
        SUBMIT_SM,
        DATA_SM
    }

    /// The values of ussd_service_op, decimal. Those of SMPP 3.4 §5.3.2.44: 0 PSSD indication, 1 PSSR indication, 2
    /// USSR request, 3 USSN request, 16 PSSD response, 17 PSSR response, 18 USSR confirm, 19 USSN confirm, 32 to
    /// 255 the vendor's own.
    ///
    /// @param begin she has dialled
    /// @param reply she has answered a page
    /// @param abort she has hung up, or the network has
    /// @param timeout the network closed the session because nothing came
    /// @param menu ours: a page that awaits an answer
    /// @param end ours: the last page
    public record Ops(int begin, int reply, int abort, int timeout, int menu, int end) {}

    /// Reads the mapping `ussd` of a carrier.
    static UssdProfile read(Doc doc) {
        Doc ops = doc.at("ops");
        String serviceType = doc.at("service-type").string("USSD");
        if (serviceType.length() > LONGEST_SERVICE_TYPE) {
            doc.problems()
                    .add(
                            doc.at("service-type").place(),
                            "a service_type has at most " + LONGEST_SERVICE_TYPE + " characters (SMPP 3.4 §5.2.11)");
        }
        return new UssdProfile(
                doc.at("codes").list().stream().map(UssdProfile::code).toList(),
                doc.at("code-in").oneOf(CodeIn.class, CodeIn.SHORT_MESSAGE),
                doc.at("session").oneOf(SessionBy.class, SessionBy.AUTO),
                doc.at("sequence").oneOf(Sequence.class, Sequence.ECHO),
                doc.at("steps").yes(false),
                serviceType,
                new Ops(
                        op(ops.at("begin"), 1),
                        op(ops.at("reply"), 18),
                        op(ops.at("abort"), 129),
                        op(ops.at("timeout"), 130),
                        op(ops.at("menu"), 2),
                        op(ops.at("end"), 17)),
                doc.at("pdu").oneOf(PagePdu.class, PagePdu.SUBMIT_SM),
                new PageLimit(
                        doc.at("page").integer(PageLimit.FEWEST, PageLimit.MOST_SEPTETS, PageLimit.USUAL.units()),
                        doc.at("letters").oneOf(PageLimit.Letters.class, PageLimit.Letters.TRANSLITERATED)));
    }

    private static int op(Doc doc, int usual) {
        return doc.integer(0, 255, usual);
    }

    private static String code(Doc doc) {
        String code = doc.string().strip();
        if (!code.matches("[*][0-9*]+#")) {
            doc.problems().add(doc.place(), "a USSD code is written as it is dialled: '*123#'");
        }
        return code;
    }
}
