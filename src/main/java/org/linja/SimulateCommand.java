package org.linja;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.linja.simulator.SmsTerminal;
import org.linja.simulator.Terminal;
import org.linja.simulator.UssdTerminal;
import org.linja.text.PageLimit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Steps through the flow in a terminal.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Step through the flow in a terminal: type what she would send, read what she would get.")
final class SimulateCommand extends SubcommandNeeded {
    SimulateCommand() {
        super("say on which channel: sms or ussd");
    }

    @Command(name = "sms", mixinStandardHelpOptions = true, description = "as SMS; ends with Ctrl-D")
    int sms(
            @Option(names = "--record", paramLabel = "FILE", description = "write a golden transcript of it") @Nullable
                    Path record)
            throws IOException {
        Settings settings = config.settings();
        SmsTerminal terminal = new SmsTerminal(settings.conversation(), Clock.systemUTC());
        return run(terminal, record);
    }

    @Command(
            name = "ussd",
            mixinStandardHelpOptions = true,
            description = "as USSD pages; an empty line hangs up, Ctrl-D ends")
    int ussd(
            @Option(
                            names = "--page",
                            paramLabel = "N",
                            defaultValue = "160",
                            description = "characters of a page, 60 to 182 (default: ${DEFAULT-VALUE})")
                    int page,
            @Option(names = "--record", paramLabel = "FILE", description = "write a golden transcript of it") @Nullable
                    Path record)
            throws IOException {
        if (page < PageLimit.FEWEST || page > PageLimit.MOST_SEPTETS) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "a page has " + PageLimit.FEWEST + " to " + PageLimit.MOST_SEPTETS + " characters");
        }
        Settings settings = config.settings();
        PageLimit limit = new PageLimit(page, PageLimit.Letters.TRANSLITERATED);
        UssdTerminal terminal = new UssdTerminal(settings.ussdConversation(), limit, Clock.systemUTC());
        return run(terminal, record);
    }

    private static int run(Terminal terminal, @Nullable Path record) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (record == null) {
            terminal.run(in, System.out);
        } else {
            terminal.run(in, System.out, record);
        }
        return 0;
    }
}
