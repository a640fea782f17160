package org.linja.simulator;

import java.util.Map;

/// All that submit_sm, data_sm and deliver_sm carry (SMPP 3.4 §4.4.1, §4.7.1, §4.6.1), kept as it came so that a test
/// can look at it. Its [#toString] shows neither numbers nor text.
///
/// @param serviceType empty for the default (§5.2.11)
/// @param source who sent it; empty when the SMSC shall put its own
/// @param destination who is to get it
/// @param esmClass mode, type and features; 0x40 says that content starts with a user data header (§5.2.12)
/// @param protocolId as GSM 03.40 TP-PID (§5.2.13)
/// @param priority 0 to 3 (§5.2.14)
/// @param schedule when to deliver first, empty for at once (§5.2.15)
/// @param validity when to give up, empty for the SMSC's default (§5.2.16)
/// @param registered which receipts are asked for (§5.2.17)
/// @param replace whether it replaces one still waiting (§5.2.18)
/// @param dataCoding how to read the content (§5.2.19)
/// @param content short_message, or message_payload when that was used
/// @param parameters the optional parameters by tag
public record ShortMessage(
        String serviceType,
        Address source,
        Address destination,
        int esmClass,
        int protocolId,
        int priority,
        String schedule,
        String validity,
        int registered,
        int replace,
        int dataCoding,
        byte[] content,
        Map<Integer, byte[]> parameters) {

    static final int UDHI = 0x40;
    static final int RECEIPT = 0x04;
    static final int RECEIPTED_MESSAGE_ID = 0x001E;
    static final int SAR_REFERENCE = 0x020C;
    static final int SAR_TOTAL = 0x020E;
    static final int SAR_NUMBER = 0x020F;
    static final int MESSAGE_PAYLOAD = 0x0424;
    static final int MESSAGE_STATE = 0x0427;
    private static final int LONGEST = 254;

    /// An address of the network.
    ///
    /// @param ton type of number: 1 international, 5 alphanumeric (§5.2.5)
    /// @param npi numbering plan: 1 E.164 (§5.2.6)
    /// @param digits digits, or letters with ton 5
    public record Address(int ton, int npi, String digits) {
        @Override
        public String toString() {
            return "Address[" + ton + ", " + npi + ", " + digits.length() + " characters]";
        }
    }

    /// A message with only what it needs.
    static ShortMessage of(
            Address source, Address destination, int esmClass, int coding, byte[] content, Map<Integer, byte[]> more) {
        return new ShortMessage("", source, destination, esmClass, 0, 0, "", "", 0, 0, coding, content, more);
    }

    /// Reads submit_sm or deliver_sm: both have the same fields.
    ///
    /// @throws Octets.Refused with the status that says which field is wrong
    static ShortMessage read(byte[] body) throws Octets.Refused {
        var in = new Octets.Reader(body);
        String serviceType = in.string(6, Status.RINVSERTYP);
        Address source = address(in, 21, Status.RINVSRCADR);
        Address destination = address(in, 21, Status.RINVDSTADR);
        int esmClass = in.octet();
        int protocolId = in.octet();
        int priority = in.octet();
        String schedule = in.string(17, Status.RINVSCHED);
        String validity = in.string(17, Status.RINVEXPIRY);
        int registered = in.octet();
        int replace = in.octet();
        int dataCoding = in.octet();
        in.octet();
        int length = in.octet();
        if (length > LONGEST) {
            throw new Octets.Refused(Status.RINVMSGLEN);
        }
        byte[] content = in.octets(length, Status.RINVMSGLEN);
        Map<Integer, byte[]> parameters = in.parameters();
        byte[] payload = parameters.get(MESSAGE_PAYLOAD);
        if (payload != null && length > 0) {
            throw new Octets.Refused(Status.ROPTPARNOTALLWD);
        }
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                protocolId,
                priority,
                schedule,
                validity,
                registered,
                replace,
                dataCoding,
                payload == null ? content : payload,
                parameters);
    }

    /// Reads data_sm: longer addresses, and the text always in message_payload.
    static ShortMessage readData(byte[] body) throws Octets.Refused {
        var in = new Octets.Reader(body);
        String serviceType = in.string(6, Status.RINVSERTYP);
        Address source = address(in, 65, Status.RINVSRCADR);
        Address destination = address(in, 65, Status.RINVDSTADR);
        int esmClass = in.octet();
        int registered = in.octet();
        int dataCoding = in.octet();
        Map<Integer, byte[]> parameters = in.parameters();
        byte[] content = parameters.getOrDefault(MESSAGE_PAYLOAD, new byte[0]);
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                0,
                0,
                "",
                "",
                registered,
                0,
                dataCoding,
                content,
                parameters);
    }

    /// The body of submit_sm or deliver_sm; content of more than 254 octets goes into message_payload.
    byte[] body() {
        boolean payload = content.length > LONGEST;
        var out = new Octets.Writer()
                .string(serviceType)
                .octet(source.ton())
                .octet(source.npi())
                .string(source.digits())
                .octet(destination.ton())
                .octet(destination.npi())
                .string(destination.digits())
                .octet(esmClass)
                .octet(protocolId)
                .octet(priority)
                .string(schedule)
                .string(validity)
                .octet(registered)
                .octet(replace)
                .octet(dataCoding)
                .octet(0)
                .octet(payload ? 0 : content.length)
                .octets(payload ? new byte[0] : content)
                .parameters(parameters);
        return payload ? out.parameters(Map.of(MESSAGE_PAYLOAD, content)).body() : out.body();
    }

    /// Whether it is a delivery receipt (§5.2.12, bits 5 to 2).
    boolean isReceipt() {
        return (esmClass & 0x3c) == RECEIPT;
    }

    @Override
    public String toString() {
        return "ShortMessage[" + content.length + " octets, data_coding " + dataCoding + "]";
    }

    private static Address address(Octets.Reader in, int size, int tooLong) throws Octets.Refused {
        int ton = in.octet();
        int npi = in.octet();
        return new Address(ton, npi, in.string(size, tooLong));
    }
}
