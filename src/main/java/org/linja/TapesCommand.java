package org.linja;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.staff.Counsellor;
import org.linja.tapes.Listening;
import org.linja.tapes.Tape;
import org.linja.tapes.Wave;
import org.linja.work.Failure;
import org.linja.work.PrivateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Talks that were recorded with her consent, at a running server.
@Command(
        name = "tapes",
        mixinStandardHelpOptions = true,
        description =
                "Talks that were recorded with her consent: list, hear or remove them. Hearing and removing is for"
                        + " coordinators, with a reason; both are kept in the audit. Recording is off unless config/voice.yaml"
                        + " has 'recording'.")
final class TapesCommand extends SubcommandNeeded {
    private static final int OCTETS_A_SECOND = 8000;
    private static final String NO_SUCH_TAPE = "no tape has this name; './linja tapes list' shows them";

    TapesCommand() {
        super("say what to do: list, hear or remove");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "all tapes, oldest first: name, time, case")
    int list() {
        try (Wiring wiring = config.attach()) {
            List<Listening.Listed> all = listening(wiring).all();
            all.forEach(one -> System.out.println(one.tape().name() + "  "
                    + one.tape().begun() + "  " + one.code().orElse("-")));
            System.out.println(all.isEmpty() ? "no tape" : all.size() + (all.size() == 1 ? " tape" : " tapes"));
            return 0;
        }
    }

    @Command(
            name = "hear",
            mixinStandardHelpOptions = true,
            description = "write a tape to a new WAV file that only you can read; remove it when you have heard it")
    int hear(
            @Parameters(paramLabel = "TAPE") String name,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--reason", paramLabel = "WORDS", required = true) String reason,
            @Option(names = "--as", paramLabel = "NAME", required = true) String as) {
        if (Files.exists(file)) {
            System.err.println("linja: " + file + " is there already: name a new file");
            return 2;
        }
        return done(name, reason, as, (desk, who, tape) -> desk.hear(who, tape, reason, Instant.now()), sound -> {
            try (OutputStream out = Channels.newOutputStream(PrivateFiles.create(file))) {
                Wave.write(sound, out);
            }
            System.out.println(file + ": " + sound.length / OCTETS_A_SECOND + " s");
        });
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "take a tape away for ever")
    int remove(
            @Parameters(paramLabel = "TAPE") String name,
            @Option(names = "--reason", paramLabel = "WORDS", required = true) String reason,
            @Option(names = "--as", paramLabel = "NAME", required = true) String as) {
        return done(
                name,
                reason,
                as,
                (desk, who, tape) -> desk.remove(who, tape, reason, Instant.now()),
                _ -> System.out.println("removed"));
    }

    private interface Wish {
        Listening.Done of(Listening desk, Counsellor who, Tape tape);
    }

    private interface Told {
        void of(byte[] sound) throws IOException;
    }

    private int done(String name, String reason, String as, Wish wish, Told told) {
        Optional<Tape> tape = Tape.named(name);
        if (tape.isEmpty() || reason.isBlank()) {
            System.err.println("linja: " + (tape.isEmpty() ? NO_SUCH_TAPE : "say why in --reason; it is kept"));
            return 2;
        }
        try (Wiring wiring = config.attach()) {
            Optional<Counsellor> who = config.named(wiring.roster(), as);
            if (who.isEmpty()) {
                return 1;
            }
            return switch (wish.of(listening(wiring), who.get(), tape.get())) {
                case Listening.Done.Yes(byte[] sound) -> {
                    told.of(sound);
                    yield 0;
                }
                case Listening.Done.Refused(Listening.No why) -> {
                    System.err.println("linja: "
                            + switch (why) {
                                case NOT_A_COORDINATOR -> ConfigOption.COORDINATORS_ONLY;
                                case NO_SUCH_TAPE -> NO_SUCH_TAPE;
                            });
                    yield 1;
                }
            };
        } catch (IOException e) {
            System.err.println("linja: it could not be written: " + Failure.describe(e));
            return 1;
        }
    }

    private static Listening listening(Wiring wiring) {
        return new Listening(wiring.ledger(), wiring.tapes());
    }
}
