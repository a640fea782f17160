package org.linja.simulator;

/// How the simulated network speaks USSD; carriers differ in all of it.
///
/// @param codeInDestination the dialled code stands in destination_addr, and the text is what comes behind it;
///     otherwise the text is all that was dialled
/// @param session what names a session
/// @param serviceType with which its messages come
/// @param begin ussd_service_op of a dialling (SMPP 3.4 §5.3.2.44)
/// @param reply of an answer
/// @param abort when the handset hangs up
/// @param timeout when the network gives up
/// @param menu of a page that may be answered
/// @param end of the last page
/// @param closesByMark the lowest bit of its_session_info ends a session, whatever the operation (§5.3.2.43)
public record UssdStyle(
        boolean codeInDestination,
        SessionBy session,
        String serviceType,
        int begin,
        int reply,
        int abort,
        int timeout,
        int menu,
        int end,
        boolean closesByMark) {

    /// What names a session.
    public enum SessionBy {
        ITS_SESSION_INFO,
        USER_MESSAGE_REFERENCE,
        NOTHING
    }

    /// As the specification has it.
    public static final UssdStyle STANDARD =
            new UssdStyle(false, SessionBy.ITS_SESSION_INFO, "USSD", 1, 18, 129, 130, 2, 17, false);
}
