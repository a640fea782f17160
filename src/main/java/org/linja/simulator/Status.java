package org.linja.simulator;

/// The command_status values this SMSC uses (SMPP 3.4 §5.1.3, table 5-2), by the names of the specification.
final class Status {
    static final int OK = 0x00;
    static final int RINVMSGLEN = 0x01;
    static final int RINVCMDLEN = 0x02;
    static final int RINVCMDID = 0x03;
    static final int RINVBNDSTS = 0x04;
    static final int RALYBND = 0x05;
    static final int RSYSERR = 0x08;
    static final int RINVSRCADR = 0x0A;
    static final int RINVDSTADR = 0x0B;
    static final int RINVPASWD = 0x0E;
    static final int RINVSYSID = 0x0F;
    static final int RMSGQFUL = 0x14;
    static final int RINVSERTYP = 0x15;
    static final int RINVSYSTYP = 0x53;
    static final int RTHROTTLED = 0x58;
    static final int RINVSCHED = 0x61;
    static final int RINVEXPIRY = 0x62;
    static final int RX_T_APPN = 0x64;
    static final int RX_P_APPN = 0x65;
    static final int RINVOPTPARSTREAM = 0xC0;
    static final int ROPTPARNOTALLWD = 0xC1;

    private Status() {}

    /// Whether the same may be taken later.
    static boolean passing(int status) {
        return switch (status) {
            case RSYSERR, RMSGQFUL, RTHROTTLED, RX_T_APPN -> true;
            default -> false;
        };
    }
}
