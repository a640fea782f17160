package org.linja.simulator;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.http.Answer;
import org.linja.http.Routes;
import org.linja.http.Server;
import org.linja.work.Work;

/// The demo's page, served. The SMSC stays the caller's, and so does the ESME that binds to it.
public final class Demo implements AutoCloseable {
    private final Server server;

    private Demo(Server server) {
        this.server = server;
    }

    /// Who is on the page.
    ///
    /// @param line the number the handsets write to, as in the carrier's configuration
    /// @param beneficiary the first person's number; a new person gets the next one
    /// @param counsellors the numbers of the on-call list, in its order
    public record Cast(String line, Msisdn beneficiary, List<Msisdn> counsellors) {}

    /// Serves the page and whatever else is given.
    ///
    /// @param host where to listen; the page shows what handsets write, so let it be loopback
    /// @param port 0 for any free one
    /// @param work runs the requests; the caller closes it after this
    /// @param others routes of other rooms
    /// @throws org.linja.http.CannotListen when the address cannot be bound
    public static Demo start(
            SimulatedSmsc smsc, Cast cast, String host, int port, Work work, InstantSource clock, List<Routes> others) {
        return start(smsc, Optional.empty(), cast, host, port, work, clock, others);
    }

    /// The same, and the handsets can telephone.
    ///
    /// @param calls by which they do; without it they only write
    public static Demo start(
            SimulatedSmsc smsc,
            Optional<TelephoneExchange> calls,
            Cast cast,
            String host,
            int port,
            Work work,
            InstantSource clock,
            List<Routes> others) {
        var page = new DemoPage(smsc, cast.line(), cast.beneficiary(), cast.counsellors(), calls, clock);
        List<Routes> rooms = new ArrayList<>(others);
        rooms.add(page.routes());
        rooms.add(new Routes().get("/", request -> Answer.seeOther("/demo")));
        return new Demo(Server.start(host, port, work, rooms));
    }

    /// The address to open.
    public URI page() {
        return server.uri().resolve("/demo");
    }

    /// Serves no more.
    @Override
    public void close() {
        server.close();
    }
}
