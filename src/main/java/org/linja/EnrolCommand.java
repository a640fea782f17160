package org.linja;

import java.time.Instant;
import java.util.Optional;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who is staff, at a running server.
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description = "Say which numbers of the roster are confirmed, and send codes to those that are not.")
final class EnrolCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: list or enrol");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "everybody in the roster, and whether confirmed")
    int list() {
        try (Wiring wiring = config.attach()) {
            for (Counsellor one : wiring.roster().people()) {
                System.out.println(one.name() + "  "
                        + (wiring.counsel().enrolment().confirmed(one) ? "confirmed" : "not confirmed"));
            }
            return 0;
        }
    }

    @Command(
            name = "enrol",
            mixinStandardHelpOptions = true,
            description = "send a code to this person's number; she is staff once it has come back")
    int enrol(@Parameters(paramLabel = "NAME") String name) {
        try (Wiring wiring = config.attach()) {
            Optional<Counsellor> who = wiring.roster().byName(name);
            if (who.isEmpty()) {
                System.err.println("linja: nobody in " + config.folder().resolve("oncall.yaml") + " has this name");
                return 1;
            }
            wiring.counsel().enrolment().send(who.get(), AuditLine.TERMINAL, Instant.now());
            System.out.println("a code is on its way to " + name + "; it counts for a day");
            return 0;
        }
    }
}
