package org.linja;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that does nothing by itself: it says which of its subcommands there are.
abstract class SubcommandNeeded implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ConfigOption config = new ConfigOption();

    private final String choice;

    /// @param choice what is said when none was named
    SubcommandNeeded(String choice) {
        this.choice = choice;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), choice);
    }
}
