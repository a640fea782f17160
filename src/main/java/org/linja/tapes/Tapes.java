package org.linja.tapes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.ledger.Ledger;
import org.linja.work.Ticker;

/// Takes up what Asterisk has recorded, seals it and removes the clear; and takes tapes off the shelf.
///
/// A tape is over when the dialplan says so, or when nothing was added to it for ten minutes: nothing is lost with a
/// report. It is kept as long as the record of its case says that she agreed, and never longer than configured: whoever
/// is forgotten has no such line any more (R38, R39). What has no sound, because she withdrew or nobody accepted, goes
/// at once.
public final class Tapes implements AutoCloseable {
    /// Of the files that Asterisk writes: raw A-law.
    public static final String ENDING = ".alaw";

    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final Optional<TapeSettings> settings;
    private final TapeShelf shelf;
    private final Ledger ledger;
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final Ticker intake;
    private final Ticker sweeper;

    /// Starts taking up and taking off.
    ///
    /// @param settings empty: nothing is recorded any more, and what was goes in its time
    public Tapes(Optional<TapeSettings> settings, TapeShelf shelf, Ledger ledger, InstantSource clock) {
        this.settings = settings;
        this.shelf = shelf;
        this.ledger = ledger;
        intake = new Ticker("tapes", LOOK, clock, this::takeUp);
        sweeper = new Ticker("tapes-kept", SWEEP, clock, this::sweep);
    }

    /// That talk is over, says the dialplan. Never blocks.
    public void over(Tape tape) {
        over.add(tape.name());
        intake.poke();
    }

    /// She has withdrawn her consent while they talked; the dialplan has left nothing of it. Blocks.
    public void withdrawn(Tape tape, Instant now) {
        CaseNote.add(ledger, tape, new CaseEntry(now, What.RECORDING_WITHDRAWN, CaseEntry.HER, ""), List.of());
    }

    /// What fails throws, which the ticker tells and tries again.
    private void takeUp(Instant now) {
        Set<String> told = Set.copyOf(over);
        List<IOException> failed = new ArrayList<>();
        for (Path file : waiting()) {
            String name = String.valueOf(file.getFileName());
            Optional<Tape> tape = Tape.named(name.substring(0, name.length() - ENDING.length()));
            if (tape.isPresent() && (told.contains(tape.get().name()) || quiet(file, now))) {
                try {
                    takeUp(tape.get(), file);
                } catch (IOException e) {
                    failed.add(e);
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new UncheckedIOException(failed.size() + " tapes could not be sealed", failed.getFirst());
        }
        over.removeAll(told);
    }

    private void takeUp(Tape tape, Path file) throws IOException {
        if (Files.size(file) > 0 && agreed(tape)) {
            shelf.put(tape, file);
        }
        Files.delete(file);
    }

    private List<Path> waiting() {
        if (settings.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(settings.get().folder())) {
            return files.filter(file -> file.toString().endsWith(ENDING)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean quiet(Path file, Instant now) {
        try {
            return Files.getLastModifiedTime(file).toInstant().plus(QUIET).isBefore(now);
        } catch (IOException gone) {
            return false;
        }
    }

    private void sweep(Instant now) {
        Duration keep = settings.map(TapeSettings::keep).orElse(TapeSettings.MONTH);
        for (Tape tape : shelf.tapes()) {
            if (tape.begun().plus(keep).isBefore(now) || !agreed(tape)) {
                shelf.remove(tape);
            }
        }
    }

    private boolean agreed(Tape tape) {
        return ledger.entries(tape.about()).stream().map(CaseEntry::what).anyMatch(What.AGREED_TO_RECORDING::equals);
    }

    @Override
    public void close() {
        intake.close();
        sweeper.close();
    }
}
