package org.linja;

import java.util.concurrent.Callable;
import org.linja.config.Misconfigured;
import org.linja.work.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands of `./linja`.
@Command(
        name = "linja",
        description = "An open hotline gateway: from any phone to a human.",
        mixinStandardHelpOptions = true,
        version = "Linja 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            PrepareCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            CaseCommand.class,
            EnrolCommand.class,
            AuditCommand.class,
            TapesCommand.class,
            BroadcastCommand.class,
            RosterCommand.class,
            PromptsCommand.class
        },
        footer = {
            "",
            "  ./linja demo     try it: everything embedded, two handsets on a page",
            "  ./linja test     run all tests",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong configuration or wrong words on the command line."
        })
public final class Main implements Callable<Integer> {
    private Main() {}

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
                .execute(args);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    /// Our own messages say what and where and are made to be read; of all others only the place is told, for they
    /// may hold anything.
    private static int explain(Exception failure) {
        if (failure instanceof Misconfigured wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        boolean ours = failure.getClass().getName().startsWith("org.linja")
                || failure instanceof IllegalStateException
                || failure instanceof java.io.UncheckedIOException;
        System.err.println("linja: " + (ours ? failure.getMessage() : Failure.describe(failure)));
        return 1;
    }
}
