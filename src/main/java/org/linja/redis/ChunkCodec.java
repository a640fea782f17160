package org.linja.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;

/// Some hundred recipients of a broadcast as one sealed blob: sealing each alone would cost more than sending to her.
final class ChunkCodec {
    private static final String CONTEXT = "run-chunk";

    private final Seal seal;

    ChunkCodec(Seal seal) {
        this.seal = seal;
    }

    byte[] write(List<Recipient> people) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(people.size() * 48);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(people.isEmpty() ? "" : people.getFirst().carrier());
            out.writeShort(people.size());
            for (Recipient one : people) {
                out.writeLong(Long.parseLong(one.number().digits()));
                out.writeUTF(one.fingerprint().text());
                out.writeByte(one.language().ordinal());
                out.writeUTF(one.municipality());
            }
        } catch (IOException e) {
            throw new IllegalStateException("a chunk in memory could not be written", e);
        }
        return seal.seal(bytes.toByteArray(), CONTEXT);
    }

    List<Recipient> read(byte[] sealed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(seal.open(sealed, CONTEXT)))) {
            String carrier = in.readUTF();
            int size = in.readUnsignedShort();
            List<Recipient> people = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                people.add(new Recipient(
                        new Msisdn(Long.toString(in.readLong())),
                        new Fingerprint(in.readUTF()),
                        Language.values()[in.readByte()],
                        carrier,
                        in.readUTF()));
            }
            return people;
        } catch (IOException e) {
            throw new KeyringBroken("a stored chunk of recipients is not what it should be");
        }
    }
}
