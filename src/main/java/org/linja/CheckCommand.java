package org.linja;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.linja.broadcast.BroadcastSettings;
import org.linja.config.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads exactly what start-up reads, and says what it finds.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Read the configuration, the flow, the texts and the keywords as start-up does, and tell everything that is"
                        + " wrong, with its place. Exit code 2 when something is.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--production", description = "judge it as the production profile does: no drafts, keys given")
    private boolean production;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        BroadcastSettings broadcasts =
                Settings.read(config.folder(), production, problems).broadcasts();
        InstantSource clock = InstantSource.system();
        broadcasts.checkMoon(
                LocalDate.ofInstant(clock.instant(), broadcasts.hours().zone()), problems);
        problems.warnings().forEach(System.out::println);
        problems.throwIfAny();
        System.out.println(
                config.folder() + ": all is well" + (problems.warnings().isEmpty() ? "" : ", with warnings"));
        return 0;
    }
}
