package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.Outcome;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.counsel.StaffCommand;
import org.linja.counsel.StaffTurns;
import org.linja.counsel.Supervision;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What counsellors do, from a terminal, at a running server: the same services as by SMS.
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description =
                "Look at cases of a running server and answer for a counsellor. Shows what people wrote: only for those"
                        + " who may read it.")
final class CaseCommand extends SubcommandNeeded {
    CaseCommand() {
        super("say what to do: list, show, accept, decline, close, text, block, unblock or number");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "cases that are not closed, oldest first")
    int list() {
        try (Wiring wiring = config.attach()) {
            List<Case> open = wiring.ledger().openCases(200);
            open.forEach(one -> System.out.println(line(one)));
            System.out.println(open.isEmpty() ? "no open case" : open.size() + (open.size() == 1 ? " case" : " cases"));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "one case and its record")
    int show(@Parameters(paramLabel = "CODE") String code) {
        try (Wiring wiring = config.attach()) {
            Optional<Versioned<Case>> found = wiring.ledger().byCode(upper(code));
            if (found.isEmpty()) {
                System.err.println("linja: no open case has this code; './linja case list' shows them");
                return 1;
            }
            Case record = found.get().value();
            wiring.ledger().commit(Change.of(record.id().partition()).audit(read(record)));
            System.out.println(line(record));
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
        return answer(new StaffCommand.Accept(which(code)), name);
    }

    @Command(name = "decline", mixinStandardHelpOptions = true, description = "have the next person alerted now")
    int decline(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return answer(new StaffCommand.Decline(which(code)), name);
    }

    @Command(name = "close", mixinStandardHelpOptions = true, description = "end a case that this person has")
    int close(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--outcome", description = "how it ended: ${COMPLETION-CANDIDATES}")
                    Optional<Outcome> outcome,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return answer(new StaffCommand.Close(which(code), outcome), name);
    }

    @Command(
            name = "text",
            mixinStandardHelpOptions = true,
            description = "do what this person would ask for by SMS, such as '4F7K are you safe?' or '8 4F7K'")
    int text(
            @Parameters(paramLabel = "TEXT") String text,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        Optional<StaffCommand> command = StaffCommand.read(text);
        if (command.isEmpty()) {
            System.err.println("linja: this is no command; docs/OPERATIONS.md lists them");
            return 2;
        }
        return answer(command.get(), name);
    }

    @Command(
            name = "block",
            mixinStandardHelpOptions = true,
            description = "answer nothing from this phone but a cry for help, for a while; coordinators only")
    int block(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--hours", paramLabel = "N", defaultValue = "24", description = "at most 720, default 24")
                    int hours,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        long most = Supervision.LONGEST.toHours();
        if (hours < 1 || hours > most) {
            System.err.println("linja: --hours is 1 to " + most);
            return 2;
        }
        return supervise(name, (all, who) -> all.block(who, upper(code), Duration.ofHours(hours), Instant.now()));
    }

    @Command(name = "unblock", mixinStandardHelpOptions = true, description = "end that; coordinators only")
    int unblock(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        return supervise(name, (all, who) -> all.block(who, upper(code), Duration.ZERO, Instant.now()));
    }

    @Command(
            name = "number",
            mixinStandardHelpOptions = true,
            description = "show her number; coordinators only. That it was shown, and why, is kept")
    int number(
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--reason", paramLabel = "WORDS", required = true) String reason,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        if (reason.isBlank()) {
            System.err.println("linja: say why in --reason; it is kept in the case's record");
            return 2;
        }
        return supervise(name, (all, who) -> all.number(who, upper(code), reason, Instant.now()));
    }

    private int supervise(String name, BiFunction<Supervision, Counsellor, Supervision.Done> wish) {
        try (Wiring wiring = config.attach()) {
            Optional<Counsellor> who = config.named(wiring.roster(), name);
            if (who.isEmpty()) {
                return 1;
            }
            return switch (wish.apply(wiring.counsel().supervision(), who.get())) {
                case Supervision.Done.Yes(Optional<Msisdn> number) -> {
                    System.out.println(number.map(n -> "+" + n.digits()).orElse("done"));
                    yield 0;
                }
                case Supervision.Done.Refused(Supervision.No why) -> {
                    System.err.println("linja: "
                            + switch (why) {
                                case NOT_A_COORDINATOR -> ConfigOption.COORDINATORS_ONLY;
                                case NO_SUCH_CASE -> "no open case has this code; './linja case list' shows them";
                                case FORGOTTEN -> "her number is no longer known";
                            });
                    yield 1;
                }
            };
        }
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private static AuditLine read(Case record) {
        return new AuditLine(
                Instant.now(),
                AuditLine.TERMINAL,
                AuditLine.Act.READ,
                Optional.of(record.id().toString()),
                record.code());
    }

    private static StaffCommand.Which which(String code) {
        return new StaffCommand.Which.Code(upper(code));
    }

    private int answer(StaffCommand command, String name) {
        try (Wiring wiring = config.attach()) {
            Optional<Counsellor> who = config.named(wiring.roster(), name);
            if (who.isEmpty()) {
                return 1;
            }
            StaffTurns.Done done = wiring.counsel()
                    .staffTurns()
                    .handle(who.get(), Optional.of(command), Optional.empty(), Instant.now());
            System.out.println(done.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            return switch (done) {
                case NO_SUCH_CASE, NOT_UNDERSTOOD, NOT_ALLOWED, HELD_BACK -> 1;
                case WON,
                        ALREADY_HERS,
                        TAKEN_BY_ANOTHER,
                        DECLINED,
                        ESCALATED,
                        PASSED_ON,
                        CLOSED,
                        SENT,
                        NOTED,
                        ANSWERED,
                        CALLING -> 0;
            };
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
