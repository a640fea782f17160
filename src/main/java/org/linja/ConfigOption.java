package org.linja;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.linja.staff.Counsellor;
import org.linja.staff.Roster;
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

    /// Why a command was refused.
    static final String COORDINATORS_ONLY = "only somebody with 'role: coordinator' in oncall.yaml may do that";

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

    /// Somebody in the roster. Says so when nobody there has this name.
    Optional<Counsellor> named(Roster roster, String name) {
        Optional<Counsellor> who = roster.byName(name);
        if (who.isEmpty()) {
            System.err.println("linja: nobody in " + folder.resolve("oncall.yaml") + " has this name");
        }
        return who;
    }
}
