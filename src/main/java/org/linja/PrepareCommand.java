package org.linja;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the whole server, with a store of its own and a simulated network, on made-up messages. `./linja` has the JVM
/// write down meanwhile what it loads and which code is hot, so that the next start is quick and the first SOS after it
/// is answered by code the JVM knows already (JEP 514, JEP 515).
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Make the server start faster: once after each build, about half a minute.")
final class PrepareCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--messages",
            defaultValue = "20000",
            description = "how many are answered, within a minute (default: ${DEFAULT-VALUE})")
    private int messages = 20_000;

    @Override
    public Integer call() {
        int answered = Rehearsal.run(config.settings(), Clock.systemUTC(), messages, true, LONGEST, () -> true);
        System.out.println("prepared with " + answered + " messages");
        return 0;
    }
}
