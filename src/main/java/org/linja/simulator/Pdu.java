package org.linja.simulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// One SMPP protocol data unit: a header of 16 octets and a body (SMPP 3.4 §3.2). Its [#toString] hides the body.
///
/// @param command the command_id (§5.1.2.1)
/// @param status the command_status (§5.1.3); 0 in a request
/// @param sequence pairs a response with its request (§5.1.4)
/// @param body mandatory fields, then optional ones
record Pdu(int command, int status, int sequence, byte[] body) {
    static final int HEADER = 16;
    static final int LIMIT = 64 * 1024;

    static final int GENERIC_NACK = 0x8000_0000;
    static final int BIND_RECEIVER = 0x01;
    static final int BIND_TRANSMITTER = 0x02;
    static final int SUBMIT_SM = 0x04;
    static final int DELIVER_SM = 0x05;
    static final int UNBIND = 0x06;
    static final int BIND_TRANSCEIVER = 0x09;
    static final int ENQUIRE_LINK = 0x15;
    static final int DATA_SM = 0x103;
    private static final int RESPONSE = 0x8000_0000;
    private static final byte[] NOTHING = {};

    /// The other side does not keep to the protocol: its stream can no longer be read.
    static final class OutOfStep extends IOException {
        private static final long serialVersionUID = 1L;
        private final int sequence;

        OutOfStep(int sequence) {
            super("command_length is below " + HEADER + " or above " + LIMIT);
            this.sequence = sequence;
        }

        int sequence() {
            return sequence;
        }
    }

    static Pdu request(int command, int sequence, byte[] body) {
        return new Pdu(command, Status.OK, sequence, body);
    }

    boolean isResponse() {
        return (command & RESPONSE) != 0;
    }

    Pdu answer(byte[] body) {
        return new Pdu(command | RESPONSE, Status.OK, sequence, body);
    }

    Pdu answer(int status) {
        return new Pdu(command | RESPONSE, status, sequence, NOTHING);
    }

    Pdu nack(int status) {
        return new Pdu(GENERIC_NACK, status, sequence, NOTHING);
    }

    /// Waits for one whole PDU.
    ///
    /// @throws OutOfStep when the length cannot be right: nothing after it can be read
    /// @throws java.io.EOFException when the other side has closed
    static Pdu read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < HEADER || length > LIMIT) {
            throw new OutOfStep(sequenceAfter(in));
        }
        int command = in.readInt();
        int status = in.readInt();
        int sequence = in.readInt();
        byte[] body = new byte[length - HEADER];
        in.readFully(body);
        return new Pdu(command, status, sequence, body);
    }

    /// The sequence number of a PDU of impossible length, when the rest of its header is there, else 0 (§4.3.1).
    private static int sequenceAfter(DataInputStream in) throws IOException {
        if (in.available() < HEADER - 4) {
            return 0;
        }
        in.skipNBytes(8);
        return in.readInt();
    }

    void write(OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(HEADER + body.length)
                .putInt(HEADER + body.length)
                .putInt(command)
                .putInt(status)
                .putInt(sequence)
                .put(body)
                .array());
    }

    @Override
    public String toString() {
        return "Pdu[%08x, status %d, sequence %d, %d octets]".formatted(command, status, sequence, body.length);
    }
}
