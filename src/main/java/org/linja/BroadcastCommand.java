package org.linja;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastFile;
import org.linja.broadcast.BroadcastLint;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.SubscriberList;
import org.linja.broadcast.Subscribers;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.smpp.Carrier;
import org.linja.text.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the awareness team does, from a terminal, at a running server.
@Command(
        name = "broadcast",
        mixinStandardHelpOptions = true,
        description = {
            "Awareness messages: write, check, approve, send and stop them, and import who asked for them.",
            "",
            "  write FILE --as A     a draft (ivr-scripts/awareness has samples)",
            "  submit CODE --as A, approve CODE --as B, start CODE --as A",
            "  kill on --as A        stops everything but SOS at once"
        })
final class BroadcastCommand extends SubcommandNeeded {
    BroadcastCommand() {
        super("say what to do: list, show, preview, write, change, test, submit, approve, start, pause, resume, cancel,"
                + " results, import or kill");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "all broadcasts, the newest first")
    int list() {
        try (Wiring wiring = config.attach()) {
            List<Broadcast> all = wiring.broadcasts().all();
            all.forEach(one -> System.out.println(line(one)));
            System.out.println(all.isEmpty() ? "no broadcast yet" : all.size() + " broadcasts");
            wiring.broadcasts().killed().ifPresent(who -> System.out.println("everything but SOS is stopped: " + who));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "one broadcast, and how far it is")
    int show(@Parameters(paramLabel = "CODE") String code) {
        return with(code, (wiring, one) -> {
            System.out.println(line(one));
            System.out.println("  written by " + String.join(", ", one.authors())
                    + one.approval().map(a -> ", approved by " + a.by()).orElse(""));
            one.texts()
                    .forEach((language, words) -> System.out.println("  " + language.code() + "  "
                            + words.tone().name().toLowerCase(Locale.ROOT) + "  " + words.text()));
            if (one.begun().isPresent()) {
                BroadcastReport.progress(wiring.broadcasts().progress(one)).forEach(System.out::println);
            }
            return 0;
        });
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description = "a dry run: what is wrong with it, how many would get it, in how many segments, at what cost")
    int preview(@Parameters(paramLabel = "CODE") String code) {
        return with(code, (wiring, one) -> {
            BroadcastLint.Report report = wiring.broadcasts().check(one);
            report.errors().forEach(error -> System.out.println("  wrong: " + error));
            report.warnings().forEach(warning -> System.out.println("  note:  " + warning));
            BroadcastReport.preview(
                            wiring.broadcasts().preview(one),
                            wiring.settings().broadcasts().smallestAudience())
                    .forEach(System.out::println);
            return report.errors().isEmpty() ? 0 : 1;
        });
    }

    @Command(name = "write", mixinStandardHelpOptions = true, description = "put a file in as a new draft")
    int write(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        try (Wiring wiring = config.attach()) {
            return told(wiring.broadcasts().draft(written(wiring, file), name));
        }
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "put a file in the place of a draft; an approval ends with it")
    int change(
            @Parameters(paramLabel = "CODE") String code,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        try (Wiring wiring = config.attach()) {
            return told(wiring.broadcasts().change(code, written(wiring, file), name));
        }
    }

    private static BroadcastFile.Written written(Wiring wiring, Path file) {
        Problems problems = new Problems();
        Settings settings = wiring.settings();
        Optional<BroadcastFile.Written> written = BroadcastFile.read(
                file,
                settings.municipalities().keys(),
                settings.carriers().stream().map(Carrier::name).toList(),
                problems);
        problems.throwIfAny();
        return written.orElseThrow();
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "send it to oneself, in one language: to the number of NAME in broadcasts.yaml")
    int test(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--language", paramLabel = "LANGUAGE", defaultValue = "sq") String language,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return with(code, (wiring, one) -> {
            Optional<Language> wanted = Language.of(language);
            if (wanted.isEmpty() || !one.texts().containsKey(wanted.get())) {
                System.err.println("linja: it has no text in '" + language + "'");
                return 1;
            }
            Optional<String> problem = wiring.testBroadcast(one, wanted.get(), name);
            problem.ifPresent(why -> System.err.println("linja: " + why));
            if (problem.isEmpty()) {
                System.out.println("on its way");
            }
            return problem.isEmpty() ? 0 : 1;
        });
    }

    @Command(
            name = "submit",
            mixinStandardHelpOptions = true,
            description = "it is finished; somebody else is to read it")
    int submit(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return change(broadcasts -> broadcasts.submit(code, name));
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "it may be sent; not by who wrote it")
    int approve(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return change(broadcasts -> broadcasts.approve(code, name));
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = "send it, within the hours for messages")
    int start(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name,
            @Option(names = "--at", paramLabel = "TIME", description = "not before, such as 2026-11-23T10:00:00Z")
                    Optional<Instant> at) {
        return change(broadcasts -> broadcasts.start(code, name, at));
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "send nothing more of it for now")
    int pause(@Parameters(paramLabel = "CODE") String code) {
        return change(broadcasts -> broadcasts.pause(code));
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "go on with it")
    int resume(@Parameters(paramLabel = "CODE") String code) {
        return change(broadcasts -> broadcasts.resume(code));
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "send nothing more of it, ever")
    int cancel(@Parameters(paramLabel = "CODE") String code) {
        return change(broadcasts -> broadcasts.cancel(code));
    }

    @Command(name = "results", mixinStandardHelpOptions = true, description = "what came of it, as CSV of numbers only")
    int results(@Parameters(paramLabel = "CODE") String code) {
        return with(code, (wiring, one) -> {
            System.out.print(wiring.broadcasts().results(one).csv());
            return 0;
        });
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "take in a CSV file of people who asked for messages; all of it or nothing",
                "Columns: number, topics, source, date, text; if wanted language, municipality, carrier, confirmed (the"
                        + " second yes for gbv, hiv-hep, drugs), last-contact."
            })
    int load(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--check", description = "only look for errors") boolean check)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (Wiring wiring = config.attach()) {
            Settings settings = wiring.settings();
            SubscriberList.Read read = SubscriberList.read(
                    bytes,
                    municipality(settings),
                    settings.carriers().stream().map(Carrier::name).toList(),
                    settings.broadcasts().hours().zone(),
                    InstantSource.system().instant());
            if (!read.errors().isEmpty()) {
                read.errors().forEach(error -> System.err.println(file + ": " + error));
                System.err.println("linja: " + read.errors().size() + " errors; nothing was taken in");
                return 1;
            }
            System.out.println(
                    read.people() + " people, " + read.subscriptions().size() + " subscriptions, " + read.modernised()
                            + " numbers with an old prefix");
            if (!check) {
                Subscribers.Adopted adopted =
                        wiring.subscribers().adopt(wiring.subscribers().stage(read.subscriptions()));
                System.out.println(adopted.added() + " new, " + adopted.known() + " known already, "
                        + adopted.suppressed() + " of people who have ended messages and stay out");
            }
            return 0;
        }
    }

    private static Function<String, Optional<String>> municipality(Settings settings) {
        return name -> {
            if (settings.municipalities().has(name)) {
                return Optional.of(name);
            }
            return settings.municipalities().find(name) instanceof Names.Found.One one
                    ? Optional.of(one.key())
                    : Optional.empty();
        };
    }

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            description =
                    "stop everything but SOS at once (on), or let it go on (off); without either, say how it stands")
    int kill(
            @Parameters(paramLabel = "on|off", arity = "0..1", defaultValue = "") String what,
            @Option(names = "--as", paramLabel = "NAME") Optional<String> name) {
        try (Wiring wiring = config.attach()) {
            switch (what) {
                case "on" -> wiring.broadcasts().kill(Optional.of(name.orElse("somebody")));
                case "off" -> wiring.broadcasts().kill(Optional.empty());
                case "" -> {}
                case String other -> {
                    System.err.println("linja: '" + other + "' is neither on nor off");
                    return 2;
                }
            }
            System.out.println(wiring.broadcasts()
                    .killed()
                    .map(who -> "everything but SOS is stopped: " + who)
                    .orElse("everything may leave"));
            return 0;
        }
    }

    private interface Look {
        int at(Wiring wiring, Broadcast broadcast);
    }

    private int with(String code, Look look) {
        try (Wiring wiring = config.attach()) {
            Optional<Broadcast> found = wiring.broadcasts().find(code);
            if (found.isEmpty()) {
                System.err.println("linja: there is no broadcast of this code; './linja broadcast list' shows them");
                return 1;
            }
            return look.at(wiring, found.get());
        }
    }

    private int change(Function<Broadcasts, Broadcasts.Done> step) {
        try (Wiring wiring = config.attach()) {
            return told(step.apply(wiring.broadcasts()));
        }
    }

    private static int told(Broadcasts.Done done) {
        return switch (done) {
            case Broadcasts.Done.Yes yes -> {
                System.out.println(line(yes.broadcast()));
                yield 0;
            }
            case Broadcasts.Done.No no -> {
                System.err.println("linja: " + no.why());
                yield 1;
            }
        };
    }

    private static String line(Broadcast one) {
        return String.join(
                "  ",
                one.id(),
                one.state().name().toLowerCase(Locale.ROOT),
                one.topic().word(),
                one.texts().keySet().stream().map(Language::code).toList().toString(),
                one.name());
    }
}
