package org.linja;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.dialog.StaffCommand;
import org.linja.dialog.StaffTurns;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.Counsellor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What counsellors do, from a terminal, at a running server: the same services as by SMS.
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description =
                "Look at cases of a running server and answer for a counsellor. Shows what people wrote: only for those"
                        + " who may read it.")
final class CaseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${sys:linja.config:-config}",
            scope = CommandLine.ScopeType.INHERIT,
            description = "default: ${DEFAULT-VALUE}")
    private Path config = Path.of("config");

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: list, show, accept, decline or close");
    }

    private Wiring attach() {
        Problems problems = new Problems();
        Settings settings = Settings.read(config, false, problems);
        problems.throwIfAny();
        return Wiring.attach(settings, Clock.systemUTC());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "cases that are not closed, oldest first")
    int list() {
        try (Wiring wiring = attach()) {
            List<Case> open = wiring.ledger().openCases(200);
            open.forEach(one -> System.out.println(line(one)));
            System.out.println(open.isEmpty() ? "no open case" : open.size() + (open.size() == 1 ? " case" : " cases"));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "one case and its record")
    int show(@Parameters(paramLabel = "CODE") String code) {
        try (Wiring wiring = attach()) {
            Optional<Versioned<Case>> found = wiring.ledger().byCode(code.toUpperCase(Locale.ROOT));
            if (found.isEmpty()) {
                System.err.println("linja: no open case has this code; './linja case list' shows them");
                return 1;
            }
            System.out.println(line(found.get().value()));
            for (CaseEntry entry : wiring.ledger().entries(found.get().value().id())) {
                System.out.println(
                        "  " + entry.at() + "  " + entry.what().name().toLowerCase(Locale.ROOT) + "  " + entry.who()
                                + "  " + printable(entry.words()));
            }
            return 0;
        }
    }

    @Command(name = "accept", mixinStandardHelpOptions = true, description = "take a case")
    int accept(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return answer(StaffCommand.Verb.ACCEPT, code, name);
    }

    @Command(name = "decline", mixinStandardHelpOptions = true, description = "have the next person alerted now")
    int decline(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return answer(StaffCommand.Verb.DECLINE, code, name);
    }

    @Command(name = "close", mixinStandardHelpOptions = true, description = "end a case that this person has")
    int close(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return answer(StaffCommand.Verb.CLOSE, code, name);
    }

    private int answer(StaffCommand.Verb verb, String code, String name) {
        try (Wiring wiring = attach()) {
            Optional<Counsellor> who = wiring.roster().byName(name);
            if (who.isEmpty()) {
                System.err.println("linja: nobody in " + config.resolve("oncall.yaml") + " has this name");
                return 1;
            }
            StaffTurns.Done done = wiring.staffTurns()
                    .handle(
                            who.get(),
                            Optional.of(new StaffCommand(verb, Optional.of(code.toUpperCase(Locale.ROOT)))),
                            Optional.empty(),
                            Instant.now());
            System.out.println(done.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            return done == StaffTurns.Done.NO_SUCH_CASE ? 1 : 0;
        }
    }

    private static String line(Case one) {
        return String.join(
                "  ",
                one.code(),
                one.kind().word(),
                one.state().name().toLowerCase(Locale.ROOT)
                        + one.holder().map(h -> " by " + h).orElse(""),
                one.language().map(Language::code).orElse("?"),
                "tier " + one.tier(),
                Duration.between(one.opened(), Instant.now()).toMinutes() + " min",
                one.fields().isEmpty() ? "" : one.fields().toString());
    }

    /// A terminal obeys control characters: none that came from a phone may reach it.
    private static String printable(String words) {
        StringBuilder shown = new StringBuilder();
        words.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\u00b7' : c));
        return shown.toString();
    }
}
