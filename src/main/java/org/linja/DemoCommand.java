package org.linja;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.linja.contact.Msisdn;
import org.linja.simulator.Demo;
import org.linja.simulator.PromptShelf;
import org.linja.simulator.SimulatedSmsc;
import org.linja.simulator.TelephoneExchange;
import org.linja.smpp.Carrier;
import org.linja.staff.Counsellor;
import org.linja.work.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Everything embedded, and two handsets on a page. The server is the production one; only the network is simulated.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Try it: starts a simulated SMSC, the server and a page with two handsets that write and telephone, and prints the page's"
                        + " address.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "of the page; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(
            names = "--asterisk",
            description =
                    "also a real Asterisk, which a SIP softphone on this machine can call; fetched the first time, which needs"
                            + " Debian and root")
    private boolean asterisk;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.settings();
        if (!asterisk) {
            return run(settings);
        }
        try (DemoAsterisk calls = DemoAsterisk.start(config.folder(), settings)) {
            return run(settings.by(calls.voice()));
        }
    }

    private Integer run(Settings settings) throws InterruptedException {
        InstantSource clock = Clock.systemUTC();
        Carrier carrier = settings.carriers().getFirst();
        try (StopSignal stop = new StopSignal();
                SimulatedSmsc smsc = SimulatedSmsc.start(
                        0, Map.of(carrier.login().systemId(), carrier.login().password()), clock);
                Wiring wiring = Wiring.serve(settings.over(smsc.port()), clock);
                TelephoneExchange calls = telephones(wiring, clock);
                Work requests = new Work("http", 256);
                Demo demo = Demo.start(
                        smsc,
                        Optional.of(calls),
                        cast(settings, carrier),
                        settings.http().host(),
                        port,
                        requests,
                        clock,
                        List.of(wiring.health(), wiring.onCall().routes()))) {
            System.out.println();
            System.out.println("Linja's demo is at  " + demo.page());
            System.out.println(
                    "Text 'ndihme' from the first handset, or call the line; answer '1' from the second. Ctrl-C ends it.");
            stop.await();
        }
        return 0;
    }

    private TelephoneExchange telephones(Wiring wiring, InstantSource clock) {
        Path prompts = config.folder().resolve("../ivr-scripts/prompts").normalize();
        return new TelephoneExchange(wiring.voice().orElseThrow().calls(), PromptShelf.open(prompts), clock);
    }

    private static Demo.Cast cast(Settings settings, Carrier carrier) {
        return new Demo.Cast(
                carrier.numbers().getFirst(),
                new Msisdn("38344000201"),
                settings.roster().people().stream().map(Counsellor::number).toList());
    }
}
