package org.linja.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one connection to Asterisk's manager interface: connects again when it ends, tells Asterisk that we live, and
/// brings it up to date after every login.
///
/// Three threads that never wait for one another: one reads, one carries events to whoever wants them, one beats. An
/// event's reader may therefore send actions. The beat is also how a dead connection is found: its response must come.
final class AmiLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final int QUEUE = 50_000;

    /// What we do; a login that may not is of no use.
    private static final Set<String> NEEDED = Set.of("Originate", "Setvar", "Status", "Ping");

    /// What we never do: a login that may is more than it should be.
    private static final Set<String> TOO_MUCH =
            Set.of("Command", "GetConfig", "UpdateConfig", "ModuleLoad", "DBPut", "Filter", "AGI");

    /// How facts are named that outlive Asterisk.
    private static final String KEPT = "DB(linja/";

    private final AsteriskSettings.Ami settings;
    private final Pulse pulse;
    private final InstantSource clock;
    private final Supplier<Map<String, String>> facts;
    private final Consumer<AmiMessage> events;
    private final LinkedBlockingQueue<AmiMessage> arrived = new LinkedBlockingQueue<>(QUEUE);
    private final Thread keeping;
    private final Thread carrying;
    private volatile Optional<AmiConnection> open = Optional.empty();
    private volatile Map<String, String> told = Map.of();
    private volatile boolean closed;
    private long beats;

    /// @param pulse whose sign of life the beat is
    /// @param facts what Asterisk has to know besides the beat, by the name of the global variable or function: the
    ///     on-call numbers. Told after every login, and when it has changed
    /// @param events takes events one after another; may block and may send actions
    AmiLink(
            AsteriskSettings.Ami settings,
            Pulse pulse,
            InstantSource clock,
            Supplier<Map<String, String>> facts,
            Consumer<AmiMessage> events) {
        this.settings = settings;
        this.pulse = pulse;
        this.clock = clock;
        this.facts = facts;
        this.events = events;
        this.keeping = Thread.ofVirtual().name("ami-link").unstarted(this::keep);
        this.carrying = Thread.ofVirtual().name("ami-events").unstarted(this::carry);
    }

    AmiLink start() {
        carrying.start();
        keeping.start();
        return this;
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        boolean complained = false;
        while (!closed) {
            try (AmiConnection connection = AmiConnection.open(settings, this::hand)) {
                judge(connection);
                told = Map.of();
                beat(connection);
                open = Optional.of(connection);
                pulse.felt(true);
                hand(new AmiMessage(Map.of("event", List.of(CONNECTED))));
                LOG.info("Asterisk's manager interface: connected");
                pause = FIRST_PAUSE;
                complained = false;
                Instant looked = clock.instant();
                while (!closed && !connection.ended().isDone()) {
                    LockSupport.parkNanos(this, settings.beat().toNanos());
                    if (!closed) {
                        beat(connection);
                    }
                    if (clock.instant().isAfter(looked.plus(LOOK))) {
                        looked = clock.instant();
                        hand(new AmiMessage(Map.of("event", List.of(MINUTE))));
                    }
                }
            } catch (IOException | RuntimeException e) {
                if (!complained && !closed) {
                    LOG.warn(
                            "Asterisk's manager interface at {}:{}: {}; trying again and again",
                            settings.host(),
                            settings.port(),
                            e instanceof IOException ? e.getMessage() : Failure.describe(e));
                    complained = true;
                }
            } finally {
                pulse.felt(false);
                open = Optional.empty();
            }
            if (!closed) {
                LockSupport.parkNanos(this, pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /// The event by which a new login is told to whoever reads events.
    static final String CONNECTED = "LinjaConnected";

    /// And the one that comes about once a minute while there is a connection: what could not be done is tried
    /// again.
    static final String MINUTE = "LinjaMinute";

    /// And the last one of all: what was told before it is still dealt with.
    private static final String LAST = "LinjaLast";

    private void judge(AmiConnection connection) throws IOException {
        Set<String> may = connection.ask("ListCommands", Map.of()).fields().keySet();
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeIf(action -> may.contains(action.toLowerCase(java.util.Locale.ROOT)));
        if (!missing.isEmpty()) {
            throw new IOException("the user " + settings.user() + " may not do " + String.join(", ", missing)
                    + ": give it write = call,originate,reporting,user in manager.conf");
        }
        Set<String> excess = new TreeSet<>(TOO_MUCH);
        excess.removeIf(action -> !may.contains(action.toLowerCase(java.util.Locale.ROOT)));
        if (!excess.isEmpty()) {
            LOG.warn(
                    "the manager user {} may do {}: it needs only write = call,originate,reporting,user",
                    settings.user(),
                    String.join(", ", excess));
        }
    }

    /// The beat comes last: once Asterisk relies on us it knows whom to ring without us.
    private void beat(AmiConnection connection) throws IOException {
        Map<String, String> now = facts.get();
        Map<String, String> before = told;
        for (Map.Entry<String, String> fact : now.entrySet()) {
            if (!fact.getValue().equals(before.get(fact.getKey()))) {
                set(connection, fact.getKey(), fact.getValue());
            }
        }
        told = now;
        set(connection, pulse.variable(), Long.toString(++beats));
        set(connection, "LINJA_BEAT", Long.toString(clock.instant().getEpochSecond()));
    }

    private static void set(AmiConnection connection, String name, String value) throws IOException {
        AmiMessage said = name.startsWith(KEPT)
                ? keep(connection, name.substring(KEPT.length(), name.length() - 1), value)
                : connection.ask("Setvar", Map.of("Variable", name, "Value", value));
        if (!said.success()) {
            throw new IOException("the manager interface refused to set " + name.replaceAll("[-(].*", ""));
        }
    }

    /// A login as small as ours may not write AstDB; the dialplan does it for us.
    private static AmiMessage keep(AmiConnection connection, String name, String value) throws IOException {
        return connection.ask(
                "Originate",
                Map.of(
                        "Channel", "Local/keep@linja-keep/n",
                        "Context", "linja-keep",
                        "Exten", "kept",
                        "Priority", "1",
                        "Async", "true",
                        "Variable", List.of("__LINJA_NAME=" + name, "__LINJA_VALUE=" + value)));
    }

    /// From the reading thread: never blocks.
    private void hand(AmiMessage event) {
        if (!arrived.offer(event)) {
            LOG.error("more than {} events wait: the connection is given up and what is so is asked anew", QUEUE);
            arrived.clear();
            open.ifPresent(AmiConnection::close);
        }
    }

    private void carry() {
        boolean over = false;
        while (!over) {
            try {
                AmiMessage event = arrived.take();
                over = event.get("Event").equals(LAST);
                if (!over) {
                    events.accept(event);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                LOG.error("an event of Asterisk could not be dealt with: {}", Failure.describe(e));
            }
        }
    }

    /// Does an action.
    ///
    /// @return its response; empty when there is no connection, or it ended
    Optional<AmiMessage> ask(String action, String id, Map<String, ?> fields) {
        return open.flatMap(connection -> {
            try {
                return Optional.of(connection.ask(action, id, fields));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /// Tells Asterisk now what has changed, not at the next beat.
    void poke() {
        LockSupport.unpark(keeping);
    }

    boolean up() {
        return open.isPresent();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(keeping);
        open.ifPresent(AmiConnection::close);
        try {
            keeping.join(STOPPING);
            hand(new AmiMessage(Map.of("event", List.of(LAST))));
            carrying.join(STOPPING);
            carrying.interrupt();
            carrying.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
