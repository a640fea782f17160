package org.linja;

import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `--config` of every command that reads the configuration; it may also stand after the name of a subcommand.
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${sys:linja.config:-config}",
            scope = ScopeType.INHERIT,
            description = "the folder with linja.yaml (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("config");

    Path folder() {
        return folder;
    }

    /// What stands there, which must be right.
    Settings settings() {
        return Settings.required(folder);
    }

    /// A node beside the running server of that configuration, which sends and climbs nothing by itself.
    Wiring attach() {
        return Wiring.attach(settings(), Clock.systemUTC());
    }
}
