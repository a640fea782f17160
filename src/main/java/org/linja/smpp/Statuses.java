package org.linja.smpp;

import java.time.Duration;
import java.util.Locale;
import org.jsmpp.SMPPConstant;
import org.linja.outbox.SendResult;
import org.linja.outbox.SendResult.Fault;

/// What a command_status means for a message (SMPP 3.4 §5.1.3).
final class Statuses {
    static final int OK = SMPPConstant.STAT_ESME_ROK;
    static final int TRY_LATER = SMPPConstant.STAT_ESME_RX_T_APPN;
    static final int THROTTLED = SMPPConstant.STAT_ESME_RTHROTTLED;
    static final int REFUSED = SMPPConstant.STAT_ESME_RX_R_APPN;
    static final int UNREADABLE = SMPPConstant.STAT_ESME_RINVCMDLEN;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    private Statuses() {}

    /// Whether the network asks for patience: the same segment goes again, before anything younger.
    static boolean throttled(int status) {
        return status == SMPPConstant.STAT_ESME_RTHROTTLED || status == SMPPConstant.STAT_ESME_RMSGQFUL;
    }

    /// The outcome of a segment that was answered with `status`, which is neither OK nor [#throttled].
    ///
    /// A code that SMPP does not know belongs to the vendor. It is tried again: for a call for help, once too
    /// often is better than never, and the outbox counts the tries.
    static SendResult failure(int status) {
        String why = "the network answered " + name(status);
        return switch (status) {
            case SMPPConstant.STAT_ESME_RINVDSTADR,
                    SMPPConstant.STAT_ESME_RINVDSTTON,
                    SMPPConstant.STAT_ESME_RINVDSTNPI,
                    SMPPConstant.STAT_ESME_RINVNUMDESTS -> new SendResult.Refused(why, Fault.NUMBER);
            case SMPPConstant.STAT_ESME_RINVMSGLEN,
                    SMPPConstant.STAT_ESME_RINVCMDLEN,
                    SMPPConstant.STAT_ESME_RINVCMDID,
                    SMPPConstant.STAT_ESME_RINVPRTFLG,
                    SMPPConstant.STAT_ESME_RINVREGDLVFLG,
                    SMPPConstant.STAT_ESME_RINVSRCADR,
                    SMPPConstant.STAT_ESME_RINVSERTYP,
                    SMPPConstant.STAT_ESME_RINVESMCLASS,
                    SMPPConstant.STAT_ESME_RINVSRCTON,
                    SMPPConstant.STAT_ESME_RINVSRCNPI,
                    SMPPConstant.STAT_ESME_RINVREPFLAG,
                    SMPPConstant.STAT_ESME_RINVNUMMSGS,
                    SMPPConstant.STAT_ESME_RINVSCHED,
                    SMPPConstant.STAT_ESME_RINVEXPIRY,
                    SMPPConstant.STAT_ESME_RINVDFTMSGID,
                    SMPPConstant.STAT_ESME_RINVTLVSTREAM,
                    SMPPConstant.STAT_ESME_RTLVNOTALLWD,
                    SMPPConstant.STAT_ESME_RINVTLVLEN,
                    SMPPConstant.STAT_ESME_RMISSINGTLV,
                    SMPPConstant.STAT_ESME_RINVTLVVAL,
                    SMPPConstant.STAT_ESME_RINVDCS -> new SendResult.Refused(why, Fault.OURS);
            case SMPPConstant.STAT_ESME_RX_P_APPN,
                    SMPPConstant.STAT_ESME_RX_R_APPN,
                    SMPPConstant.STAT_ESME_RDELIVERYFAILURE,
                    SMPPConstant.STAT_ESME_RSERTYPUNAUTH,
                    SMPPConstant.STAT_ESME_RPROHIBITED,
                    SMPPConstant.STAT_ESME_RSERTYPDENIED -> new SendResult.Refused(why, Fault.THEIRS);
            case SMPPConstant.STAT_ESME_RINVBNDSTS, SMPPConstant.STAT_ESME_RSYSERR, SMPPConstant.STAT_ESME_RX_T_APPN ->
                new SendResult.Retry(SOON, why);
            default -> new SendResult.Retry(LATER, why);
        };
    }

    /// The code as people look it up: `0x0B`.
    static String name(int status) {
        return String.format(Locale.ROOT, "command_status 0x%02X", status);
    }
}
