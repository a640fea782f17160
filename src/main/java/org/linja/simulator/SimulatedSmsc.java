package org.linja.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.linja.contact.Msisdn;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An SMSC on loopback that speaks SMPP 3.4 with any ESME, and handsets on its network.
///
/// It has its own codec, so that a mistake in the one the server uses is not made twice. It keeps to the protocol;
/// [Faults] make it misbehave.
public final class SimulatedSmsc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedSmsc.class);
    private static final int KEPT = 20_000;

    private final ServerSocket door;
    private final Map<String, String> accounts;
    private final InstantSource clock;
    private final Timers timers;
    private final Faults faults = new Faults();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("smsc-", 0).factory());
    private final Set<EsmeSession> sessions = ConcurrentHashMap.newKeySet();
    private final Radio radio;
    private final UssdNetwork ussd;
    private final Joiner joiner = new Joiner();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<ShortMessage> submitted = new ConcurrentLinkedDeque<>();
    private final List<Consumer<Arrival>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong arrivals = new AtomicLong();

    private SimulatedSmsc(ServerSocket door, Map<String, String> accounts, InstantSource clock, Timers timers) {
        this.door = door;
        this.accounts = Map.copyOf(accounts);
        this.clock = clock;
        this.timers = timers;
        this.radio = new Radio(timers, threads);
        this.ussd = new UssdNetwork(radio);
        ids.set(clock.millis() & 0xfff_ffffL);
    }

    /// Listens on loopback, and nowhere else.
    ///
    /// @param port 0 for any free one: [#port] tells which
    /// @param accounts password by system_id
    /// @throws UncheckedIOException when the port is taken
    public static SimulatedSmsc start(int port, Map<String, String> accounts, InstantSource clock) {
        return start(port, accounts, clock, Timers.COMMON);
    }

    /// As above, with its own patience.
    public static SimulatedSmsc start(int port, Map<String, String> accounts, InstantSource clock, Timers timers) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
            SimulatedSmsc smsc = new SimulatedSmsc(door, accounts, clock, timers);
            smsc.threads.execute(smsc::listen);
            return smsc;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated SMSC cannot listen on port " + port + ": is it taken?", e);
        }
    }

    /// The port it listens on.
    public int port() {
        return door.getLocalPort();
    }

    /// What it does wrong on purpose.
    public Faults faults() {
        return faults;
    }

    /// How many ESME connections are bound.
    public int binds() {
        return (int) sessions.stream().filter(EsmeSession::bound).count();
    }

    /// Whether anybody is bound who gets what handsets send.
    public boolean reachable() {
        return sessions.stream().anyMatch(EsmeSession::receives);
    }

    /// The handset of that number. What came for it before is in its inbox.
    ///
    /// @param line the number it writes to
    public Handset handset(Msisdn number, String line) {
        return new Handset(this, number, line, inbox(number.digits()));
    }

    /// Sends a text from a handset: in as many segments as it takes, each when the one before was acknowledged, and
    /// after all that this number has sent before. Waits for an ESME to bind, and sends again what got no answer.
    ///
    /// @return completes when the last deliver_sm_resp has come; exceptionally when the ESME refuses it for good
    public CompletableFuture<Void> send(Msisdn from, String to, String text) {
        return radio.send(from.digits(), MobileOriginated.split(from.digits(), to, text, ids.incrementAndGet()));
    }

    /// Sends octets from a handset as one message, whatever they are.
    ///
    /// @param dataCoding what the message says of them (§5.2.19)
    /// @return completes when it was acknowledged
    public CompletableFuture<Void> send(Msisdn from, String to, byte[] content, int dataCoding) {
        return radio.send(from.digits(), List.of(MobileOriginated.of(from.digits(), to, content, dataCoding)));
    }

    /// Speaks USSD that way from now on.
    public void speaksUssd(UssdStyle style) {
        ussd.style(style);
    }

    /// The screen of that number's handset, for USSD.
    public UssdPhone screen(Msisdn number) {
        return new UssdPhone(this, number);
    }

    /// A handset dials `*…#`; what it had open before ends.
    ///
    /// @return completes when the ESME has taken it
    public CompletableFuture<Void> dial(Msisdn from, String dialled) {
        return ussd.dial(from.digits(), dialled);
    }

    /// A handset answers a USSD page.
    ///
    /// @return completes when the ESME has taken it; exceptionally when nothing was dialled
    public CompletableFuture<Void> answer(Msisdn from, String words) {
        return ussd.answer(from.digits(), words);
    }

    /// A handset ends its USSD session, or the network does.
    ///
    /// @param timeout the network gave up waiting
    public CompletableFuture<Void> hangUp(Msisdn from, boolean timeout) {
        return ussd.end(from.digits(), timeout);
    }

    /// Has `listener` told of each USSD page a handset shows, with its number. It must not block.
    public void onScreen(BiConsumer<String, Screen> listener) {
        ussd.onScreen(listener);
    }

    /// Has `listener` told of each message a handset gets. It must not block.
    public void onArrival(Consumer<Arrival> listener) {
        listeners.add(listener);
    }

    /// The messages taken from ESMEs, segment by segment as they came, oldest first; the last 20,000 of them.
    public List<ShortMessage> submitted() {
        return List.copyOf(submitted);
    }

    /// Fails when a message has come that no handset has read, now or in the time to come.
    ///
    /// @throws AssertionError with the texts
    public void nothingElseSent(Duration quiet) throws InterruptedException {
        Thread.sleep(quiet);
        List<String> unread = inboxes.values().stream()
                .flatMap(inbox -> inbox.unread().stream())
                .map(Arrival::text)
                .toList();
        if (!unread.isEmpty()) {
            throw new AssertionError("sent, but nobody expected it: " + unread);
        }
    }

    /// Closes every connection without unbind, as a network does that breaks down.
    public void dropAll() {
        sessions.forEach(EsmeSession::close);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("closing failed: {}", Failure.describe(e));
        }
        dropAll();
        threads.shutdownNow();
    }

    Timers timers() {
        return timers;
    }

    /// §4.1: `ESME_RINVSYSID` for a name nobody has, `ESME_RINVPASWD` for a wrong password.
    void admit(String systemId, String password) throws Octets.Refused {
        String expected = accounts.get(systemId);
        if (expected == null) {
            throw new Octets.Refused(Status.RINVSYSID);
        }
        if (!expected.equals(password)) {
            throw new Octets.Refused(Status.RINVPASWD);
        }
    }

    void bound(EsmeSession session) {
        if (session.receives()) {
            radio.bound(session);
        }
    }

    void gone(EsmeSession session) {
        sessions.remove(session);
        radio.gone(session);
    }

    /// Takes a message for a handset.
    ///
    /// @return its id, eight hexadecimal digits
    String take(ShortMessage message) throws Octets.Refused {
        if (UssdNetwork.takes(message)) {
            ussd.show(message);
        }
        submitted.add(message);
        if (submitted.size() > KEPT) {
            submitted.poll();
        }
        Optional<Joiner.Joined> whole = UssdNetwork.takes(message) ? Optional.empty() : joiner.add(message);
        if (whole.isPresent()) {
            arrived(message, whole.get());
        }
        return "%08X".formatted(ids.incrementAndGet());
    }

    void receipt(ShortMessage message, String id) {
        if (Receipt.wanted(message, faults.receiptState())) {
            radio.send("receipt " + id, List.of(Receipt.of(message, id, faults, clock.instant())));
        }
    }

    /// Runs the task after that time, or never when the SMSC is closed before.
    void later(Duration delay, Runnable task) {
        begin(() -> {
            Thread.sleep(delay);
            task.run();
            return delay;
        });
    }

    private void begin(Callable<?> task) {
        try {
            threads.submit(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: {}", Failure.describe(closed));
        }
    }

    private void arrived(ShortMessage message, Joiner.Joined whole) {
        Arrival arrival = new Arrival(
                arrivals.incrementAndGet(),
                message.destination().digits(),
                message.source().digits(),
                whole.text(),
                whole.coding(),
                whole.segments(),
                clock.instant());
        inbox(arrival.to()).add(arrival);
        for (Consumer<Arrival> listener : listeners) {
            try {
                listener.accept(arrival);
            } catch (RuntimeException e) {
                LOG.error("a listener to arrivals failed: {}", Failure.describe(e));
            }
        }
    }

    private Inbox inbox(String number) {
        return inboxes.computeIfAbsent(number, n -> new Inbox());
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                EsmeSession session = new EsmeSession(door.accept(), this);
                sessions.add(session);
                begin(() -> {
                    session.run();
                    return session;
                });
                begin(() -> {
                    session.watch();
                    return session;
                });
            } catch (IOException e) {
                LOG.debug("no longer listening: {}", Failure.describe(e));
            }
        }
    }
}
