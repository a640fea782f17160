package org.linja.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection of one ESME: its bind state (SMPP 3.4 §2.2), its requests and ours.
final class EsmeSession {
    private static final Logger LOG = LoggerFactory.getLogger(EsmeSession.class);
    private static final int SC_INTERFACE_VERSION = 0x0210;
    private static final int VERSION = 0x34;
    private static final int BUFFER = 64 * 1024;

    /// The side that asked for the unbind closes (§4.2); the other one only if it does not.
    private static final Duration LINGER = Duration.ofMillis(500);

    private final Socket socket;
    private final SimulatedSmsc smsc;
    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicInteger sequence = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Pdu>> asked = new ConcurrentHashMap<>();
    private volatile State state = State.OPEN;
    private volatile boolean heard = true;

    /// Which requests an ESME may make and get (§2.2, §2.3).
    private enum State {
        OPEN(false, false),
        BOUND_TX(true, false),
        BOUND_RX(false, true),
        BOUND_TRX(true, true),
        UNBOUND(false, false),
        CLOSED(false, false);

        private final boolean submits;
        private final boolean receives;

        State(boolean submits, boolean receives) {
            this.submits = submits;
            this.receives = receives;
        }
    }

    EsmeSession(Socket socket, SimulatedSmsc smsc) throws IOException {
        this.socket = socket;
        this.smsc = smsc;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    boolean receives() {
        return state.receives;
    }

    boolean bound() {
        return state.submits || state.receives;
    }

    /// Reads until the connection ends.
    void run() {
        try {
            while (state != State.CLOSED) {
                if (in.available() == 0) {
                    flush();
                }
                take(Pdu.read(in));
            }
        } catch (Pdu.OutOfStep e) {
            send(new Pdu(Pdu.GENERIC_NACK, Status.RINVCMDLEN, e.sequence(), new byte[0]));
            flush();
        } catch (IOException e) {
            LOG.debug("an ESME has gone: {}", Failure.describe(e));
        } finally {
            close();
        }
    }

    /// Keeps the timers of §7.2 until the connection ends: it must bind in time, and answer an enquire_link when it
    /// has been quiet.
    void watch() throws InterruptedException {
        Timers timers = smsc.timers();
        Thread.sleep(timers.sessionInit());
        if (state == State.OPEN) {
            close();
        }
        while (state != State.CLOSED) {
            heard = false;
            Thread.sleep(timers.enquireLink());
            if (!heard && state != State.CLOSED) {
                CompletableFuture<Pdu> answer = ask(Pdu.ENQUIRE_LINK, new byte[0]);
                answer.orTimeout(timers.response().toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(silent -> {
                            close();
                            return new Pdu(Pdu.GENERIC_NACK, Status.RSYSERR, 0, new byte[0]);
                        })
                        .join();
            }
        }
    }

    /// Sends a request of ours.
    ///
    /// @return completes with the response, or exceptionally when the connection ends first
    CompletableFuture<Pdu> ask(int command, byte[] body) {
        int number = sequence.updateAndGet(n -> n == Integer.MAX_VALUE ? 1 : n + 1);
        CompletableFuture<Pdu> answer = new CompletableFuture<>();
        asked.put(number, answer);
        send(Pdu.request(command, number, body));
        flush();
        if (state == State.CLOSED) {
            answer.completeExceptionally(new IOException("the ESME has gone"));
        }
        return answer.whenComplete((response, failure) -> asked.remove(number));
    }

    void close() {
        enter(State.CLOSED);
        smsc.gone(this);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing failed: {}", Failure.describe(e));
        }
        asked.values().forEach(answer -> answer.completeExceptionally(new IOException("the ESME has gone")));
    }

    /// A connection that was closed never comes back to life.
    private synchronized void enter(State next) {
        if (state != State.CLOSED) {
            state = next;
        }
    }

    private void take(Pdu pdu) {
        heard = true;
        if (pdu.isResponse()) {
            CompletableFuture<Pdu> answer = asked.get(pdu.sequence());
            if (answer != null) {
                answer.complete(pdu);
            }
            return;
        }
        switch (pdu.command()) {
            case Pdu.BIND_RECEIVER -> bind(pdu, State.BOUND_RX);
            case Pdu.BIND_TRANSMITTER -> bind(pdu, State.BOUND_TX);
            case Pdu.BIND_TRANSCEIVER -> bind(pdu, State.BOUND_TRX);
            case Pdu.SUBMIT_SM, Pdu.DATA_SM -> submit(pdu);
            case Pdu.ENQUIRE_LINK -> respond(pdu.answer(Status.OK));
            case Pdu.UNBIND -> {
                respond(pdu.answer(bound() ? Status.OK : Status.RINVBNDSTS));
                enter(State.UNBOUND);
                flush();
                smsc.later(LINGER, this::close);
            }
            default -> respond(pdu.nack(Status.RINVCMDID));
        }
    }

    /// §4.1: who it is, and as what it binds.
    private void bind(Pdu pdu, State wanted) {
        if (state != State.OPEN) {
            respond(pdu.answer(Status.RALYBND));
            return;
        }
        try {
            var fields = new Octets.Reader(pdu.body());
            String systemId = fields.string(16, Status.RINVSYSID);
            String password = fields.string(9, Status.RINVPASWD);
            fields.string(13, Status.RINVSYSTYP);
            int version = fields.octet();
            fields.octets(2, Status.RINVCMDLEN);
            fields.string(41, Status.RINVCMDLEN);
            smsc.admit(systemId, password);
            var body = new Octets.Writer().string("linja-sim");
            if (version >= VERSION) {
                body.parameters(Map.of(SC_INTERFACE_VERSION, new byte[] {VERSION}));
            }
            respond(pdu.answer(body.body()));
            flush();
            enter(wanted);
            smsc.bound(this);
        } catch (Octets.Refused e) {
            respond(pdu.answer(e.status()));
        }
    }

    private void submit(Pdu pdu) {
        if (!state.submits) {
            respond(pdu.answer(Status.RINVBNDSTS));
            return;
        }
        try {
            ShortMessage message =
                    pdu.command() == Pdu.DATA_SM ? ShortMessage.readData(pdu.body()) : ShortMessage.read(pdu.body());
            Submission.check(message);
            switch (smsc.faults().next()) {
                case TAKE -> {
                    String id = smsc.take(message);
                    respondLater(pdu.answer(new Octets.Writer().string(id).body()), message, id);
                }
                case THROTTLE -> respond(pdu.answer(Status.RTHROTTLED));
                case DROP -> close();
                case LOSE_ANSWER -> {
                    smsc.receipt(message, smsc.take(message));
                    close();
                }
            }
        } catch (Octets.Refused e) {
            respond(pdu.answer(e.status()));
        }
    }

    private void respondLater(Pdu response, ShortMessage message, String id) {
        boolean receiptFirst = smsc.faults().receiptsFirst();
        if (receiptFirst) {
            smsc.receipt(message, id);
        }
        Runnable rest = () -> {
            respond(response);
            if (!receiptFirst) {
                smsc.receipt(message, id);
            }
        };
        Duration delay = smsc.faults().delay();
        if (delay.isZero()) {
            rest.run();
        } else {
            smsc.later(delay, () -> {
                rest.run();
                flush();
            });
        }
    }

    private void respond(Pdu response) {
        if (!smsc.faults().silent()) {
            send(response);
        }
    }

    private void send(Pdu pdu) {
        write(() -> pdu.write(out));
    }

    private void flush() {
        write(out::flush);
    }

    private interface Writing {
        void run() throws IOException;
    }

    /// A peer that does not read holds the lock: whoever waits for it longer than the response timer gives the
    /// connection up.
    private void write(Writing action) {
        boolean mine = false;
        try {
            mine = writing.tryLock(smsc.timers().response().toMillis(), TimeUnit.MILLISECONDS);
            if (mine) {
                action.run();
            } else {
                close();
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        } finally {
            if (mine) {
                writing.unlock();
            }
        }
    }
}
