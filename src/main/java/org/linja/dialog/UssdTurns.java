package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.dialog.UssdSessions.Broken;
import org.linja.dialog.UssdSessions.Found;
import org.linja.dialog.UssdSessions.Key;
import org.linja.dialog.UssdSessions.Stored;
import org.linja.dialog.UssdState.Answered;
import org.linja.dialog.UssdState.Open;
import org.linja.dialog.UssdTurn.Said;
import org.linja.flow.Conversation;
import org.linja.flow.Session;
import org.linja.flow.UssdConversation;
import org.linja.flow.UssdConversation.Place;
import org.linja.flow.UssdConversation.Shown;
import org.linja.flow.UssdRendering;
import org.linja.ledger.Ledger;
import org.linja.text.Lexicon;
import org.linja.text.PageLimit;
import org.linja.text.Tone;
import org.linja.work.Failure;
import org.linja.work.Ticker;
import org.linja.work.Turnstile;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers USSD sessions within the request. A step costs one round trip to the store: where she stands is known here
/// from the step before, and the store says so when it is not.
///
/// A case is opened the moment she asks for it; what is only to be remembered is written when the session is over. A
/// session in which nothing comes any more is found by the sweep, and what was half asked for in it is done.
public final class UssdTurns implements UssdDesk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UssdTurns.class);
    private static final int TRIES = 20;
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int SLICE = 64;

    /// A second dialling of one that was not answered yet is the network's, not hers.
    private static final Duration DIALLED_TWICE = Duration.ofSeconds(5);

    private final UssdSessions sessions;
    private final UssdConversation conversation;
    private final HerTurn herTurn;
    private final Ledger ledger;
    private final Lexicon lexicon;
    private final UssdOutage outage;
    private final UssdSettings settings;
    private final InstantSource clock;
    private final Runnable urgentWritten;
    private final Runnable written;
    private final Turnstile<Key> order = new Turnstile<>();
    private final RecentSessions recent = new RecentSessions();
    private final Work steps;
    private final Ticker sweep;

    /// Opens the desk.
    ///
    /// @param outage answers while the store cannot be reached
    /// @param urgentWritten run after a commit that holds a call for help, before she gets her page: waits until a
    ///     replica has it too, where there is one
    /// @param written run after a commit: messages and due-times may be waiting
    public UssdTurns(
            UssdSessions sessions,
            UssdConversation conversation,
            HerTurn herTurn,
            Ledger ledger,
            Lexicon lexicon,
            UssdOutage outage,
            UssdSettings settings,
            InstantSource clock,
            Runnable urgentWritten,
            Runnable written) {
        this.sessions = sessions;
        this.conversation = conversation;
        this.herTurn = herTurn;
        this.ledger = ledger;
        this.lexicon = lexicon;
        this.outage = outage;
        this.settings = settings;
        this.clock = clock;
        this.urgentWritten = urgentWritten;
        this.written = written;
        this.steps = new Work("ussd", settings.atOnce());
        this.sweep = new Ticker("ussd", SWEEP, clock, this::sweep);
    }

    @Override
    public Optional<UssdPage> answer(UssdEvent event) {
        CompletableFuture<Optional<UssdPage>> answer = new CompletableFuture<>();
        boolean begun = steps.offer(() -> {
            try {
                answer.complete(inOrder(event));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        String why = "too many are under way";
        boolean storeAnswers = true;
        if (begun) {
            storeAnswers = false;
            try {
                return answer.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                why = "the store took too long";
            } catch (ExecutionException e) {
                why = Failure.describe(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                why = "interrupted";
            }
        }
        LOG.warn("{}: a USSD step could not be taken: {}", event.session().carrier(), why);
        Key key = sessions.key(event.session());
        return outage.answer(event, recent.language(key), storeAnswers, clock.instant());
    }

    @Override
    public UssdPage noRoom(UssdEvent event) {
        return outage.noRoom(event, clock.instant());
    }

    private Optional<UssdPage> inOrder(UssdEvent event) {
        Key key = sessions.key(event.session());
        try (Turnstile<Key>.Ticket ticket = order.draw(key)) {
            if (!ticket.await(settings.patience())) {
                throw new IllegalStateException("the step before is still under way");
            }
            Instant now = clock.instant();
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Step step = switch (event) {
                    case UssdEvent.Begin begin -> begin(key, begin, now);
                    case UssdEvent.Reply reply -> reply(key, reply, now);
                    case UssdEvent.End _ -> gone(key, false, now);
                    case UssdEvent.Timeout _ -> gone(key, true, now);
                };
                if (step.written()) {
                    return step.page();
                }
                recent.forget(key);
            }
            throw new IllegalStateException("a session changed " + TRIES + " times during one step");
        }
    }

    /// What became of one attempt.
    ///
    /// @param written false when another node was quicker: read again
    private record Step(boolean written, Optional<UssdPage> page) {
        static Step of(UssdPage page) {
            return new Step(true, Optional.of(page));
        }

        static final Step NOTHING = new Step(true, Optional.empty());
        static final Step OVERTAKEN = new Step(false, Optional.empty());
    }

    private Step begin(Key key, UssdEvent.Begin event, Instant now) {
        Found found = sessions.find(key);
        long version = 0;
        if (found.stored().isPresent()) {
            Stored before = found.stored().get();
            Answered last = before.state().last();
            if (last.first()
                    && before.state().open().isPresent()
                    && now.isBefore(last.at().plus(DIALLED_TWICE))) {
                return Step.of(last.page());
            }
            if (!close(before, false, now)) {
                return Step.OVERTAKEN;
            }
            version = before.version() + (before.state().open().isPresent() ? 1 : 0);
        }
        Tone allowed = found.person().map(Person::explicitAllowed).orElse(false) ? Tone.EXPLICIT : Tone.NEUTRAL;
        PageLimit limit = event.session().limit();
        Shown shown =
                conversation.begin(fresh(found.person()), limit, found.broken().isPresent(), now);
        List<Said> said = new ArrayList<>();
        shown.heard().ifPresent(heard -> said.add(Said.of("", heard)));
        Place place = shown.place();
        for (String words : event.words().split("\\*")) {
            if (!words.isBlank() && !place.last()) {
                Shown next = conversation.reply(place, words, allowed, limit, now);
                next.heard().ifPresent(heard -> said.add(Said.of(words, heard)));
                place = next.place();
            }
        }
        place = promised(event.session(), place, said, now);
        Open open = new Open(
                event.session().from(),
                event.session().carrier(),
                event.session().code(),
                place,
                allowed,
                found.person().map(person -> person.contact().smsAllowed()).orElse(false),
                Map.of(),
                found.broken());
        return settle(key, version, open, said, new Asked(true, "", event.words()), now);
    }

    /// Her answers from before, and her language.
    private Session fresh(Optional<Person> person) {
        Map<String, String> answers = new LinkedHashMap<>();
        person.flatMap(Person::session).ifPresent(json -> {
            try {
                answers.putAll(Session.fromJson(json).answers());
            } catch (IllegalArgumentException unreadable) {
                LOG.warn("a stored conversation could not be read and is begun anew");
            }
        });
        person.flatMap(Person::language).map(Language::code).ifPresent(code -> answers.put(Session.LANGUAGE, code));
        return conversation.fresh(answers);
    }

    private Step reply(Key key, UssdEvent.Reply event, Instant now) {
        Optional<Stored> stored = recent.find(key).or(() -> sessions.read(key));
        if (stored.isEmpty()) {
            return late(key, event, now);
        }
        UssdState state = stored.get().state();
        if (state.last().is(event, now)) {
            return Step.of(state.last().page());
        }
        if (state.open().isEmpty()) {
            return late(key, event, now);
        }
        Open before = state.open().get();
        PageLimit limit = event.session().limit();
        boolean goesOn = before.broken().isPresent() && event.words().strip().equals(UssdRendering.RESUME);
        Shown shown = goesOn
                ? conversation.resume(before.broken().get(), before.allowed(), limit, now)
                : conversation.reply(before.place(), event.words(), before.allowed(), limit, now);
        List<Said> said = shown.heard()
                .map(heard -> List.of(Said.of(event.words(), heard)))
                .orElse(List.of());
        Place place = promised(event.session(), shown.place(), said, now);
        Open after = before.at(place, UssdTurn.remembered(said));
        return settle(key, stored.get().version(), after, said, new Asked(false, event.step(), event.words()), now);
    }

    /// Whoever is blocked (R33) sees the menu, for ways to help are in it, but nothing that promises what is not
    /// done: as soon as she has asked for something else, if only by half, her session ends.
    private Place promised(UssdEvent.Session session, Place place, List<Said> said, Instant now) {
        boolean inVain = said.stream()
                        .anyMatch(one -> Blocked.asksInVain(one.heard().turn()))
                || !said.isEmpty()
                        && !place.last()
                        && Blocked.asksInVain(conversation.hangUp(place, now).turn());
        return inVain && ledger.know(session.from()).person().blockedAt(now)
                ? conversation.ends(said.getLast().heard(), session.limit())
                : place;
    }

    /// What was asked, as it is kept beside the answer.
    private record Asked(boolean first, String step, String words) {}

    /// Writes what must be on disk, then the session, and has the page shown.
    private Step settle(Key key, long version, Open open, List<Said> said, Asked asked, Instant now) {
        Place place = open.place();
        UssdPage page = new UssdPage(place.page(), place.last());
        Map<String, String> remembered = new LinkedHashMap<>(open.remembered());
        remembered.putAll(UssdTurn.remembered(said));
        UssdTurn turn = new UssdTurn(
                id(key, version, now), open.from(), open.carrier(), open.code(), said, open.remembered(), now);
        boolean commits = turn.urgent() || place.last() && !remembered.isEmpty();
        if (commits) {
            commit(turn, now);
            remembered.clear();
        }
        Answered last = new Answered(asked.first(), asked.step(), asked.words(), page, now);
        boolean kept;
        UssdState state;
        if (place.last()) {
            state = UssdState.closed(new Answered(asked.first(), asked.step(), "", page, now));
            kept = sessions.close(key, state, version, Optional.empty());
        } else {
            Open still = new Open(
                    open.from(),
                    open.carrier(),
                    open.code(),
                    place,
                    open.allowed(),
                    open.hers(),
                    remembered,
                    open.broken());
            state = new UssdState(Optional.of(still), last);
            kept = sessions.write(key, state, version, now.plus(settings.idle()));
        }
        if (!kept) {
            return Step.OVERTAKEN;
        }
        recent.put(new Stored(key, state, version + 1));
        return Step.of(page);
    }

    /// The time is in it because networks use the names of sessions again.
    private static String id(Key key, long version, Instant now) {
        return key.word() + "." + version + "." + now.toEpochMilli();
    }

    private void commit(UssdTurn turn, Instant now) {
        ledger.rewrite(overtaken -> Optional.of(herTurn.of(turn, ledger.know(turn.from()), overtaken, now)));
        if (turn.callsForHelp()) {
            urgentWritten.run();
        }
        written.run();
    }

    /// An answer to a session that is closed, or of which nothing is known, is dropped; a call for help in it is
    /// not.
    private Step late(Key key, UssdEvent.Reply event, Instant now) {
        if (!lexicon.urgent(event.words())) {
            return Step.NOTHING;
        }
        UssdEvent.Session session = event.session();
        Shown first = conversation.begin(conversation.fresh(Map.of()), session.limit(), false, now);
        Shown shown = conversation.reply(first.place(), event.words(), Tone.NEUTRAL, session.limit(), now);
        List<Said> said = shown.heard()
                .map(heard -> List.of(Said.of(event.words(), heard)))
                .orElse(List.of());
        commit(
                new UssdTurn(id(key, 0, now), session.from(), session.carrier(), session.code(), said, Map.of(), now),
                now);
        return Step.of(new UssdPage(shown.place().page(), true));
    }

    private Step gone(Key key, boolean timeout, Instant now) {
        Optional<Stored> stored = recent.find(key).or(() -> sessions.read(key));
        return stored.isEmpty() || close(stored.get(), timeout, now) ? Step.NOTHING : Step.OVERTAKEN;
    }

    /// Closes a session, when it is open, and does what was half asked for.
    ///
    /// @return false when another was quicker
    private boolean close(Stored stored, boolean timeout, Instant now) {
        if (stored.state().open().isEmpty()) {
            return true;
        }
        Open open = stored.state().open().get();
        Conversation.Heard heard = conversation.hangUp(open.place(), now);
        UssdTurn turn = new UssdTurn(
                id(stored.key(), stored.version(), now),
                open.from(),
                open.carrier(),
                open.code(),
                List.of(Said.of("", heard)),
                open.remembered(),
                now);
        if (turn.urgent() || !open.remembered().isEmpty()) {
            commit(turn, now);
        }
        Answered before = stored.state().last();
        UssdState state = UssdState.closed(new Answered(false, before.step(), "", before.page(), before.at()));
        if (!sessions.close(stored.key(), state, stored.version(), timeout ? broken(open) : Optional.empty())) {
            return false;
        }
        recent.put(new Stored(stored.key(), state, stored.version() + 1));
        return true;
    }

    /// Only a network's timeout leaves something to go on with, and only for someone who has said that what comes
    /// to this phone is hers to read (R11).
    private Optional<Broken> broken(Open open) {
        boolean allowed = "yes".equals(open.remembered().getOrDefault("sms-ok", open.hers() ? "yes" : "no"));
        boolean asked = open.place().session().open();
        return allowed && asked && !settings.resume().isZero()
                ? Optional.of(new Broken(open.place().session(), settings.resume()))
                : Optional.empty();
    }

    /// Gives up sessions in which nothing has come for too long.
    private void sweep(Instant now) {
        List<Stored> silent = sessions.takeSilent(now, LEASE, SLICE);
        for (Stored stored : silent) {
            try (Turnstile<Key>.Ticket ticket = order.draw(stored.key())) {
                if (ticket.await(settings.patience())) {
                    close(stored, true, now);
                }
            } catch (RuntimeException e) {
                LOG.error("a silent USSD session could not be closed yet: {}", Failure.describe(e));
            }
        }
        if (silent.size() == SLICE) {
            sweep.poke();
        }
    }

    @Override
    public void close() {
        sweep.close();
        steps.close();
    }
}
