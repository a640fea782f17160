package org.linja.broadcast;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.linja.broadcast.Broadcast.State;
import org.linja.broadcast.BroadcastStore.Versioned;
import org.linja.contact.Language;

/// What the awareness team does with broadcasts, whatever it does it with: terminal, and later the console. Everything
/// is decided here and written at once; the servers see it within a quarter of a second.
public final class Broadcasts {
    private static final String CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final int CODE_LENGTH = 4;
    private static final int TRIES = 20;

    private final BroadcastStore store;
    private final RunStore runs;
    private final Subscribers subscribers;
    private final BroadcastSettings settings;
    private final BroadcastLint lint;
    private final List<String> carriers;
    private final Language unknownLanguage;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    /// @param carriers by which messages can leave, the usual one first
    public Broadcasts(
            BroadcastStore store,
            RunStore runs,
            Subscribers subscribers,
            BroadcastSettings settings,
            BroadcastLint lint,
            List<String> carriers,
            Language unknownLanguage,
            InstantSource clock) {
        this.store = store;
        this.runs = runs;
        this.subscribers = subscribers;
        this.settings = settings;
        this.lint = lint;
        this.carriers = List.copyOf(carriers);
        this.unknownLanguage = unknownLanguage;
        this.clock = clock;
    }

    /// What came of a wish.
    public sealed interface Done {
        /// It was done.
        record Yes(Broadcast broadcast) implements Done {}

        /// It was not, for this reason.
        record No(String why) implements Done {}
    }

    /// Writes down a new draft.
    public Done draft(BroadcastFile.Written written, String author) {
        if (!writes(author)) {
            return nobody(author, "write");
        }
        for (int i = 0; i < TRIES; i++) {
            Broadcast fresh = Broadcast.draft(code(), written, author, clock.instant());
            if (store.write(fresh, 0, clock.instant())) {
                return new Done.Yes(fresh);
            }
        }
        return new Done.No("no free code was found; try again");
    }

    /// Changes a draft, or anything that was not started: it must be approved anew.
    public Done change(String id, BroadcastFile.Written written, String author) {
        if (!writes(author)) {
            return nobody(author, "write");
        }
        return step(
                id,
                b -> b.state().started() ? Optional.of("it was started; write a new one") : Optional.empty(),
                b -> b.changed(written, author));
    }

    /// The author is finished.
    public Done submit(String id, String author) {
        if (!writes(author)) {
            return nobody(author, "write");
        }
        return step(
                id,
                b -> {
                    if (b.state() != State.DRAFT) {
                        return Optional.of("it is no draft");
                    }
                    List<String> errors = check(b).errors();
                    return errors.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", errors));
                },
                b -> b.in(State.SUBMITTED));
    }

    /// Somebody who did not write it has read it (O8).
    public Done approve(String id, String by) {
        if (settings.member(by).filter(BroadcastSettings.Member::approves).isEmpty()) {
            return nobody(by, "approve");
        }
        return step(
                id,
                b -> {
                    if (b.state() != State.SUBMITTED) {
                        return Optional.of("it is not submitted");
                    }
                    return b.authors().contains(by)
                            ? Optional.of("whoever wrote it cannot approve it: somebody else must")
                            : Optional.empty();
                },
                b -> b.approved(by, clock.instant()));
    }

    /// Sends it on its way, at once or from a moment on.
    public Done start(String id, String by, Optional<Instant> at) {
        if (settings.member(by).isEmpty()) {
            return nobody(by, "start");
        }
        return step(id, this::unready, b -> b.starting(at.orElseGet(clock::instant)));
    }

    private Optional<String> unready(Broadcast b) {
        if (b.state() != State.APPROVED) {
            return Optional.of("it is not approved");
        }
        if (!b.approvedAsItStands()) {
            return Optional.of("it has changed since it was approved");
        }
        if (subscribers.adopting()) {
            return Optional.of("a list of subscribers is being taken over; wait until that is finished");
        }
        List<String> errors = check(b).errors();
        if (!errors.isEmpty()) {
            return Optional.of(String.join("\n", errors));
        }
        return preview(b).tooSmall()
                ? Optional.of("its audience is smaller than " + settings.smallestAudience()
                        + ": that could tell who they are (R44)")
                : Optional.empty();
    }

    /// Nothing more of it is sent until it is resumed.
    public Done pause(String id) {
        return step(
                id,
                b -> b.state() == State.RUNNING ? Optional.empty() : Optional.of("it is not running"),
                b -> b.in(State.PAUSED));
    }

    /// It goes on.
    public Done resume(String id) {
        return step(
                id,
                b -> b.state() == State.PAUSED ? Optional.empty() : Optional.of("it is not paused"),
                b -> b.in(State.RUNNING));
    }

    /// Nothing more of it is ever sent.
    public Done cancel(String id) {
        return step(
                id,
                b -> b.live() && b.state() != State.CANCELLED ? Optional.empty() : Optional.of("it is not under way"),
                b -> b.in(State.CANCELLED));
    }

    /// Stops everything but SOS, or lets it go on (R48).
    ///
    /// @param by empty to let it go on
    public void kill(Optional<String> by) {
        store.kill(by.map(name -> name + " " + clock.instant()));
    }

    /// Who has stopped everything but SOS, and when.
    public Optional<String> killed() {
        return store.killed();
    }

    /// One.
    public Optional<Broadcast> find(String id) {
        return store.find(id).map(Versioned::value);
    }

    /// All, the newest first.
    public List<Broadcast> all() {
        return store.all();
    }

    /// What stands in its way.
    public BroadcastLint.Report check(Broadcast broadcast) {
        return lint.read(
                broadcast,
                store.all().stream().filter(b -> b.begun().isPresent()).toList());
    }

    /// A dry run: how many would get it, and what it would cost (O8).
    public Preview preview(Broadcast broadcast) {
        Instant now = clock.instant();
        Selection selection = new Selection(broadcast, carriers, unknownLanguage, settings.monthlyCap(), now);
        java.util.Set<String> seen = new java.util.HashSet<>();
        subscribers.all(
                broadcast.topic(),
                RunStore.month(now),
                page -> page.stream()
                        .filter(one -> seen.add(one.fingerprint().text()))
                        .forEach(selection::decide));
        return Preview.of(broadcast, selection, settings);
    }

    /// How far it is.
    public Progress progress(Broadcast broadcast) {
        return runs.progress(broadcast.id());
    }

    /// What came of it.
    public Results results(Broadcast broadcast) {
        Progress progress = runs.progress(broadcast.id());
        return new Results(
                broadcast,
                progress,
                runs.timeline(broadcast.id()),
                runs.replies(broadcast.id()),
                cost(broadcast, progress));
    }

    private double cost(Broadcast broadcast, Progress progress) {
        double cost = 0;
        Map<Language, Broadcast.Words> texts = broadcast.texts();
        for (Progress.Cell cell : progress.order()) {
            Broadcast.Words words = texts.get(cell.language());
            long taken = progress.count(cell, Fate.SUBMITTED)
                    + progress.count(cell, Fate.DELIVERED)
                    + progress.count(cell, Fate.FAILED);
            int segments = words == null
                    ? 0
                    : Writing.segments(words.text(), cell.language()).count();
            cost += taken * segments * settings.price(cell.carrier());
        }
        return cost;
    }

    private interface Objection {
        Optional<String> to(Broadcast broadcast);
    }

    private Done step(String id, Objection objection, UnaryOperator<Broadcast> next) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Versioned> found = store.find(id);
            if (found.isEmpty()) {
                return new Done.No("there is no broadcast of this code; './linja broadcast list' shows them");
            }
            Optional<String> why = objection.to(found.get().value());
            if (why.isPresent()) {
                return new Done.No(why.get());
            }
            Broadcast changed = next.apply(found.get().value());
            if (store.write(changed, found.get().version(), clock.instant())) {
                return new Done.Yes(changed);
            }
        }
        return new Done.No("it changed all the time; try again");
    }

    private boolean writes(String name) {
        return settings.member(name).filter(BroadcastSettings.Member::writes).isPresent();
    }

    private static Done nobody(String name, String what) {
        return new Done.No(
                "'" + name + "' is none of those who may " + what + " broadcasts (people in broadcasts.yaml)");
    }

    private String code() {
        StringBuilder code = new StringBuilder("b");
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(CODE_LETTERS.charAt(random.nextInt(CODE_LETTERS.length())));
        }
        return code.toString();
    }
}
