package org.linja.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;
import org.linja.contact.Msisdn;
import org.linja.voice.Calls;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Asterisk's FastAGI connects to: each call on a virtual thread of its own.
///
/// What asks for a script is not trusted: the names are ours and few, the token must fit, and the address must be this
/// machine's or listed. A connection is never just closed, for Asterisk takes that for success.
public final class AgiDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgiDoor.class);
    private static final int BACKLOG = 512;
    private static final int READ_TIMEOUT = (int) TimeUnit.HOURS.toMillis(4);

    private final AsteriskSettings settings;
    private final Calls calls;
    private final Pulse pulse;
    private final AtomicInteger open = new AtomicInteger();
    private final Server server = new Server();
    private final Thread accepting;
    private final int port;
    private volatile Consumer<String> waker = her -> {};

    /// Opens the door.
    ///
    /// @param pulse by which the dialplan sees that we live while telephones ring
    /// @throws IllegalStateException when the address cannot be used
    public static AgiDoor open(AsteriskSettings settings, Calls calls, Pulse pulse) {
        return new AgiDoor(settings, calls, pulse);
    }

    private AgiDoor(AsteriskSettings settings, Calls calls, Pulse pulse) {
        this.settings = settings;
        this.calls = calls;
        this.pulse = pulse;
        AsteriskSettings.Agi agi = settings.agi();
        try {
            port = server.bind(InetAddress.getByName(agi.host()), agi.port());
        } catch (IOException e) {
            throw new IllegalStateException("calls cannot come in on " + agi.host() + ":" + agi.port()
                    + ": the address is in use or not this machine's");
        }
        accepting = Thread.ofVirtual().name("agi-door").start(() -> {
            try {
                server.startup();
            } catch (IOException | RuntimeException e) {
                LOG.error("no more calls can come in: {}", Failure.describe(e));
            }
        });
    }

    /// Asterisk-Java's server with threads that cost nothing, and an address that is bound before it says that it
    /// is.
    private final class Server extends DefaultAgiServer {
        private Optional<ServerSocket> bound = Optional.empty();

        Server() {
            super((AgiRequest request, AgiChannel channel) -> script());
        }

        int bind(InetAddress address, int port) throws IOException {
            ServerSocket socket = new ServerSocket(port, BACKLOG, address);
            bound = Optional.of(socket);
            setAddress(address);
            setPort(socket.getLocalPort());
            return socket.getLocalPort();
        }

        @Override
        protected ServerSocketFacade createServerSocket() {
            return new Socketed(bound.orElseThrow());
        }

        @Override
        protected ThreadPoolExecutor createPool() {
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    1,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofVirtual().name("call-", 0).factory());
        }
    }

    /// By what a caller's music is ended, once there is such a thing; it takes her channel's name.
    public void wakes(Consumer<String> by) {
        waker = by;
    }

    /// How many calls are open.
    public int busy() {
        return open.get();
    }

    private AgiScript script() {
        return (asked, channel) -> {
            int now = open.incrementAndGet();
            try {
                serve(asked, channel, now);
            } catch (RuntimeException e) {
                LOG.error("a call failed, the dialplan goes on with it: {}", Failure.describe(e));
                throw new AgiException("the call failed");
            } finally {
                open.decrementAndGet();
            }
        };
    }

    private void serve(AgiRequest request, AgiChannel channel, int now) {
        if (!trusted(request)) {
            LOG.warn("a FastAGI connection without the token, or from an address that is not listed, was refused");
            return;
        }
        AgiLine line = new AgiLine(request, channel, settings.leg(), pulse, her -> waker.accept(her));
        if (now > settings.agi().atOnce()) {
            line.refuse();
            return;
        }
        switch (Optional.ofNullable(request.getScript()).orElse("")) {
            case "hotline" -> calls.incoming(line);
            case "outcome" -> {
                Optional<Msisdn> leg = Msisdn.parse(line.variable("LINJA_LEG"));
                Optional<String> code = Optional.of(line.variable("LINJA_CASE")).filter(c -> !c.isEmpty());
                leg.ifPresent(number -> calls.outcome(line, number, code));
                line.done();
            }
            case "staff" -> {
                line.answer();
                Optional<Msisdn> leg = Msisdn.parse(line.variable("LINJA_LEG"));
                if (leg.isPresent() && calls.staff(line, leg.get(), line.variable("LINJA_TOPIC"))) {
                    line.heard();
                }
                line.done();
            }
            default -> LOG.warn("a FastAGI connection asked for a script that there is not");
        }
    }

    private boolean trusted(AgiRequest request) {
        InetAddress from = request.getRemoteAddress();
        boolean listed = from != null
                && (from.isLoopbackAddress() || settings.agi().from().contains(from));
        String[] given = request.getArguments();
        byte[] token = given == null || given.length == 0
                ? new byte[0]
                : Optional.ofNullable(given[0]).orElse("").getBytes(StandardCharsets.UTF_8);
        return listed && MessageDigest.isEqual(token, settings.agi().token().getBytes(StandardCharsets.UTF_8));
    }

    /// Takes no more calls. Those under way lose us: the dialplan goes on with whoever still needs someone.
    @Override
    public void close() {
        try {
            server.shutdown();
            accepting.join(TimeUnit.SECONDS.toMillis(5));
        } catch (IllegalStateException e) {
            LOG.debug("the door was not open");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The port that is listened on.
    public int port() {
        return port;
    }

    private record Socketed(ServerSocket socket) implements ServerSocketFacade {
        @Override
        public SocketConnectionFacade accept() throws IOException {
            return new AgiSocket(socket.accept(), READ_TIMEOUT);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        @Override
        public void setSocketReadTimeout(int millis) {}
    }
}
