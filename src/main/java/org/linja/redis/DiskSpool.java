package org.linja.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linja.dialog.Inbound;
import org.linja.dialog.Spool;
import org.linja.dialog.SpoolFailed;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spool on this machine's disk: a folder of files to which records are only ever added, sealed with the vault's
/// keys, on disk (fsync) before [#keep] returns, readable by their owner only (R24, R25).
///
/// A file is removed after all in it is in the store. What cannot be read is never removed: a file of which a part is
/// damaged is renamed to `….damaged` after the rest of it was replayed, and one that another key has sealed stays for
/// the start with the right one. Both count towards the bound.
public final class DiskSpool implements Spool, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);
    private static final String ENDING = ".spool";
    private static final String DAMAGED = ".damaged";
    private static final String CONTEXT = "spool";
    private static final long FILE_BYTES = 1 << 20;
    private static final int SLICE = 256;

    private final FolderLock lock;
    private final Seal seal;
    private final Codec codec;
    private final long mostBytes;
    private final Map<Path, AtomicLong> waiting = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<Path> setAside = new HashSet<>();
    private final Object replaying = new Object();
    private @Nullable SpoolFile current;
    private long bytes;
    private long next;

    private DiskSpool(FolderLock lock, Seal seal, long mostBytes) {
        this.lock = lock;
        this.seal = seal;
        this.codec = new Codec(seal);
        this.mostBytes = mostBytes;
    }

    /// Opens the folder, making it when it is missing; what an earlier process has left there waits to be replayed.
    ///
    /// @param mostBytes how much disk its files may take together
    /// @throws SpoolFailed when the folder cannot be used, or another server has it
    public static DiskSpool open(Path folder, Seal seal, long mostBytes) {
        FolderLock lock;
        try {
            lock = FolderLock.take(folder);
        } catch (EmbeddedRedisFailed inUse) {
            throw new SpoolFailed(
                    "the spool " + folder + " cannot be used: another server may have it, or its owner is another;"
                            + " give this server a data folder of its own",
                    inUse);
        }
        DiskSpool spool = new DiskSpool(lock, seal, mostBytes);
        try {
            spool.takeStock();
            return spool;
        } catch (IOException | UncheckedIOException e) {
            lock.close();
            throw new SpoolFailed("the spool " + folder + " cannot be read: check its owner and permissions", e);
        }
    }

    private void takeStock() throws IOException {
        for (Path file : files()) {
            next = Math.max(next, number(file) + 1);
            for (SpoolFile.Entry entry : SpoolFile.read(file).entries()) {
                if (entry.kind() == SpoolFile.MESSAGE) {
                    count(file);
                } else {
                    readConfirmed(entry);
                }
            }
        }
        try (Stream<Path> all = Files.list(lock.folder())) {
            bytes = all.filter(
                            f -> f.toString().endsWith(ENDING) || f.toString().endsWith(DAMAGED))
                    .mapToLong(DiskSpool::size)
                    .sum();
        }
        if (!empty()) {
            LOG.warn("{} urgent messages wait in the spool {} for the store", waiting(), lock.folder());
        }
    }

    private void count(Path file) {
        waiting.computeIfAbsent(file, none -> new AtomicLong()).incrementAndGet();
    }

    private void readConfirmed(SpoolFile.Entry entry) {
        try {
            confirmed.add(seal.openText(entry.sealed(), CONTEXT));
        } catch (KeyringBroken anotherKey) {
            LOG.warn("a note in the spool that an answer has left cannot be read; it may be sent twice");
        }
    }

    @Override
    public void keep(Inbound inbound) {
        append(SpoolFile.MESSAGE, codec.write(inbound));
    }

    @Override
    public void confirmed(String inboundId) {
        confirmed.add(inboundId);
        try {
            append(SpoolFile.CONFIRMED, seal.seal(inboundId, CONTEXT));
        } catch (SpoolFailed e) {
            LOG.warn("that an answer has left could not be noted; it may be sent twice: {}", Failure.describe(e));
        }
    }

    private void append(byte kind, byte[] sealed) {
        SpoolFile file;
        long end;
        try {
            synchronized (this) {
                int size = SpoolFile.size(sealed);
                if (bytes + size > mostBytes) {
                    throw new SpoolFailed("the spool " + lock.folder() + " is full (" + mostBytes
                            + " bytes): bring Redis back, or raise spool-megabytes in linja.yaml");
                }
                file = writable();
                end = file.append(kind, sealed);
                bytes += size;
                if (kind == SpoolFile.MESSAGE) {
                    count(file.path());
                }
            }
            file.sync(end);
        } catch (IOException e) {
            throw new SpoolFailed(
                    "the spool " + lock.folder() + " cannot be written: check the disk and its free space", e);
        }
    }

    private SpoolFile writable() throws IOException {
        SpoolFile file = current;
        if (file != null && file.usable() && file.size() < FILE_BYTES) {
            return file;
        }
        roll();
        SpoolFile fresh = SpoolFile.create(lock.folder(), String.format("%012d%s", next++, ENDING));
        current = fresh;
        return fresh;
    }

    private synchronized void roll() throws IOException {
        SpoolFile file = current;
        current = null;
        if (file != null) {
            file.close();
        }
    }

    @Override
    public boolean empty() {
        return waiting.isEmpty();
    }

    /// How many messages wait.
    public long waiting() {
        return waiting.values().stream().mapToLong(AtomicLong::get).sum();
    }

    @Override
    public int replay(Consumer<List<Inbound>> into) {
        synchronized (replaying) {
            try {
                roll();
                int replayed = 0;
                for (Path file : files()) {
                    if (!isCurrent(file) && !setAside.contains(file)) {
                        replayed += replay(file, into);
                    }
                }
                return replayed;
            } catch (IOException | UncheckedIOException e) {
                throw new SpoolFailed("the spool " + lock.folder() + " cannot be read: check the disk", e);
            }
        }
    }

    private synchronized boolean isCurrent(Path file) {
        return current != null && current.path().equals(file);
    }

    private int replay(Path file, Consumer<List<Inbound>> into) throws IOException {
        SpoolFile.Content content = SpoolFile.read(file);
        boolean damaged = content.damaged();
        List<Inbound> messages = new ArrayList<>();
        for (SpoolFile.Entry entry : content.entries()) {
            if (entry.kind() == SpoolFile.MESSAGE) {
                try {
                    Inbound kept = codec.inbound(entry.sealed());
                    messages.add(confirmed.contains(kept.id()) ? kept.asConfirmed() : kept);
                } catch (KeyringBroken anotherKey) {
                    leave(file);
                    return 0;
                } catch (IllegalArgumentException | IllegalStateException unreadable) {
                    damaged = true;
                }
            }
        }
        for (int from = 0; from < messages.size(); from += SLICE) {
            into.accept(List.copyOf(messages.subList(from, Math.min(from + SLICE, messages.size()))));
        }
        remove(file, damaged);
        waiting.remove(file);
        messages.forEach(message -> confirmed.remove(message.id()));
        return messages.size();
    }

    /// Nobody waits for ever behind what cannot be opened now.
    private void leave(Path file) {
        setAside.add(file);
        waiting.remove(file);
        LOG.error(
                "the spool {} was sealed with another key and is left as it is: put the line of that key back among"
                        + " the vault's keys, and start again",
                file);
    }

    private void remove(Path file, boolean damaged) throws IOException {
        if (damaged) {
            LOG.error(
                    "a part of the spool {} is damaged: the rest was replayed, the file is kept as {}", file, DAMAGED);
            Files.move(file, file.resolveSibling(file.getFileName() + DAMAGED));
            return;
        }
        long size = size(file);
        Files.delete(file);
        synchronized (this) {
            bytes -= size;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(lock.folder())) {
            return all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What waits stays for the next start.
    @Override
    public void close() {
        try {
            roll();
        } catch (IOException e) {
            LOG.warn("the spool did not close cleanly: {}", Failure.describe(e));
        }
        lock.close();
    }
}
