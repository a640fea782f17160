package org.linja;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.linja.config.Problems;
import org.linja.http.Server;
import org.linja.work.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Run the server. Prints 'ready' when the door is open, and goes on until it is stopped (Ctrl-C, SIGTERM).")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        Problems problems = new Problems();
        Settings settings = Settings.read(config.folder(), false, problems);
        problems.throwIfAny();
        problems.warnings().forEach(System.err::println);
        try (StopSignal stop = new StopSignal();
                Wiring wiring = Wiring.serve(settings, Clock.systemUTC());
                Work requests = new Work("http", 2048, 256);
                Server server =
                        Server.start(settings.http().host(), settings.http().port(), requests, wiring.routes())) {
            System.out.println("health: " + server.uri().resolve("/health"));
            System.out.println("ready");
            stop.await();
        }
        return 0;
    }
}
