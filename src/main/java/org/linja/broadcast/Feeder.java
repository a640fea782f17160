package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.linja.broadcast.BroadcastStore.Versioned;
import org.linja.broadcast.BroadcastStore.Watch;
import org.linja.broadcast.RunStore.Finished;
import org.linja.broadcast.RunStore.Outcome;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.RunStore.Slice;
import org.linja.broadcast.RunStore.Taken;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.outbox.Cleared;
import org.linja.outbox.Lane;
import org.linja.outbox.SafeSend;
import org.linja.outbox.SendResult;
import org.linja.outbox.Sender;
import org.linja.work.Failure;
import org.linja.work.Ids;
import org.linja.work.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds running broadcasts to the carriers: in slices that fit the room they have left, at the set pace, inside the
/// hours, and not at all while people wait for help.
///
/// Pausing, cancelling and the kill switch are looked for four times a second; nothing is taken out ahead of what can
/// be written at once, so they hold within that time.
public final class Feeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final Duration BEAT = Duration.ofMillis(20);
    private static final Duration WATCH = Duration.ofMillis(250);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);
    /// Longer than a carrier may keep a message before it tells an outcome.
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final int SLICE = 250;
    private static final Duration GATHER = Duration.ofMillis(10);

    private final BroadcastStore broadcasts;
    private final RunStore runs;
    private final Tally tally;
    private final Filling filling;
    private final SafeSend gate;
    private final BroadcastSettings settings;
    private final LongSupplier waitingCases;
    private final InstantSource clock;
    private final BiFunction<String, Language, String> municipalities;
    private final Ids ids = new Ids();
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private final Map<String, Way> ways = new HashMap<>();
    private final Ticker ticker;

    /// Claims found at the start belong to nobody, and were not looked at yet.
    private boolean alone;

    /// Until the store was asked, nothing but SOS leaves.
    private volatile boolean killed = true;
    private volatile boolean closed;
    private volatile boolean holding;
    private Instant watched = Instant.MIN;
    private Instant lookedAfter = Instant.MIN;
    private Set<String> paused = Set.of();

    /// One carrier, with its pace.
    private record Way(Sender sender, Pace pace, Gathering gathering) {}

    /// When a carrier was last given messages, and the most it ever had room for: a slice is worth a write to disk.
    private static final class Gathering {
        private Instant last = Instant.MIN;
        private int most = 1;

        boolean worth(int room, Instant now) {
            most = Math.max(most, room);
            return room * 3 >= most || !now.isBefore(last.plus(GATHER));
        }
    }

    /// A broadcast that runs here.
    private record Run(Broadcast broadcast, Writing writing, Map<String, Queue> queues, Pace pace) {}

    /// Starts feeding.
    ///
    /// @param carriers by which messages leave
    /// @param waitingCases how many urgent cases nobody has accepted
    /// @param municipalities the name of one, by its key, in a language
    /// @param alone whether this is the only server: then claims found at the start belong to nobody
    public Feeder(
            BroadcastStore broadcasts,
            RunStore runs,
            Tally tally,
            Filling filling,
            SafeSend gate,
            BroadcastSettings settings,
            List<? extends Sender> carriers,
            LongSupplier waitingCases,
            BiFunction<String, Language, String> municipalities,
            boolean alone,
            InstantSource clock) {
        this.broadcasts = broadcasts;
        this.runs = runs;
        this.tally = tally;
        this.filling = filling;
        this.gate = gate;
        this.settings = settings;
        this.waitingCases = waitingCases;
        this.municipalities = municipalities;
        this.clock = clock;
        Instant now = clock.instant();
        for (Sender carrier : carriers) {
            ways.put(
                    carrier.carrier(),
                    new Way(carrier, new Pace(settings.pace(carrier.carrier()), now), new Gathering()));
        }
        this.alone = alone;
        tally.tellOfAgain(this::again);
        ticker = new Ticker("broadcast", BEAT, clock, this::tick);
        carriers.forEach(carrier -> carrier.onRoom(ticker::poke));
    }

    /// Whether the kill switch is on, as of the last look.
    public boolean killed() {
        return killed;
    }

    private void tick(Instant now) {
        if (alone) {
            broadcasts.watch(now).live().keySet().forEach(run -> runs.expire(run, Instant.MAX, now));
            alone = false;
        }
        if (!now.isBefore(watched.plus(WATCH)) || now.isBefore(watched)) {
            watch(now);
        }
        if (killed || running.isEmpty()) {
            return;
        }
        if (!now.isBefore(lookedAfter.plus(LOOK_AFTER)) || now.isBefore(lookedAfter)) {
            lookedAfter = now;
            lookAfter(now);
        }
        if (holding || !settings.hours().open(now)) {
            return;
        }
        boolean fed = false;
        for (Run run : List.copyOf(running.values())) {
            if (may(run.broadcast(), now)) {
                for (Map.Entry<String, Queue> queue : run.queues().entrySet()) {
                    fed |= feed(run, queue.getKey(), queue.getValue());
                }
            }
        }
        if (fed) {
            ticker.poke();
        }
    }

    private boolean may(Broadcast broadcast, Instant now) {
        if (paused.contains(broadcast.id())) {
            return false;
        }
        Instant opened = settings.hours().openedAt(now);
        boolean overNight =
                broadcast.begun().map(begun -> begun.isBefore(opened)).orElse(false);
        return !overNight || !now.isBefore(settings.hours().jittered(broadcast.id(), opened, settings.jitter()));
    }

    /// Takes up what was started, drops what was ended, and notes what is paused.
    private void watch(Instant now) {
        Watch seen = broadcasts.watch(now);
        watched = now;
        killed = seen.killed();
        tally.listenFor(seen.receiptsFor());
        running.keySet().removeIf(id -> !seen.live().containsKey(id));
        Set<String> resting = new HashSet<>();
        seen.live().forEach((id, state) -> {
            if (state == Broadcast.State.FILLING) {
                filling.fill(id);
            } else if (state == Broadcast.State.CANCELLED) {
                running.remove(id);
                clearUp(id, now);
            } else {
                if (state == Broadcast.State.PAUSED) {
                    resting.add(id);
                }
                if (!running.containsKey(id)) {
                    takeUp(id, now);
                }
            }
        });
        paused = resting;
    }

    private void takeUp(String id, Instant now) {
        broadcasts.find(id).map(Versioned::value).ifPresent(broadcast -> {
            List<RunStore.Part> parts = runs.load(id);
            Map<String, Queue> queues = new HashMap<>();
            ways.keySet()
                    .forEach(carrier ->
                            queues.put(carrier, new Queue(id, carrier, parts, runs, () -> ids.next(clock.instant()))));
            double pace = broadcast.pace() > 0 ? broadcast.pace() : Double.POSITIVE_INFINITY;
            running.put(
                    id,
                    new Run(
                            broadcast,
                            new Writing(broadcast, municipalities),
                            queues,
                            new Pace(Math.min(pace, settings.replies().bearable()), now)));
        });
    }

    /// Ends what is over, has dead claims taken as unknown, and looks whether people wait for help.
    private void lookAfter(Instant now) {
        int most = settings.replies().holdWhenWaiting();
        holding = most > 0 && waitingCases.getAsLong() >= most;
        for (Run run : List.copyOf(running.values())) {
            String id = run.broadcast().id();
            runs.expire(id, now, now);
            Progress progress = runs.progress(id);
            boolean lost = progress.count(Fate.QUEUED) > 0
                    && progress.count(Fate.CLAIMED) == 0
                    && run.queues().values().stream().allMatch(Queue::empty);
            if (progress.over()) {
                finish(id, now);
            } else if (lost) {
                takeUp(id, now);
            }
        }
    }

    /// A cancelled one is over when what had just left is told of; what comes back meanwhile is cancelled too.
    private void clearUp(String id, Instant now) {
        runs.cancel(id);
        runs.expire(id, now, now);
        if (!runs.progress(id).over()) {
            return;
        }
        broadcasts.find(id).filter(b -> b.value().live()).ifPresent(found -> {
            runs.close(id, settings.keep());
            broadcasts.write(found.value().ended(Broadcast.State.CANCELLED, now), found.version(), now);
            LOG.info("broadcast {} is cancelled", id);
        });
    }

    private void finish(String id, Instant now) {
        Optional<Versioned> found = broadcasts.find(id);
        if (found.isPresent()
                && found.get().value().state() == Broadcast.State.RUNNING
                && broadcasts.write(
                        found.get().value().ended(Broadcast.State.DONE, now),
                        found.get().version(),
                        now)) {
            runs.close(id, settings.keep());
            running.remove(id);
            LOG.info("broadcast {} is done", id);
        }
    }

    /// Sends one slice, if there is room and pace for it.
    private boolean feed(Run run, String carrier, Queue queue) {
        Way way = ways.get(carrier);
        if (way == null) {
            return false;
        }
        Instant now = clock.instant();
        int room = Math.min(way.sender().room(Lane.BROADCAST), SLICE);
        if (room == 0 || !way.gathering().worth(room, now)) {
            return false;
        }
        int segments = Math.min(way.pace().room(now), run.pace().room(now));
        int most = Math.min(room, segments) / run.writing().mostSegments();
        most = most == 0 && segments > 0 ? 1 : most;
        Optional<Slice> next = most == 0 ? Optional.empty() : queue.next(most);
        if (next.isEmpty()) {
            return false;
        }
        way.gathering().last = now;
        send(run, way, next.get());
        return true;
    }

    private void send(Run run, Way way, Slice slice) {
        Instant now = clock.instant();
        Broadcast broadcast = run.broadcast();
        Taken taken = take(slice, broadcast, now);
        List<Fate> fates = taken.fates();
        AtomicInteger left = new AtomicInteger(
                (int) fates.stream().filter(f -> f == Fate.CLAIMED).count());
        Instant until = settings.hours().until(now);
        int cost = 0;
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) != Fate.CLAIMED) {
                continue;
            }
            Recipient to = slice.people().get(i);
            cost += run.writing().segments(to.language());
            int place = i;
            switch (judge(run, slice, i, Optional.ofNullable(taken.persons().get(i)), until, now)) {
                case SafeSend.Verdict.Refuse refused -> {
                    Fate fate = switch (refused.reason()) {
                        case HOURS -> Fate.QUEUED;
                        case STOPPED, NOT_ASKED -> Fate.OPTED_OUT;
                        case WINDOW, EXPLICIT, QUIET, FORGOTTEN, UNSAFE, TAKEN -> Fate.HELD;
                    };
                    tell(slice, place, fate, way.sender().carrier(), List.of(), left);
                }
                case SafeSend.Verdict.Clear clear -> hand(way, clear.message(), slice, place, left);
            }
        }
        way.pace().take(cost);
        run.pace().take(cost);
    }

    /// While the store does not answer nobody knows whether the slice was claimed; it is asked until it says so.
    private Taken take(Slice slice, Broadcast broadcast, Instant now) {
        while (true) {
            try {
                return runs.take(slice, broadcast.topic(), settings.monthlyCap(), RunStore.month(now), now, LEASE);
            } catch (RuntimeException unreachable) {
                if (closed) {
                    throw unreachable;
                }
                LOG.warn("a slice of broadcast {} is asked for again: {}", slice.run(), Failure.describe(unreachable));
            }
        }
    }

    private SafeSend.Verdict judge(Run run, Slice slice, int i, Optional<Person> person, Instant until, Instant now) {
        Broadcast broadcast = run.broadcast();
        Recipient to = slice.people().get(i);
        Broadcast.Words words = run.writing().words(to.language());
        return gate.toSubscriber(
                new SafeSend.Awareness(
                        broadcast.id() + "-" + slice.partition() + "-" + slice.index(i),
                        run.writing().text(to),
                        words.tone(),
                        settings.sender(),
                        broadcast.begun().orElse(now),
                        broadcast.topic().twice(),
                        until),
                to.number(),
                new SafeSend.Standing(true, false, person),
                now);
    }

    private void hand(Way way, Cleared message, Slice slice, int i, AtomicInteger left) {
        way.sender().send(message, result -> {
            switch (result) {
                case SendResult.Accepted accepted ->
                    tell(slice, i, Fate.SUBMITTED, way.sender().carrier(), accepted.providerIds(), left);
                case SendResult.Retry ignored ->
                    tell(slice, i, Fate.QUEUED, way.sender().carrier(), List.of(), left);
                case SendResult.Refused ignored ->
                    tell(slice, i, Fate.REFUSED, way.sender().carrier(), List.of(), left);
                case SendResult.Unknown ignored ->
                    tell(slice, i, Fate.UNKNOWN, way.sender().carrier(), List.of(), left);
            }
        });
    }

    private void tell(Slice slice, int i, Fate fate, String carrier, List<String> ids, AtomicInteger left) {
        tally.add(new Outcome(
                slice.run(),
                slice.partition(),
                slice.index(i),
                slice.people().get(i).fingerprint(),
                fate,
                carrier,
                ids));
        if (left.decrementAndGet() == 0) {
            tally.add(new Finished(slice.run(), slice.partition(), slice.name()));
        }
    }

    /// She is queued again in the store, and so here.
    private void again(Outcome one) {
        Run run = running.get(one.run());
        Queue queue = run == null ? null : run.queues().get(one.carrier());
        if (queue != null) {
            queue.again(one.partition(), one.index());
        }
    }

    @Override
    public void close() {
        closed = true;
        ticker.close();
    }
}
