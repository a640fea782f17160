package org.linja.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.Settings;
import org.linja.cases.CaseId;
import org.linja.config.Problems;
import org.linja.contact.Channel;
import org.linja.contact.ContactId;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.counsel.HotlineWords;
import org.linja.counsel.TwoWay;
import org.linja.escalation.Notices;
import org.linja.ledger.Ledger;
import org.linja.outbox.SafeSend;
import org.linja.staff.Desk;
import org.linja.text.PageLimit;
import org.linja.work.Ids;

/// The desk alone, with a store in memory: the same event again, late events, a store that is away.
class UssdTurnsTest {
    private static final Msisdn ANNA = new Msisdn("38344000201");
    private static final UssdEvent.Session SESSION =
            new UssdEvent.Session("ussd", "17", ANNA, "*123#", PageLimit.USUAL);

    private final Memory store = new Memory();
    private final List<Inbound> kept = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Inbound> onDisk = new CopyOnWriteArrayList<>();
    private final AtomicInteger replicated = new AtomicInteger();
    private boolean spools = true;
    private boolean diskWrites = true;
    private final AtomicInteger commits = new AtomicInteger();
    private final UssdTurns desk = desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_same_step_again_gets_the_same_page_again() {
        begin();
        UssdPage main = reply("1", "4");
        assertThat(main.text()).startsWith("Hello!");
        int written = store.writes.get();
        assertThat(reply("1", "4")).isEqualTo(main);
        assertThat(store.writes.get()).isEqualTo(written);
        assertThat(reply("2", "4").text()).startsWith("Your municipality?");
    }

    @Test
    void without_marks_the_same_words_at_once_are_the_same_step_and_later_another() {
        begin();
        UssdPage main = reply("", "4");
        assertThat(reply("", "4")).isEqualTo(main);
        now = now.plus(UssdDesk.REPEAT);
        assertThat(reply("", "4").text()).startsWith("Your municipality?");
    }

    @Test
    void one_dialling_told_twice_is_one_session() {
        UssdPage first = begin();
        assertThat(begin()).isEqualTo(first);
        reply("1", "4");
        assertThat(begin()).isEqualTo(first);
        assertThat(reply("2", "2").text()).contains("1 Lekar");
        assertThat(commits).hasValue(1);
    }

    @Test
    void the_last_page_is_told_again_and_what_comes_late_is_dropped() {
        begin();
        reply("1", "4");
        UssdPage last = reply("2", "#");
        assertThat(last).isEqualTo(new UssdPage("Thank you.", true));
        assertThat(reply("2", "#")).isEqualTo(last);
        assertThat(desk.answer(new UssdEvent.Reply(SESSION, "3", "1"))).isEmpty();
        assertThat(desk.answer(new UssdEvent.End(SESSION))).isEmpty();
    }

    @Test
    void what_is_closed_holds_nothing_of_her() {
        begin();
        reply("1", "4");
        desk.answer(new UssdEvent.End(SESSION));
        UssdState state = store.read(store.key(SESSION)).orElseThrow().state();
        assertThat(state.open()).isEmpty();
        assertThat(state.last().words()).isEmpty();
        assertThat(commits).as("her language is remembered").hasValue(1);
    }

    @Test
    void a_node_that_was_overtaken_reads_again() {
        begin();
        reply("1", "4");
        UssdTurns other = desk();
        try {
            other.answer(new UssdEvent.Reply(SESSION, "2", "8"));
            assertThat(reply("3", "0").text()).startsWith("Hello!");
        } finally {
            other.close();
        }
    }

    @Test
    void a_store_that_is_away_shows_the_emergency_numbers_in_her_language() {
        begin();
        reply("1", "4");
        store.away = true;
        assertThat(reply("2", "8"))
                .isEqualTo(
                        new UssdPage("Not available now. Please dial again later. In danger: 112, police 192.", true));
        assertThat(onDisk).isEmpty();
        assertThat(desk.answer(new UssdEvent.Timeout(SESSION))).isEmpty();
    }

    @Test
    void while_her_language_is_not_known_the_likeliest_are_on_the_page() {
        store.away = true;
        UssdPage page = begin();
        assertThat(page.last()).isTrue();
        assertThat(page.text()).contains("Ne rrezik: 112, policia 192", "U opasnosti: 112");
        assertThat(PageLimit.USUAL.holds(page.text())).isTrue();
    }

    @Test
    void a_call_for_help_is_kept_while_the_store_is_away() {
        begin();
        reply("1", "4");
        store.away = true;
        assertThat(reply("2", "help").text())
                .startsWith("Thank you, your order is registered.")
                .contains("112");
        assertThat(reply("3", "9").text()).startsWith("Thank you, your order is registered.");
        assertThat(onDisk).hasSize(2).allMatch(inbound -> inbound.channel() == Channel.USSD);
        assertThat(onDisk).extracting(Turns::text).containsExactly("help", "SOS");
    }

    @Test
    void a_call_for_help_that_could_not_be_kept_is_not_said_to_be() {
        begin();
        store.away = true;
        spools = false;
        diskWrites = false;
        assertThat(reply("1", "ndihme").text()).doesNotContain("porosia").contains("112");
    }

    @Test
    void while_the_store_is_away_a_call_for_help_goes_straight_to_the_disk() {
        begin();
        store.away = true;
        reply("1", "ndihme");
        assertThat(onDisk).extracting(Turns::text).containsExactly("ndihme");
        diskWrites = false;
        assertThat(reply("2", "SOS").text()).contains("porosia");
        assertThat(onDisk).hasSize(1);
        assertThat(kept)
                .as("a disk that is full leaves it to the intake")
                .extracting(Turns::text)
                .containsExactly("SOS");
    }

    @Test
    void without_room_a_call_for_help_is_handed_on_and_not_said_to_be_kept() {
        spools = false;
        assertThat(desk.noRoom(new UssdEvent.Begin(SESSION, "9")).text())
                .as("nobody waits for what becomes of it")
                .contains("112")
                .doesNotContain("porosia");
        spools = true;
        UssdPage page = desk.noRoom(new UssdEvent.Reply(SESSION, "1", "ndihme"));
        assertThat(page.last()).isTrue();
        assertThat(page.text()).contains("112").doesNotContain("porosia");
        desk.noRoom(new UssdEvent.Reply(SESSION, "1", "4"));
        desk.noRoom(new UssdEvent.End(SESSION));
        assertThat(kept).extracting(Turns::text).containsExactly("ndihme");
    }

    @Test
    void her_page_comes_only_when_a_replica_has_her_call_for_help() {
        begin();
        reply("1", "4");
        assertThat(replicated).hasValue(0);
        reply("2", "8");
        assertThat(replicated).as("a request for a call waits for nobody").hasValue(0);
        reply("3", "9");
        assertThat(replicated).hasValue(commits.get());
        assertThat(replicated).hasPositiveValue();
    }

    private UssdPage begin() {
        return desk.answer(new UssdEvent.Begin(SESSION, "")).orElseThrow();
    }

    private UssdPage reply(String step, String words) {
        return desk.answer(new UssdEvent.Reply(SESSION, step, words)).orElseThrow();
    }

    private UssdTurns desk() {
        Problems problems = new Problems();
        Settings settings = Settings.read(Path.of("config"), false, problems);
        problems.throwIfAny();
        InstantSource clock = () -> now;
        Ledger ledger = (Ledger)
                Proxy.newProxyInstance(Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, this::ledger);
        Ids ids = new Ids();
        HotlineWords words =
                new HotlineWords(settings.script().texts(), settings.hotline().unknownLanguage());
        Desk nobodysDesk =
                (Desk) Proxy.newProxyInstance(Desk.class.getClassLoader(), new Class<?>[] {Desk.class}, (p, m, a) -> {
                    throw new AssertionError("no counsellor has a case here");
                });
        TwoWay twoWay = new TwoWay(
                ledger,
                settings.roster(),
                nobodysDesk,
                new Notices(settings.staffTexts(), ids),
                new SafeSend(settings.hotline().replyWindow(), Duration.ofMinutes(30), ZoneOffset.UTC),
                settings.wording());
        HerTurn herTurn = new HerTurn(
                settings.conversation(),
                settings.languageGuess(),
                words,
                settings.hotline(),
                ledger,
                settings.roster(),
                twoWay,
                ids);
        UssdOutage outage = new UssdOutage(
                inbound -> {
                    if (!spools) {
                        return CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
                    }
                    kept.add(inbound);
                    return CompletableFuture.completedStage(null);
                },
                inbound -> {
                    if (!diskWrites) {
                        throw new SpoolFailed("the disk is full", new IllegalStateException());
                    }
                    onDisk.add(inbound);
                },
                settings.lexicon(),
                settings.ussdConversation(),
                settings.script().texts(),
                settings.hotline().unknownLanguage());
        return new UssdTurns(
                store,
                settings.ussdConversation(),
                herTurn,
                ledger,
                settings.lexicon(),
                outage,
                settings.ussd(),
                clock,
                replicated::incrementAndGet,
                () -> {});
    }

    /// A ledger that knows nobody and writes everything.
    private @Nullable Object ledger(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "know" ->
                List.of(new Ledger.Known(
                        new ContactId(0, "a".repeat(16)),
                        new Fingerprint("a".repeat(26)),
                        0,
                        Person.unknown(),
                        Optional.empty()));
            case "commit" -> {
                commits.incrementAndGet();
                yield List.of(Ledger.Outcome.WRITTEN);
            }
            case "nextCaseId" -> new CaseId(0, "b".repeat(16));
            case "codesInUse" -> 0L;
            case String other -> throw new AssertionError("nobody asks for " + other);
        };
    }

    /// Sessions in memory, guarded by their versions.
    private static final class Memory implements UssdSessions {
        private final Map<Key, Stored> sessions = new HashMap<>();
        private final AtomicInteger writes = new AtomicInteger();
        private volatile boolean away;

        @Override
        public Key key(UssdEvent.Session session) {
            return new Key(0, session.carrier() + session.id(), session.from().digits());
        }

        @Override
        public synchronized Found find(Key key) {
            return new Found(read(key), Optional.empty(), Optional.empty());
        }

        @Override
        public synchronized Optional<Stored> read(Key key) {
            fail();
            return Optional.ofNullable(sessions.get(key));
        }

        @Override
        public boolean write(Key key, UssdState state, long version, Instant givenUpAt) {
            return put(key, state, version);
        }

        @Override
        public boolean close(Key key, UssdState state, long version, Optional<Broken> broken) {
            return put(key, state, version);
        }

        private synchronized boolean put(Key key, UssdState state, long version) {
            fail();
            long now =
                    Optional.ofNullable(sessions.get(key)).map(Stored::version).orElse(0L);
            if (now != version) {
                return false;
            }
            writes.incrementAndGet();
            sessions.put(key, new Stored(key, state, version + 1));
            return true;
        }

        @Override
        public synchronized List<Stored> takeSilent(Instant now, Duration lease, int max) {
            fail();
            return new ArrayList<>();
        }

        private void fail() {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
        }
    }
}
