package org.linja.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.linja.contact.Msisdn;
import org.linja.flow.Recording;
import org.linja.staff.Counsellor;
import org.linja.voice.Line;

/// A call of a telephone on the page. Keys that are pressed between two questions are lost, as they are on a real line.
final class SimulatedLine implements Line {
    /// How much longer than its recordings a question lasts when no page says that it was heard.
    private static final Duration SPARE = Duration.ofSeconds(5);
    /// Telephones that are all busy are not asked again sooner.
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration LONGEST_TALK = Duration.ofHours(4);
    private static final long NONE = -1;

    private final TelephoneExchange exchange;
    private final String id;
    private final Msisdn phone;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile boolean gone;
    private volatile boolean done;

    /// @param phone the telephone at whose ear this is
    SimulatedLine(TelephoneExchange exchange, String id, Msisdn phone) {
        this.exchange = exchange;
        this.id = id;
        this.phone = phone;
    }

    /// What happens at the telephones.
    sealed interface Signal {
        record Key(char key) implements Signal {
            @Override
            public String toString() {
                return "Key[]";
            }
        }

        /// A page has played a question to its end.
        record Heard(long number) implements Signal {}

        record HungUp() implements Signal {}

        /// What she hears is over.
        record Woken() implements Signal {}

        /// A counsellor's telephone that rings for this call, or talks in it.
        record Accepted(Counsellor who) implements Signal {}

        record Declined(Counsellor who) implements Signal {}

        record LegHungUp(Counsellor who) implements Signal {}

        /// The time is over.
        record Nothing() implements Signal {}
    }

    void signal(Signal signal) {
        if (signal instanceof Signal.HungUp) {
            gone = true;
        }
        signals.add(signal);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Msisdn> caller() {
        return Optional.of(phone);
    }

    /// The page has one number to call.
    @Override
    public String called() {
        return "";
    }

    /// Her telephone on the page hears whatever is said as soon as it is said.
    @Override
    public void answer() {}

    @Override
    public void letsRing(Duration time) {
        key(time, NONE);
    }

    /// Telephones of the page carry no sound of their own.
    @Override
    public boolean records() {
        return false;
    }

    @Override
    public void waitsAgain() {}

    @Override
    public void done() {
        done = true;
    }

    /// Whether nobody needs to look after her any more.
    boolean ended() {
        return done || gone;
    }

    @Override
    public Pressed ask(List<Recording> recordings, Duration patience) {
        signals.clear();
        if (gone) {
            return new Pressed.Gone();
        }
        List<Played> sounds = recordings.stream().map(exchange.shelf()::of).toList();
        long number = exchange.says(phone, sounds);
        Duration length = sounds.stream().map(Played::length).reduce(SPARE, Duration::plus);
        Pressed pressed = key(length, number);
        return pressed instanceof Pressed.Silence ? key(patience, NONE) : pressed;
    }

    private Pressed key(Duration time, long heard) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            switch (next(end)) {
                case Signal.Key(char key) -> {
                    return new Pressed.Key(key);
                }
                case Signal.HungUp() -> {
                    return new Pressed.Gone();
                }
                case Signal.Nothing() -> {
                    return new Pressed.Silence();
                }
                case Signal.Heard(long number) -> {
                    if (number == heard) {
                        return new Pressed.Silence();
                    }
                }
                case Signal.Woken() -> {
                    return new Pressed.Silence();
                }
                case Signal.Accepted _, Signal.Declined _, Signal.LegHungUp _ -> {}
            }
        }
    }

    private Signal next(long end) {
        try {
            Signal signal = signals.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return signal == null ? new Signal.Nothing() : signal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gone = true;
            return new Signal.HungUp();
        }
    }

    @Override
    public void wake() {
        signal(new Signal.Woken());
    }

    @Override
    public Rang ring(Ring ring) {
        signals.clear();
        if (gone) {
            return new Rang.Gone();
        }
        exchange.waits(phone);
        List<Counsellor> legs = new ArrayList<>(ring.legs().stream()
                .filter(who -> exchange.rings(who, this, ring))
                .toList());
        List<Counsellor> rung = List.copyOf(legs);
        try {
            long end = System.nanoTime() + (legs.isEmpty() ? BUSY : ring.patience()).toNanos();
            return waited(ring, legs, end);
        } finally {
            rung.forEach(who -> exchange.stops(who, this));
        }
    }

    private Rang waited(Ring ring, List<Counsellor> legs, long end) {
        boolean anyone = !legs.isEmpty();
        while (true) {
            switch (next(end)) {
                case Signal.Key(char key) -> {
                    if (Ring.KEYS.contains(key)) {
                        return new Rang.Left(key);
                    }
                }
                case Signal.HungUp() -> {
                    return new Rang.Gone();
                }
                case Signal.Nothing() -> {
                    return new Rang.Nobody();
                }
                case Signal.Accepted(Counsellor who) -> {
                    legs.remove(who);
                    legs.forEach(other -> exchange.stops(other, this));
                    return talks(who, ring.code());
                }
                case Signal.Declined(Counsellor who) -> {
                    legs.remove(who);
                    if (anyone && legs.isEmpty()) {
                        return new Rang.Nobody();
                    }
                }
                case Signal.Heard _, Signal.Woken _, Signal.LegHungUp _ -> {}
            }
        }
    }

    private Rang talks(Counsellor who, String code) {
        exchange.talk(phone, who, this, code);
        long begun = System.nanoTime();
        long end = begun + LONGEST_TALK.toNanos();
        while (true) {
            switch (next(end)) {
                case Signal.HungUp() -> {
                    exchange.leaves(who, this, code);
                    return new Rang.Gone();
                }
                case Signal.LegHungUp _, Signal.Nothing() -> {
                    Duration length = Duration.ofNanos(System.nanoTime() - begun);
                    return new Rang.Talked(Optional.of(who.number()), length, false);
                }
                case Signal.Key _, Signal.Heard _, Signal.Woken _, Signal.Accepted _, Signal.Declined _ -> {}
            }
        }
    }
}
