package org.linja.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.linja.work.PrivateFiles;

/// One file of the spool: records are added at its end and never changed.
///
/// A record is its length (four bytes, big end first; what follows the check), a CRC-32C of what follows (four bytes),
/// one byte that says what it is, and the sealed bytes. A record counts when it is whole and its check is right; a torn
/// one at the end was never acknowledged.
final class SpoolFile {
    /// A message of hers.
    static final byte MESSAGE = 1;

    /// The id of a message whose answer has left already.
    static final byte CONFIRMED = 2;

    private static final int HEAD = 8;
    private static final int MOST_IN_RECORD = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final Object disk = new Object();
    private long end;
    private long onDisk;
    private boolean broken;

    private SpoolFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes a new file; its name is on disk when this returns.
    static SpoolFile create(Path folder, String name) throws IOException {
        Path path = folder.resolve(name);
        FileChannel channel = PrivateFiles.create(path);
        try {
            PrivateFiles.syncFolder(folder);
            return new SpoolFile(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// How many bytes a record with that much in it takes.
    static int size(byte[] sealed) {
        return HEAD + 1 + sealed.length;
    }

    Path path() {
        return path;
    }

    /// Adds a record; not yet on disk.
    ///
    /// @return for [#sync]
    synchronized long append(byte kind, byte[] sealed) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(size(sealed));
        record.putInt(1 + sealed.length).putInt(0).put(kind).put(sealed);
        record.putInt(4, check(record.array(), HEAD, 1 + sealed.length)).flip();
        try {
            for (long at = end; record.hasRemaining(); ) {
                at += channel.write(record, at);
            }
        } catch (IOException e) {
            cut(e);
            throw e;
        }
        end += record.limit();
        return end;
    }

    /// Half a record must not stand before the next one.
    private void cut(IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
            broken = true;
        }
    }

    /// Brings everything up to there to the disk; callers that come while this is going on share the next time.
    void sync(long upTo) throws IOException {
        synchronized (disk) {
            if (onDisk >= upTo) {
                return;
            }
            long reached = size();
            try {
                channel.force(false);
            } catch (IOException e) {
                spoil();
                throw e;
            }
            onDisk = reached;
        }
    }

    synchronized long size() {
        return end;
    }

    /// After a failed fsync nobody knows what the disk has: nothing more is added.
    private synchronized void spoil() {
        broken = true;
    }

    synchronized boolean usable() {
        return !broken;
    }

    /// Brings the rest to the disk; nothing is added afterwards.
    void close() throws IOException {
        try (channel) {
            sync(size());
        }
    }

    /// @param kind [#MESSAGE] or [#CONFIRMED]
    record Entry(byte kind, byte[] sealed) {}

    /// @param entries those that are whole, in their order
    /// @param damaged whether something in the middle could not be read: more than a torn end
    record Content(List<Entry> entries, boolean damaged) {}

    /// Reads a file, also one that a crash or a full disk has left behind.
    static Content read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        List<Entry> entries = new ArrayList<>();
        boolean damaged = false;
        while (file.remaining() >= HEAD) {
            int length = file.getInt();
            int check = file.getInt();
            if (length < 1 || length > MOST_IN_RECORD) {
                return new Content(entries, damaged || !zeros(bytes, file.position() - HEAD));
            }
            if (length > file.remaining()) {
                return new Content(entries, damaged);
            }
            int start = file.position();
            file.position(start + length);
            if (check(bytes, start, length) == check) {
                byte[] sealed = new byte[length - 1];
                System.arraycopy(bytes, start + 1, sealed, 0, sealed.length);
                entries.add(new Entry(bytes[start], sealed));
            } else {
                damaged |= file.hasRemaining() && !zeros(bytes, file.position());
            }
        }
        return new Content(entries, damaged);
    }

    /// A file system may have made room for what was never written.
    private static boolean zeros(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int check(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
