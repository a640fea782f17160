package org.linja;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.Feeder;
import org.linja.broadcast.Subscribers;
import org.linja.contact.Language;
import org.linja.dialog.Dialog;
import org.linja.dialog.HerTurn;
import org.linja.dialog.Inbound;
import org.linja.dialog.Inbox;
import org.linja.dialog.Intake;
import org.linja.dialog.Refuge;
import org.linja.dialog.Stopgap;
import org.linja.dialog.Turns;
import org.linja.dialog.UssdDesk;
import org.linja.dialog.UssdOutage;
import org.linja.dialog.UssdSessions;
import org.linja.dialog.UssdTurns;
import org.linja.escalation.Notices;
import org.linja.escalation.Swaps;
import org.linja.flow.UssdConversation;
import org.linja.http.Answer;
import org.linja.http.Routes;
import org.linja.ledger.Ledger;
import org.linja.outbox.DeliveryReports;
import org.linja.outbox.Lane;
import org.linja.outbox.Outbox;
import org.linja.outbox.OutboxStore;
import org.linja.outbox.SafeSend;
import org.linja.redis.DiskSpool;
import org.linja.redis.Durability;
import org.linja.redis.EmbeddedRedis;
import org.linja.redis.Fingerprints;
import org.linja.redis.Keyring;
import org.linja.redis.Partitions;
import org.linja.redis.RedisInbox;
import org.linja.redis.RedisLedger;
import org.linja.redis.RedisLink;
import org.linja.redis.RedisOutbox;
import org.linja.redis.RedisParts;
import org.linja.redis.RedisRecovery;
import org.linja.redis.RedisUssd;
import org.linja.redis.ReplicaWait;
import org.linja.redis.ReplicatedInbox;
import org.linja.redis.Seal;
import org.linja.smpp.LinkStatus;
import org.linja.smpp.SmscLink;
import org.linja.staff.Roster;
import org.linja.tapes.TapeShelf;
import org.linja.tapes.Vault;
import org.linja.ussd.UssdDoor;
import org.linja.work.Failure;
import org.linja.work.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the rooms: the only place that knows which store stands behind which port. What it starts it stops, in reverse
/// order.
public final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration STAFF_VALIDITY = Duration.ofMinutes(30);

    /// How long an SOS waits for the store before it is kept on the disk instead: less than a carrier waits for us.
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(3);

    private final Settings settings;
    private final InstantSource clock;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final RedisLink link;
    private final OutboxStore outboxStore;
    private final Ledger ledger;
    private final TapeShelf tapes;
    private final OnCallWiring onCall;
    private final CounselWiring counsel;
    private final Swaps swaps;
    private final BroadcastWiring broadcasts;
    private final List<SmscLink> links = new ArrayList<>();
    private Optional<UssdDesk> ussd = Optional.empty();
    private final List<Routes> aggregators = new ArrayList<>();
    private Optional<VoiceWiring> voice = Optional.empty();
    private Optional<DiskSpool> spool = Optional.empty();

    private Wiring(Settings settings, InstantSource clock, RedisLink link, Keyring keyring, boolean serve) {
        this.settings = settings;
        this.clock = clock;
        this.link = link;
        Seal seal = new Seal(keyring);
        Fingerprints fingerprints = new Fingerprints(keyring);
        Partitions partitions = Partitions.ONE;
        outboxStore = new RedisOutbox(link, partitions, seal);
        ledger = new RedisLedger(link, partitions, fingerprints, seal, RedisLedger.Retention.DEFAULT);
        tapes = new TapeShelf(settings.data().resolve("tapes"), vault(seal));
        broadcasts = new BroadcastWiring(settings, clock, link, partitions, fingerprints, seal);
        onCall = new OnCallWiring(settings, clock, link, ledger);
        Ids ids = new Ids();
        Notices notices = new Notices(settings.staffTexts(), ids);
        SafeSend gate = new SafeSend(
                settings.hotline().replyWindow(),
                STAFF_VALIDITY,
                settings.roster().zone());
        counsel = new CounselWiring(settings, ledger, onCall, notices, gate, link, partitions, seal);
        swaps = new Swaps(onCall.book(), ledger, notices);
        if (serve) {
            HerTurn herTurn = new HerTurn(
                    settings.conversation(),
                    settings.languageGuess(),
                    counsel.words(),
                    settings.hotline(),
                    ledger,
                    settings.roster(),
                    counsel.twoWay(),
                    ids);
            DiskSpool kept = DiskSpool.open(
                    settings.data().resolve("spool"), seal, settings.outage().spoolBytes());
            started.push(kept);
            spool = Optional.of(kept);
            Stopgap stopgap = new Stopgap(
                    settings.conversation(),
                    counsel.words(),
                    notices,
                    settings.roster(),
                    gate,
                    ids,
                    clock,
                    kept::confirmed);
            ReplicaWait replicas =
                    ReplicaWait.of(link, Durability.of(link), settings.outage().replicaWait());
            Inbox inbox = new ReplicatedInbox(new RedisInbox(link, partitions, fingerprints, seal), replicas);
            Refuge refuge = new Refuge(
                    kept, new RedisRecovery(link, partitions, fingerprints, seal), stopgap, STORE_PATIENCE, clock);
            started.push(refuge);
            RedisParts parts = new RedisParts(link, partitions, fingerprints, seal);
            RedisUssd ussd = new RedisUssd(link, partitions, fingerprints, seal);
            Runnable written = start(gate, notices, herTurn, inbox, refuge, stopgap, replicas, parts, ussd);
            started.push(counsel.start(clock, written));
            started.push(counsel.purge(clock));
        }
    }

    /// Starts everything: store, ladder, door, carriers.
    ///
    /// @throws RuntimeException when something cannot start; what had started is stopped
    public static Wiring serve(Settings settings, InstantSource clock) {
        Deque<AutoCloseable> begun = new ArrayDeque<>();
        try {
            String uri = settings.redis();
            if (uri.equals("embedded")) {
                EmbeddedRedis redis = EmbeddedRedis.start(settings.data());
                begun.push(redis);
                uri = redis.uri();
            }
            RedisLink link = RedisLink.connect(uri);
            begun.push(link);
            Durability promise = Durability.of(link);
            LOG.info("{}", promise.says());
            if (promise instanceof Durability.TooWeak weak && settings.production()) {
                throw new IllegalStateException(weak.says() + ": " + weak.remedy());
            }
            Wiring wiring = new Wiring(settings, clock, link, keyring(settings), true);
            begun.forEach(wiring.started::addLast);
            return wiring;
        } catch (RuntimeException e) {
            begun.forEach(Wiring::stop);
            throw e;
        }
    }

    /// Uses the store of a running server: for commands in a terminal. Starts nothing.
    public static Wiring attach(Settings settings, InstantSource clock) {
        String uri = settings.redis().equals("embedded")
                ? EmbeddedRedis.running(settings.data())
                        .orElseThrow(() -> new IllegalStateException("no server is running on " + settings.data()
                                + ": start it with ./linja serve, or name its folder with --config"))
                : settings.redis();
        RedisLink link = RedisLink.connect(uri);
        Wiring wiring = new Wiring(settings, clock, link, keyring(settings), false);
        wiring.started.push(link);
        return wiring;
    }

    private static Keyring keyring(Settings settings) {
        Path file = settings.data().resolve("keys");
        return settings.keys()
                .map(text -> Keyring.parse("config/linja.yaml keys", text))
                .orElseGet(() -> settings.production() ? Keyring.read(file) : Keyring.readOrCreate(file));
    }

    private static Vault vault(Seal seal) {
        return new Vault() {
            @Override
            public byte[] seal(byte[] clear, String context) {
                return seal.seal(clear, context);
            }

            @Override
            public byte[] open(byte[] sealed, String context) {
                return seal.open(sealed, context);
            }
        };
    }

    private Runnable start(
            SafeSend gate,
            Notices notices,
            HerTurn herTurn,
            Inbox inbox,
            Refuge refuge,
            Stopgap stopgap,
            ReplicaWait replicas,
            RedisParts parts,
            RedisUssd sessions) {
        if (settings.redis().equals("embedded")) {
            outboxStore.releaseAll();
        }
        Outbox outbox = new Outbox(outboxStore, gate, onCall::waits, clock);
        started.push(outbox);
        AtomicReference<Runnable> climb = new AtomicReference<>(() -> {});
        started.push(onCall);
        climb.set(onCall.start(notices, outbox::poke)::poke);
        Turns turns = new Turns(
                ledger,
                settings.roster(),
                counsel.enrolment(),
                counsel.staffTurns(),
                swaps,
                herTurn,
                settings.lexicon(),
                outbox,
                replicas::afterUrgent,
                () -> climb.get().run());
        Dialog dialog = new Dialog(
                inbox, turns, refuge, this::urgent, clock, settings.hotline().turnsAtOnce());
        started.push(dialog);
        rehearse();
        Runnable written = () -> {
            outbox.poke();
            climb.get().run();
        };
        VoiceWiring calls = new VoiceWiring(settings, ledger, tapes, onCall, counsel, notices, written, clock);
        started.push(calls);
        voice = Optional.of(calls);
        UssdDesk desk = desk(sessions, herTurn, dialog, refuge, replicas::afterUrgent, written);
        DeliveryReports receipts = broadcasts.receipts(outbox);
        broadcasts.last().forEach(started::push);
        Echoes door = broadcasts.echoes(dialog);
        started.push(door);
        settings.carriers()
                .forEach(carrier -> links.add(new SmscLink(carrier, door, receipts, parts, clock).answering(desk)));
        links.forEach(started::push);
        Feeder feeder = broadcasts.feed(gate, links, ledger, settings.redis().equals("embedded"), started);
        outbox.onlySosWhile(feeder::killed);
        outbox.start(links);
        stopgap.start(links);
        links.forEach(SmscLink::start);
        return outbox::poke;
    }

    /// While somebody waits for us the door opens at once.
    private void rehearse() {
        Duration longest = settings.hotline().warmUp();
        if (longest.isPositive() && ledger.waiting() == 0) {
            LOG.info("rehearsing for {} s, with a store and a network of its own", longest.toSeconds());
            try {
                boolean ussd = !settings.aggregators().isEmpty();
                Rehearsal.run(settings, clock, Integer.MAX_VALUE, ussd, longest, () -> ledger.waiting() == 0);
            } catch (RuntimeException e) {
                LOG.warn("the rehearsal failed, the first answers will be slow: {}", Failure.describe(e));
            }
        }
    }

    private UssdDesk desk(
            UssdSessions sessions,
            HerTurn herTurn,
            Intake intake,
            Refuge refuge,
            Runnable urgentWritten,
            Runnable written) {
        UssdConversation conversation = settings.ussdConversation();
        UssdOutage outage = new UssdOutage(
                intake,
                refuge::shelter,
                settings.lexicon(),
                conversation,
                settings.script().texts(),
                settings.hotline().unknownLanguage());
        UssdTurns turns = new UssdTurns(
                sessions,
                conversation,
                herTurn,
                ledger,
                settings.lexicon(),
                outage,
                settings.ussd(),
                clock,
                urgentWritten,
                written);
        started.push(turns);
        ussd = Optional.of(turns);
        UssdDoor door = new UssdDoor(turns, outage::callsForHelp, clock);
        aggregators.addAll(door.routes(settings.aggregators()));
        return turns;
    }

    private boolean urgent(Inbound inbound) {
        return switch (inbound.body()) {
            case Inbound.Body.Text words -> settings.lexicon().urgent(words.text());
            case Inbound.Body.Undecodable ignored -> true;
        };
    }

    /// Has that stopped with everything else, before everything else.
    public void alsoStop(AutoCloseable one) {
        started.push(one);
    }

    /// Persons and cases.
    public Ledger ledger() {
        return ledger;
    }

    /// What is configured.
    Settings settings() {
        return settings;
    }

    /// Sends a broadcast to one member of the awareness team.
    ///
    /// @return why not, or empty
    Optional<String> testBroadcast(Broadcast broadcast, Language language, String name) {
        return broadcasts.test(broadcast, language, name, ledger);
    }

    /// Awareness messages.
    public Broadcasts broadcasts() {
        return broadcasts.broadcasts();
    }

    /// Who asked for awareness messages.
    public Subscribers subscribers() {
        return broadcasts.subscribers();
    }

    /// Talks that were recorded.
    TapeShelf tapes() {
        return tapes;
    }

    /// Who is in the roster.
    public Roster roster() {
        return settings.roster();
    }

    /// Who is on call, the ladder and what watches it.
    public OnCallWiring onCall() {
        return onCall;
    }

    /// Swaps of shifts.
    public Swaps swaps() {
        return swaps;
    }

    /// What counsellors do.
    public CounselWiring counsel() {
        return counsel;
    }

    /// Answers USSD sessions.
    UssdDesk ussd() {
        return ussd.orElseThrow(() -> new IllegalStateException("only a server answers USSD sessions"));
    }

    /// Calls; empty in a command that only looks into the store.
    public Optional<VoiceWiring> voice() {
        return voice;
    }

    /// Whether all carriers are bound.
    public boolean bound() {
        return links.stream().map(SmscLink::status).allMatch(s -> s.bound() == s.binds());
    }

    /// What the server answers over HTTP: its health, the calendars and figures of those on call, and the
    /// aggregators.
    public List<Routes> routes() {
        List<Routes> routes = new ArrayList<>(aggregators);
        routes.add(health());
        routes.add(onCall.routes());
        return routes;
    }

    /// Health for machines (`/health`), nothing of anybody.
    public Routes health() {
        return new Routes().get("/health", request -> {
            boolean store = link.up();
            List<Map<String, Object>> carriers =
                    links.stream().map(SmscLink::status).map(Wiring::shown).toList();
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("store", store);
            all.put("carriers", carriers);
            all.put("bound", bound());
            voice.flatMap(VoiceWiring::asterisk).ifPresent(line -> {
                all.put("asterisk", line.up());
                all.put("callers", voice.map(VoiceWiring::waiting).orElse(0));
            });
            all.put("spooled", spooled());
            if (store) {
                all.put("waiting-cases", ledger.waiting());
                all.put("oldest-waiting-seconds", oldestWaiting());
                all.put("outbox-sos", outboxStore.waiting(Lane.SOS));
                all.put("outbox-under-way", outboxStore.claimed());
            }
            Answer answer = Answer.json(all);
            return store && bound() ? answer : new Answer(503, answer.type(), answer.body(), answer.headers());
        });
    }

    /// How many messages are being sent at the moment.
    public long underWay() {
        return outboxStore.claimed();
    }

    /// How many urgent messages wait on the disk for the store.
    public long spooled() {
        return spool.map(DiskSpool::waiting).orElse(0L);
    }

    private long oldestWaiting() {
        return ledger.longestWaiting()
                .map(c -> Duration.between(c.value().opened(), clock.instant()).toSeconds())
                .orElse(0L);
    }

    private static Map<String, Object> shown(LinkStatus status) {
        return Map.of(
                "carrier", status.carrier(),
                "bound", status.bound(),
                "binds", status.binds(),
                "under-way", status.underWay(),
                "throttled", status.throttled(),
                "unknown", status.unknown());
    }

    @Override
    public void close() {
        started.forEach(Wiring::stop);
        started.clear();
    }

    static void stop(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly: {}", one.getClass().getSimpleName(), Failure.describe(e));
        }
    }
}
