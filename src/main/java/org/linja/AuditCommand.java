package org.linja;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.linja.staff.Audit;
import org.linja.staff.AuditLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what staff did.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Show what staff did at a running server: when, who, what, which case. No words and no numbers are in it.",
            "Exit code 1 when a line was taken out or altered."
        })
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--case", paramLabel = "CODE", description = "only what was done in this case")
    private String code = "";

    @Option(names = "--last", paramLabel = "N", defaultValue = "200", description = "how many of the newest lines")
    private int last = 200;

    @Override
    public Integer call() {
        try (Wiring wiring = config.attach()) {
            Audit.Log log = wiring.counsel().audit().newest(last);
            log.lines().stream()
                    .filter(line -> code.isEmpty() || line.code().equalsIgnoreCase(code))
                    .map(AuditCommand::shown)
                    .forEach(System.out::println);
            if (!log.unbroken()) {
                System.err.println("linja: the chain is broken: a line was taken out or altered");
            }
            return log.unbroken() ? 0 : 1;
        }
    }

    private static String shown(AuditLine line) {
        return String.join(
                        "  ",
                        line.at().toString(),
                        line.who(),
                        line.act().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        line.code())
                .stripTrailing();
    }
}
