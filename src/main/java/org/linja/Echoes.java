package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.linja.broadcast.RunStore;
import org.linja.dialog.Inbound;
import org.linja.dialog.Intake;
import org.linja.redis.Fingerprints;
import org.linja.text.Lexicon;
import org.linja.text.Reading;
import org.linja.work.Work;

/// Counts what people write who lately got an awareness message, by what they want: beside the way of their message,
/// and only after it is stored.
final class Echoes implements Intake, AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final Duration A_MONTH_BEFORE = Duration.ofDays(28);

    private final Intake door;
    private final RunStore runs;
    private final Fingerprints fingerprints;
    private final Lexicon lexicon;
    private final BooleanSupplier awaited;
    private final InstantSource clock;
    private final Work work = new Work("echoes", AT_ONCE);

    /// @param door where messages go
    /// @param awaited whether any broadcast was sent lately
    Echoes(
            Intake door,
            RunStore runs,
            Fingerprints fingerprints,
            Lexicon lexicon,
            BooleanSupplier awaited,
            InstantSource clock) {
        this.door = door;
        this.runs = runs;
        this.fingerprints = fingerprints;
        this.lexicon = lexicon;
        this.awaited = awaited;
        this.clock = clock;
    }

    @Override
    public CompletionStage<?> accept(Inbound inbound) {
        CompletionStage<?> stored = door.accept(inbound);
        if (awaited.getAsBoolean()) {
            stored.thenRun(() -> count(inbound));
        }
        return stored;
    }

    /// When too many write at once, counting them is what is left out.
    private void count(Inbound inbound) {
        Instant now = clock.instant();
        work.offer(() -> runs.replied(
                fingerprints.of(inbound.from()),
                List.of(RunStore.month(now), RunStore.month(now.minus(A_MONTH_BEFORE))),
                what(inbound)));
    }

    private String what(Inbound inbound) {
        return switch (inbound.body()) {
            case Inbound.Body.Text words -> intent(words.text());
            case Inbound.Body.Undecodable ignored -> "other";
        };
    }

    private String intent(String text) {
        return switch (lexicon.read(text, List.of(), Set.of())) {
            case Reading.Sos ignored -> "sos";
            case Reading.Command command -> command.intent().name().toLowerCase(Locale.ROOT);
            case Reading.Answer ignored -> "other";
            case Reading.Nothing ignored -> "other";
        };
    }

    @Override
    public void close() {
        work.close(Duration.ofSeconds(1));
    }
}
