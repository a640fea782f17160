package org.linja.smpp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jspecify.annotations.Nullable;
import org.linja.work.Failure;

/// One session with an SMSC, from connecting to the end. jSMPP binds, unbinds and writes the PDUs down;
/// responses, deliveries and enquire_links are handled here, in the reading thread, so that nothing waits
/// behind anything else.
final class Session implements PduStream.Owner, Departures.Track {
    /// A network that sends this much without waiting for answers is asked for patience.
    private static final int MOST_UNANSWERED = 5_000;
    /// The sequence number jSMPP gives to its bind request.
    private static final int BIND_SEQUENCE = 1;

    private static final Duration UNBINDING = Duration.ofSeconds(2);
    private static final Duration NUDGE = Duration.ofMillis(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String name;
    private final Carrier carrier;
    private final BindType type;
    private final Departures departures;
    private final Arrivals arrivals;
    private final Runnable room;
    private final BareSession smpp;
    private final Flying flying = new Flying();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Line line;
    private volatile @Nullable Thread reader;
    private volatile long heard = System.nanoTime();
    private volatile long asked;
    private volatile boolean asking;
    private volatile int awaited = BIND_SEQUENCE;
    private volatile boolean waiting;
    private boolean answered;

    /// @param room is run when answers have come, and with them room
    Session(String name, Carrier carrier, BindType type, Departures departures, Arrivals arrivals, Runnable room) {
        this.name = name;
        this.carrier = carrier;
        this.type = type;
        this.departures = departures;
        this.arrivals = arrivals;
        this.room = room;
        this.smpp = new BareSession(new PduStream(this), (host, port) -> dial());
        // Whether the line lives is watched by tick(): jSMPP's own watch ends when its reading thread does.
        smpp.setEnquireLinkTimer(0);
        smpp.setPduProcessorDegree(1);
        smpp.setTransactionTimer(UNBINDING.toMillis());
    }

    /// Connects and binds. Blocks for at most the connect and response timeouts.
    ///
    /// @throws IOException when the network cannot be reached, or does not want us
    void open() throws IOException {
        Carrier.Login login = carrier.login();
        BindParameter bind = new BindParameter(
                type,
                login.systemId(),
                login.password(),
                login.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null,
                InterfaceVersion.IF_34);
        waiting = true;
        try {
            smpp.connectAndBind(
                    carrier.host(),
                    carrier.port(),
                    bind,
                    carrier.timers().response().toMillis());
        } finally {
            waiting = false;
        }
    }

    private Line dial() throws IOException {
        Socket wire = new Socket();
        try {
            int patience = (int) carrier.timers().connect().toMillis();
            wire.setTcpNoDelay(true);
            wire.setKeepAlive(true);
            wire.connect(new InetSocketAddress(carrier.host(), carrier.port()), patience);
            Socket socket = carrier.transport()
                    .over(wire, carrier.host(), carrier.port(), carrier.timers().connect());
            Line made = new Line(name, wire, socket);
            line = made;
            return made;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /// Completes, with the reason for the log, when this session is over.
    CompletableFuture<String> ended() {
        return ended;
    }

    /// Why a bind failed, for people: no numbers, no texts, no passwords.
    String reason(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NegativeResponseException no) {
                return "the network refused the bind with " + Statuses.name(no.getCommandStatus());
            }
            if (cause instanceof ResponseTimeoutException) {
                return "the network did not answer the bind in time";
            }
            if (cause instanceof InvalidResponseException) {
                return "the bind was not answered: " + ended.getNow("the answer made no sense");
            }
            if (cause instanceof CertificateException) {
                return "TLS: the host's certificate is not for this host, or of nobody we trust (" + cause(cause) + ")";
            }
            if (cause instanceof UnknownHostException) {
                return "nobody knows the host's name";
            }
            if (cause instanceof ConnectException) {
                return "nothing listens on the host's port";
            }
            if (cause instanceof SocketTimeoutException) {
                return "the host does not answer";
            }
        }
        return Failure.describe(failure);
    }

    private static String cause(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    @Override
    public Flying flying() {
        return flying;
    }

    @Override
    public boolean write(Segment segment) {
        Line to = line;
        if (to == null || ended.isDone()) {
            return false;
        }
        int sequence = smpp.next();
        flying.put(sequence, segment);
        try {
            to.out().write(segment.pdu(), sequence);
        } catch (IOException e) {
            flying.remove(sequence);
            return false;
        }
        flushUnlessReading(to);
        return true;
    }

    /// While PDUs are read, what is written gathers until all that had arrived is handled.
    private void flushUnlessReading(Line to) {
        if (Thread.currentThread() != reader) {
            to.out().flush();
        }
    }

    @Override
    public boolean take(int command, int status, int sequence, byte[] pdu) throws IOException {
        switch (command) {
            case Pdu.SUBMIT_SM_RESP, Pdu.DATA_SM_RESP -> {
                answered = true;
                departures.answered(this, sequence, status, status == Statuses.OK ? messageId(pdu) : "");
            }
            case Pdu.GENERIC_NACK -> {
                if (smpp.getSessionState().isBound()) {
                    answered = true;
                    departures.answered(this, sequence, status == Statuses.OK ? Statuses.UNREADABLE : status, "");
                } else {
                    return false;
                }
            }
            case Pdu.DELIVER_SM, Pdu.DATA_SM -> arrived(command | Pdu.RESPONSE_BIT, sequence, pdu);
            case Pdu.ENQUIRE_LINK -> send(Pdu.small(Pdu.ENQUIRE_LINK_RESP, Statuses.OK, sequence, false));
            case Pdu.UNBIND -> {
                send(Pdu.small(Pdu.UNBIND_RESP, Statuses.OK, sequence, false));
                ended.complete("the network unbound");
            }
            case Pdu.ENQUIRE_LINK_RESP, Pdu.ALERT_NOTIFICATION -> asking = false;
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String messageId(byte[] pdu) {
        int end = Pdu.HEADER;
        while (end < pdu.length && pdu[end] != 0) {
            end++;
        }
        return new String(pdu, Pdu.HEADER, end - Pdu.HEADER, StandardCharsets.ISO_8859_1);
    }

    private void arrived(int response, int sequence, byte[] pdu) {
        var arrival = Arrival.read(pdu);
        if (arrival.isEmpty()) {
            respond(response, Statuses.UNREADABLE, sequence);
        } else if (unanswered.incrementAndGet() > MOST_UNANSWERED) {
            unanswered.decrementAndGet();
            respond(response, Statuses.THROTTLED, sequence);
        } else {
            arrivals.take(arrival.get()).thenAccept(status -> {
                unanswered.decrementAndGet();
                respond(response, status, sequence);
            });
        }
    }

    private void respond(int response, int status, int sequence) {
        send(Pdu.small(response, status, sequence, true));
    }

    private void send(byte[] pdu) {
        Line to = line;
        if (to == null) {
            return;
        }
        try {
            to.out().write(pdu, 0, pdu.length);
            flushUnlessReading(to);
        } catch (IOException e) {
            ended.complete("the network does not read");
        }
    }

    @Override
    public void drained() {
        reader = Thread.currentThread();
        heard = System.nanoTime();
        Line to = line;
        if (to != null) {
            to.out().flush();
        }
        if (answered) {
            answered = false;
            room.run();
        }
    }

    @Override
    public void ended(Throwable why) {
        ended.complete(why instanceof PduStream.Lost lost ? lost.reason() : Failure.describe(why));
        if (waiting) {
            Thread.ofVirtual().name("smpp-abandon-" + name).start(this::abandon);
        }
    }

    /// jSMPP's wait for a response misses an end that comes just before it begins, so it is told until it has
    /// heard.
    private void abandon() {
        try {
            while (waiting) {
                smpp.abandon(awaited);
                Thread.sleep(NUDGE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks a silent line whether it lives, and ends one that does not answer: also one whose reading has
    /// stopped.
    void tick() {
        long now = System.nanoTime();
        long silence = now - heard;
        if (asking && heard - asked > 0) {
            asking = false;
        }
        if (asking && now - asked > carrier.timers().response().toNanos()) {
            ended.complete("the network is silent");
        } else if (!asking && silence > carrier.timers().enquireLink().toNanos()) {
            asked = now;
            asking = true;
            send(Pdu.small(Pdu.ENQUIRE_LINK, Statuses.OK, smpp.next(), false));
        }
    }

    /// How long nothing has been heard.
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    /// Says goodbye, when there is someone to say it to, and ends. Blocks for a few seconds at most.
    void unbind() {
        if (!ended.isDone()) {
            awaited = smpp.upcoming();
            waiting = true;
            smpp.unbindAndClose();
            waiting = false;
        }
        ended.complete("unbound");
    }

    /// Ends everything: the socket, the writer, jSMPP's threads. What was written last gets a moment to
    /// leave.
    void close() {
        Line to = line;
        if (to != null && to.isOpen()) {
            long end = System.nanoTime() + LAST_WORDS.toNanos();
            while (!to.out().drained() && System.nanoTime() - end < 0) {
                try {
                    Thread.sleep(Duration.ofMillis(5));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            to.close();
        }
        smpp.close();
    }
}
