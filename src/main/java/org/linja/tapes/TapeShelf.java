package org.linja.tapes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linja.work.PrivateFiles;

/// Where sealed tapes are kept: one file each, readable by the server's user only.
///
/// A file is its sound in pieces of a mebibyte. Each is four bytes of length and the sealed piece, bound to the tape's
/// name, its place and the number of all: a piece that is missing, moved or from elsewhere does not open. The sound is
/// A-law (G.711), 8,000 octets a second.
public final class TapeShelf {
    private static final int PIECE = 1 << 20;
    private static final int LARGEST = 2 * PIECE;
    private static final String ENDING = ".tape";
    private static final String DRAFT = ".draft";

    private final Path folder;
    private final Vault vault;

    /// @param folder made when the first tape comes
    public TapeShelf(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    /// Keeps a copy of that sound; when it returns it is on the disk. Doing so twice keeps it once.
    public void put(Tape tape, Path sound) throws IOException {
        PrivateFiles.folder(folder);
        Path draft = folder.resolve(tape.name() + DRAFT);
        Files.deleteIfExists(draft);
        try (InputStream in = Files.newInputStream(sound);
                FileChannel channel = PrivateFiles.create(draft)) {
            long pieces = pieces(Files.size(sound));
            DataOutputStream data = new DataOutputStream(Channels.newOutputStream(channel));
            data.writeLong(pieces);
            for (long i = 0; i < pieces; i++) {
                byte[] sealed = vault.seal(in.readNBytes(PIECE), context(tape, i, pieces));
                data.writeInt(sealed.length);
                data.write(sealed);
            }
            data.flush();
            channel.force(true);
        }
        Files.move(draft, file(tape), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(folder);
    }

    private static long pieces(long size) {
        return (size + PIECE - 1) / PIECE;
    }

    private static String context(Tape tape, long piece, long pieces) {
        return "tape " + tape.name() + " " + piece + "/" + pieces;
    }

    /// Its sound; empty when there is no such tape (any more).
    ///
    /// @throws RuntimeException when it is damaged, or its key is not on the ring
    public Optional<byte[]> sound(Tape tape) throws IOException {
        Path file = file(tape);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long pieces = data.readLong();
            for (long i = 0; i < pieces; i++) {
                int length = data.readInt();
                if (length < 0 || length > LARGEST) {
                    throw new EOFException();
                }
                byte[] sealed = new byte[length];
                data.readFully(sealed);
                sound.writeBytes(vault.open(sealed, context(tape, i, pieces)));
            }
            return Optional.of(sound.toByteArray());
        } catch (EOFException cut) {
            throw new IOException("this tape is damaged: a piece of it is missing", cut);
        }
    }

    /// All tapes, oldest first.
    public List<Tape> tapes() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .flatMap(name -> Tape.named(name.substring(0, name.length() - ENDING.length())).stream())
                    .sorted(Comparator.comparing(Tape::begun).thenComparing(Tape::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a tape away.
    ///
    /// @return whether there was one
    public boolean remove(Tape tape) {
        try {
            return Files.deleteIfExists(file(tape));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Tape tape) {
        return folder.resolve(tape.name() + ENDING);
    }
}
