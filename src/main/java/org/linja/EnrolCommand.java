package org.linja;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.linja.asterisk.TestCall;
import org.linja.staff.AuditLine;
import org.linja.staff.Counsellor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Who is staff, at a running server.
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description =
                "Say which numbers of the roster are confirmed, send codes to those that are not, and make test calls.")
final class EnrolCommand extends SubcommandNeeded {
    EnrolCommand() {
        super("say what to do: list, enrol or test");
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
            Optional<Counsellor> who = config.named(wiring.roster(), name);
            if (who.isEmpty()) {
                return 1;
            }
            wiring.counsel().enrolment().send(who.get(), AuditLine.TERMINAL, Instant.now());
            System.out.println("a code is on its way to " + name + "; it counts for a day");
            return 0;
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description =
                    "ring this person's telephone once, by the running server's Asterisk: she hears a sentence and"
                            + " presses 1. Exit code 1 when she did not")
    int test(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        Settings settings = config.settings();
        Optional<Counsellor> who = config.named(settings.roster(), name);
        if (who.isEmpty()) {
            return 1;
        }
        if (settings.voice().asterisk().isEmpty()) {
            System.err.println("linja: " + config.folder().resolve("voice.yaml") + " names no Asterisk");
            return 1;
        }
        try {
            TestCall.Result result = TestCall.make(settings.voice().asterisk().get(), who.get());
            System.out.println(
                    switch (result) {
                        case HEARD -> name + " heard it and pressed 1";
                        case NO_KEY ->
                            "something answered and no key was pressed: a voicemail? Turn it off, or let it answer later than"
                                    + " ring-for. Or the server does not run";
                        case NOT_ANSWERED -> "it was busy, rang in vain or could not be reached";
                    });
            return result == TestCall.Result.HEARD ? 0 : 1;
        } catch (IOException e) {
            System.err.println("linja: Asterisk's manager interface: " + e.getMessage());
            return 1;
        }
    }
}
