package org.linja.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.work.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to use a data folder: at most one process has it, and loses it when it ends, however it ends.
///
/// @param folder its real path
record FolderLock(Path folder, FileChannel channel) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final String NAME = "lock";
    // Opening the file a second time in one process, and closing that, would give up the first one's lock (POSIX).
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /// Takes the folder, making it when it is missing.
    ///
    /// @throws EmbeddedRedisFailed when another server has it
    static FolderLock take(Path folder) {
        try {
            PrivateFiles.folder(folder);
            Path home = folder.toRealPath();
            if (!HELD_HERE.add(home)) {
                throw inUse(home, "");
            }
            try {
                return lock(home);
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(home);
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedRedisFailed(
                    "the data folder " + folder + " cannot be used: check its owner, permissions and free space", e);
        }
    }

    private static FolderLock lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(home, holder(home));
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(home, channel);
    }

    private static EmbeddedRedisFailed inUse(Path home, String by) {
        return new EmbeddedRedisFailed("the data folder " + home + " is in use by another server" + by
                + ": stop that one, or give this one a data folder of its own");
    }

    private static String holder(Path folder) {
        try {
            String pid = Files.readString(folder.resolve(NAME)).strip();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /// Gives the folder free. The file stays: removing it would let two others lock two different files.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} could not be closed; it ends with this process", folder);
        }
        HELD_HERE.remove(folder);
    }
}
