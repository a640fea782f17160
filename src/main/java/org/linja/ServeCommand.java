package org.linja;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.linja.config.Problems;
import org.linja.http.Server;
import org.linja.work.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Run the server. Prints 'ready' when the door is open, and goes on until it is stopped (Ctrl-C, SIGTERM).")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${sys:linja.config:-config}",
            description = "the folder with linja.yaml, carriers.yaml, oncall.yaml (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("config");

    @Override
    public Integer call() throws InterruptedException {
        Problems problems = new Problems();
        Settings settings = Settings.read(config, false, problems);
        problems.throwIfAny();
        problems.warnings().forEach(System.err::println);
        try (StopSignal stop = new StopSignal();
                Wiring wiring = Wiring.serve(settings, Clock.systemUTC());
                Work requests = new Work("http", 256);
                Server server = Server.start(
                        settings.http().host(),
                        settings.http().port(),
                        requests,
                        List.of(wiring.health(), wiring.onCall().routes()))) {
            System.out.println("health: " + server.uri().resolve("/health"));
            System.out.println("ready");
            stop.await();
        }
        return 0;
    }
}
