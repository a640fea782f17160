package org.linja.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads and writes the fields of a PDU body (SMPP 3.4 §3.1).
final class Octets {
    private Octets() {}

    /// A field that cannot be taken; the PDU is answered with this command_status.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("command_status " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /// Takes field after field from a body.
    static final class Reader {
        private final byte[] body;
        private int next;

        Reader(byte[] body) {
            this.body = body;
        }

        /// A C-octet string of at most `size` octets, the final NUL among them.
        ///
        /// @param tooLong the status when no NUL comes in time
        String string(int size, int tooLong) throws Refused {
            int start = next;
            while (next < body.length && next - start < size) {
                if (body[next++] == 0) {
                    return new String(body, start, next - 1 - start, StandardCharsets.ISO_8859_1);
                }
            }
            throw new Refused(next == body.length ? Status.RINVCMDLEN : tooLong);
        }

        int octet() throws Refused {
            if (next >= body.length) {
                throw new Refused(Status.RINVCMDLEN);
            }
            return body[next++] & 0xff;
        }

        byte[] octets(int count, int missing) throws Refused {
            if (count > body.length - next) {
                throw new Refused(missing);
            }
            byte[] taken = java.util.Arrays.copyOfRange(body, next, next + count);
            next += count;
            return taken;
        }

        /// All that is left, as optional parameters (§5.3.1): tag, length, value.
        Map<Integer, byte[]> parameters() throws Refused {
            Map<Integer, byte[]> parameters = new LinkedHashMap<>();
            while (next < body.length) {
                byte[] head = octets(4, Status.RINVOPTPARSTREAM);
                int tag = (head[0] & 0xff) << 8 | head[1] & 0xff;
                int length = (head[2] & 0xff) << 8 | head[3] & 0xff;
                parameters.put(tag, octets(length, Status.RINVOPTPARSTREAM));
            }
            return parameters;
        }
    }

    /// Puts field after field into a body.
    static final class Writer {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(128);

        Writer string(String value) {
            body.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
            body.write(0);
            return this;
        }

        Writer octet(int value) {
            body.write(value);
            return this;
        }

        Writer octets(byte[] value) {
            body.writeBytes(value);
            return this;
        }

        Writer parameters(Map<Integer, byte[]> parameters) {
            parameters.forEach((tag, value) -> {
                octet(tag >> 8).octet(tag).octet(value.length >> 8).octet(value.length);
                octets(value);
            });
            return this;
        }

        byte[] body() {
            return body.toByteArray();
        }
    }
}
