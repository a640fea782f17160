package org.linja.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.flow.Recording;
import org.linja.simulator.SimulatedLine.Signal;
import org.linja.staff.Counsellor;
import org.linja.voice.Calls;
import org.linja.voice.Line.Ring;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Telephones of the simulated network: a handset calls the hotline, counsellors' handsets ring, and what is said is
/// the same loop that an Asterisk's callers hear ([Calls]).
///
/// What the dialplan does of its own accord without the server is only hinted at: a call that the loop lets go hears
/// the emergency numbers and ends.
public final class TelephoneExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelephoneExchange.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Calls calls;
    private final PromptShelf shelf;
    private final InstantSource clock;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Msisdn, SimulatedLine> lines = new HashMap<>();
    private final Map<Msisdn, Leg> legs = new HashMap<>();
    private final Map<String, OnPhone> shown = new HashMap<>();
    private final List<BiConsumer<String, OnPhone>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /// A counsellor's telephone in somebody's call.
    private record Leg(Counsellor who, SimulatedLine line, boolean talks) {}

    /// @param calls what is said on a line
    public TelephoneExchange(Calls calls, PromptShelf shelf, InstantSource clock) {
        this.calls = calls;
        this.shelf = shelf;
        this.clock = clock;
    }

    PromptShelf shelf() {
        return shelf;
    }

    /// Tells what each telephone is doing, whenever that changes.
    void onChange(BiConsumer<String, OnPhone> listener) {
        listeners.add(listener);
    }

    /// What each telephone that is in a call is doing, by its digits.
    synchronized Map<String, OnPhone> shown() {
        return Map.copyOf(shown);
    }

    /// The handset calls the hotline; one that is in a call already stays in it.
    void dial(Msisdn phone) {
        begin(phone, line -> {
            calls.incoming(line);
            if (!line.ended()) {
                letGo(line);
            }
        });
    }

    private interface Talk {
        void on(SimulatedLine line);
    }

    private synchronized void begin(Msisdn phone, Talk talk) {
        if (lines.containsKey(phone) || legs.containsKey(phone)) {
            return;
        }
        SimulatedLine line = new SimulatedLine(this, "handset-" + numbers.incrementAndGet(), phone);
        lines.put(phone, line);
        Thread thread = Thread.ofVirtual().name(line.id()).unstarted(() -> lead(phone, line, talk));
        threads.add(thread);
        thread.start();
    }

    private void lead(Msisdn phone, SimulatedLine line, Talk talk) {
        try {
            talk.on(line);
        } catch (RuntimeException e) {
            LOG.error("a simulated call failed: {}", Failure.describe(e));
            letGo(line);
        } finally {
            synchronized (this) {
                lines.remove(phone);
                show(phone, new OnPhone.Over());
            }
            threads.remove(Thread.currentThread());
        }
    }

    /// The server does nothing more for her: what the dialplan would say in the end.
    private static void letGo(SimulatedLine line) {
        List<Recording> words = new ArrayList<>();
        for (Language language : Language.values()) {
            words.add(Recording.of(language, "static.emergency"));
        }
        line.ask(words, Duration.ZERO);
    }

    /// A key of that handset.
    ///
    /// @param key `0` to `9`, `*` or `#`
    synchronized void press(Msisdn phone, char key) {
        Leg leg = legs.get(phone);
        SimulatedLine line = lines.get(phone);
        if (line != null) {
            line.signal(new Signal.Key(key));
        } else if (leg != null && !leg.talks() && key == '1') {
            leg.line().signal(new Signal.Accepted(leg.who()));
        } else if (leg != null && !leg.talks() && key == '2') {
            leg.line().signal(new Signal.Declined(leg.who()));
            stops(leg.who(), leg.line());
        }
    }

    /// That handset hangs up, or does not answer what rings.
    synchronized void hangUp(Msisdn phone) {
        Leg leg = legs.get(phone);
        SimulatedLine line = lines.get(phone);
        if (line != null) {
            line.signal(new Signal.HungUp());
        } else if (leg != null) {
            leg.line().signal(leg.talks() ? new Signal.LegHungUp(leg.who()) : new Signal.Declined(leg.who()));
            stops(leg.who(), leg.line());
        }
    }

    /// A page has played the question of that number to its end.
    synchronized void heard(Msisdn phone, long number) {
        Optional.ofNullable(lines.get(phone)).ifPresent(line -> line.signal(new Signal.Heard(number)));
    }

    /// @return the question's number
    long says(Msisdn phone, List<Played> sounds) {
        long number = numbers.incrementAndGet();
        show(phone, new OnPhone.Hears(number, sounds));
        return number;
    }

    void waits(Msisdn phone) {
        show(phone, new OnPhone.Waits(List.of(shelf.music())));
    }

    /// Rings a counsellor's handset.
    ///
    /// @return false when it is busy
    synchronized boolean rings(Counsellor who, SimulatedLine line, Ring ring) {
        if (lines.containsKey(who.number()) || legs.containsKey(who.number())) {
            return false;
        }
        legs.put(who.number(), new Leg(who, line, false));
        show(who.number(), new OnPhone.Rung(whisper(who.writtenIn(), ring)));
        return true;
    }

    private List<Played> whisper(Language language, Ring ring) {
        List<String> keys = new ArrayList<>();
        keys.add(ring.urgent() ? "whisper.sos" : "whisper.call");
        ring.language().ifPresent(hers -> keys.add("whisper.speaks-" + hers.code()));
        keys.add("whisper.keys");
        return keys.stream().map(key -> shelf.of(Recording.of(language, key))).toList();
    }

    /// They talk. The claim is told as a line tells it; that it cannot be written ends no conversation.
    void talk(Msisdn phone, Counsellor who, SimulatedLine line, String code) {
        synchronized (this) {
            legs.put(who.number(), new Leg(who, line, true));
            show(phone, new OnPhone.Talks());
            show(who.number(), new OnPhone.Talks());
        }
        try {
            Optional<String> known = Optional.of(code).filter(c -> !c.isEmpty());
            calls.claims().took(line.id(), who.number(), known, clock.instant());
        } catch (RuntimeException e) {
            LOG.error("who took a simulated call could not be written down: {}", Failure.describe(e));
        }
    }

    /// Her handset rings or talks no longer for that call.
    synchronized void stops(Counsellor who, SimulatedLine line) {
        Leg leg = legs.get(who.number());
        if (leg != null && leg.line() == line) {
            legs.remove(who.number());
            show(who.number(), new OnPhone.Over());
        }
    }

    /// The caller has hung up first: the counsellor is asked what came of it.
    void leaves(Counsellor who, SimulatedLine line, String code) {
        stops(who, line);
        Optional<String> known = Optional.of(code).filter(c -> !c.isEmpty());
        begin(who.number(), asked -> calls.outcome(asked, who.number(), known));
    }

    private void show(Msisdn phone, OnPhone now) {
        synchronized (this) {
            if (now instanceof OnPhone.Over) {
                shown.remove(phone.digits());
            } else {
                shown.put(phone.digits(), now);
            }
            listeners.forEach(listener -> listener.accept(phone.digits(), now));
        }
    }

    /// Ends all calls.
    @Override
    public void close() {
        synchronized (this) {
            lines.values().forEach(line -> line.signal(new Signal.HungUp()));
        }
        for (Thread thread : threads) {
            try {
                thread.join(STOPPING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
