package org.linja.smpp;

/// The numbers of SMPP 3.4 that this room reads and writes itself: command ids (§5.1.2.1), optional
/// parameters (§5.3.2), bits of esm_class (§5.2.12).
final class Pdu {
    static final int HEADER = 16;
    /// No PDU of SMPP 3.4 is longer than its 16-bit message_payload and what stands around it.
    static final int LONGEST = 70_000;

    static final int GENERIC_NACK = 0x80000000;
    static final int SUBMIT_SM = 0x00000004;
    static final int SUBMIT_SM_RESP = 0x80000004;
    static final int DELIVER_SM = 0x00000005;
    static final int DELIVER_SM_RESP = 0x80000005;
    static final int UNBIND = 0x00000006;
    static final int UNBIND_RESP = 0x80000006;
    static final int ENQUIRE_LINK = 0x00000015;
    static final int ENQUIRE_LINK_RESP = 0x80000015;
    static final int ALERT_NOTIFICATION = 0x00000102;
    static final int DATA_SM = 0x00000103;
    static final int DATA_SM_RESP = 0x80000103;
    static final int RESPONSE_BIT = 0x80000000;

    static final int ESM_UDHI = 0x40;
    /// A receipt of the SMSC in deliver_sm and data_sm.
    static final int ESM_RECEIPT = 0x04;
    /// An intermediate notification: not yet final.
    static final int ESM_INTERMEDIATE = 0x20;
    /// The bits that hold the message type.
    static final int ESM_TYPE = 0x3c;

    static final int RECEIPTED_MESSAGE_ID = 0x001e;
    static final int USER_MESSAGE_REFERENCE = 0x0204;
    static final int SAR_MSG_REF_NUM = 0x020c;
    static final int SAR_TOTAL_SEGMENTS = 0x020e;
    static final int SAR_SEGMENT_SEQNUM = 0x020f;
    static final int NETWORK_ERROR_CODE = 0x0423;
    static final int MESSAGE_PAYLOAD = 0x0424;
    static final int MESSAGE_STATE = 0x0427;
    static final int USSD_SERVICE_OP = 0x0501;
    static final int ITS_SESSION_INFO = 0x1383;

    private Pdu() {}

    /// The four octets at `at` as a number.
    static int word(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    /// Writes a number into the four octets at `at`.
    static void word(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /// A PDU that is a header only, or a header and one empty C-octet string.
    static byte[] small(int command, int status, int sequence, boolean emptyString) {
        byte[] pdu = new byte[emptyString ? HEADER + 1 : HEADER];
        word(pdu, 0, pdu.length);
        word(pdu, 4, command);
        word(pdu, 8, status);
        word(pdu, 12, sequence);
        return pdu;
    }
}
