package org.linja.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;

/// Cuts the stream of one line into PDUs and shows each to its owner in the reading thread; only what the
/// owner leaves (bind and unbind responses, unknown requests) goes on to jSMPP and its pool of threads. So a
/// response never waits behind a `deliver_sm`, and no queue has to be sized.
///
/// What has been read stays in its buffer, so a read that times out in the middle of a PDU loses nothing; and
/// no length is believed before it is checked.
final class PduStream implements PDUReader {
    private static final int BUFFER = 1 << 17;

    private final Owner owner;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private byte[] left = new byte[0];

    /// Whose PDUs these are. All is called in the reading thread.
    interface Owner {
        /// Takes a PDU, or leaves it to jSMPP.
        ///
        /// @param pdu the whole PDU, the owner's to keep
        boolean take(int command, int status, int sequence, byte[] pdu) throws IOException;

        /// All that had arrived has been shown; reading may now wait.
        void drained();

        /// Nothing more will come. Told once.
        void ended(Throwable why);
    }

    /// Why reading ended, in words that hold no data.
    static final class Lost extends IOException {
        private final String reason;

        Lost(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    PduStream(Owner owner) {
        this.owner = owner;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException, InvalidCommandLengthException {
        try {
            while (true) {
                while (end - start >= Pdu.HEADER && end - start >= length()) {
                    byte[] pdu = Arrays.copyOfRange(buffer, start, start + length());
                    start += pdu.length;
                    Command header = header(pdu);
                    if (!owner.take(
                            header.getCommandId(), header.getCommandStatus(), header.getSequenceNumber(), pdu)) {
                        left = pdu;
                        return header;
                    }
                }
                owner.drained();
                fill(in);
            }
        } catch (IOException | RuntimeException | Error e) {
            owner.ended(e);
            throw e;
        }
    }

    private int length() throws IOException {
        int length = Pdu.word(buffer, start);
        if (length < Pdu.HEADER || length > Pdu.LONGEST) {
            throw new Lost(
                    "this is not SMPP, or the stream has lost its frame: a PDU of " + length + " octets was announced");
        }
        return length;
    }

    private void fill(DataInputStream in) throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (buffer.length - end < Pdu.LONGEST) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new Lost("the network closed the line");
        }
        end += read;
    }

    private static Command header(byte[] pdu) {
        Command header = new Command();
        header.setCommandLength(pdu.length);
        header.setCommandId(Pdu.word(pdu, 4));
        header.setCommandStatus(Pdu.word(pdu, 8));
        header.setSequenceNumber(Pdu.word(pdu, 12));
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) {
        return left;
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int command, int status, int sequence) {
        return left;
    }
}
