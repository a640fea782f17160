package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Climb;
import org.linja.contact.Language;
import org.linja.escalation.Duty;
import org.linja.escalation.Ladder;
import org.linja.escalation.Need;
import org.linja.escalation.Plan;
import org.linja.staff.Counsellor;
import org.linja.staff.Gender;

/// Who waits, who is free, and so whose telephone rings for whom. SOS goes first, then whoever has waited longest
/// (rule 3); a counsellor is rung for one caller at a time.
///
/// It lives in memory: after a restart the callers are in the dialplan's static part, and their cases are stored.
public final class Switchboard {
    private static final Comparator<Place> FIRST =
            Comparator.<Place>comparingInt(place -> place.urgent ? 0 : 1).thenComparingLong(place -> place.number);

    /// She has to put the telephone down, or is asked how it ended.
    private static final Duration LEAST = Duration.ofSeconds(2);

    /// For no longer does a telephone that was picked up tell that the caller is gone, or that somebody else has
    /// her. Its end is told; this is for when nobody could tell.
    private static final Duration LAST_WORDS = Duration.ofSeconds(12);

    private final Rota rota;
    private final Ladder ladder;
    private final Duration wrapUp;
    private final List<Place> waiting = new ArrayList<>();
    private final Map<String, Busy> busy = new HashMap<>();
    private long entered;

    /// @param ladder whom to ring for a caller, and for how long, round after round
    /// @param wrapUp how long a counsellor is left alone after a call; at least two seconds
    public Switchboard(Rota rota, Ladder ladder, Duration wrapUp) {
        this.rota = rota;
        this.ladder = ladder;
        this.wrapUp = wrapUp.compareTo(LEAST) < 0 ? LEAST : wrapUp;
    }

    /// A caller's place in the queue.
    public static final class Place {
        private final String call;
        private final long number;
        private final Runnable wake;
        private Need need;
        private Climb climb = Climb.START;
        private boolean urgent;
        private boolean beingServed;
        private Optional<String> holder = Optional.empty();

        private Place(String call, boolean urgent, Need need, long number, Runnable wake) {
            this.call = call;
            this.urgent = urgent;
            this.need = need;
            this.number = number;
            this.wake = wake;
        }
    }

    /// What a counsellor's telephone is busy with.
    private sealed interface Busy {
        record Ringing(Place place) implements Busy {}

        /// Somebody or something has picked up and hears what it is about.
        record Listening(Place place) implements Busy {}

        /// The same, for a caller who is gone or whom somebody else has.
        record HearingTheEnd(String call, Instant until) implements Busy {}

        record Talking(Place place) implements Busy {}

        record WrappingUp(Instant until) implements Busy {}
    }

    /// What to do for a caller now.
    public sealed interface Next {
        /// @param legs whose telephones to ring: theirs until [Switchboard#back] or [Switchboard#talked]
        /// @param patience for how long they ring
        record Ring(List<Counsellor> legs, Duration patience) implements Next {}

        /// @param position her number among those for whom no telephone rings yet, from 1
        record Hold(int position) implements Next {}

        /// There is nobody who could be rung at all.
        record NobodyOnCall() implements Next {}
    }

    /// Takes a place in the queue. It must be left, [#leave].
    ///
    /// @param call the call's id, by which a claim is reported
    /// @param language hers, where known
    /// @param wake run, on a thread of its own, when it may be her turn: [#next] is to be asked again. May come for
    ///     nothing
    public synchronized Place enter(String call, boolean urgent, Optional<Language> language, Runnable wake) {
        Need need = new Need(language, Gender.ANY, Optional.empty(), call);
        Place place = new Place(call, urgent, need, entered++, wake);
        waiting.add(place);
        return place;
    }

    /// She has said that it is an SOS.
    public synchronized void urgent(Place place) {
        place.urgent = true;
    }

    /// What is known of her by now.
    ///
    /// @param need whom she should be put through to
    /// @param holder who has taken her case by other means: hers is the first telephone to ring
    public synchronized void about(Place place, Need need, Optional<String> holder) {
        place.need = need;
        place.holder = holder;
    }

    /// What to do for her now: the next rung of the ladder for callers, on which only telephones are that can ring.
    /// With as many free counsellors as callers before her, or fewer, she waits.
    public synchronized Next next(Place place, Instant now) {
        place.beingServed = false;
        Duty duty = rota.duty();
        Duty there = duty.only(who -> !duty.onBreak(who)).onDuty();
        if (there.everybody().isEmpty()) {
            return new Next.NobodyOnCall();
        }
        Duty free = there.only(who -> !there.busy(who) && free(who.name(), now));
        int unserved = (int) before(place).filter(p -> !p.beingServed).count();
        int left = free.everybody().size() - unserved;
        if (left <= 0) {
            return new Next.Hold(unserved + 1);
        }
        Next.Ring ring = ring(place, free, left);
        ring.legs().forEach(who -> busy.put(who.name(), new Busy.Ringing(place)));
        place.beingServed = true;
        return ring;
    }

    /// @param most how many telephones may ring for her: the others are for whoever came before
    private Next.Ring ring(Place place, Duty free, int most) {
        Plan plan = Plan.of(ladder, place.need, place.climb, free);
        Optional<Counsellor> holder = free.everybody().stream()
                .filter(who -> place.holder.equals(Optional.of(who.name())))
                .filter(who -> !place.climb.told().contains(who.name()))
                .findFirst();
        if (holder.isPresent()) {
            place.climb = place.climb.alsoTold(List.of(holder.get().name()));
            return new Next.Ring(List.of(holder.get()), plan.patience());
        }
        List<Counsellor> legs = plan.asked();
        if (legs.size() <= most) {
            place.climb = plan.after();
            return new Next.Ring(legs, plan.patience());
        }
        List<Counsellor> some = List.copyOf(legs.subList(0, most));
        Climb before = plan.roundOver() ? place.climb.again() : place.climb;
        place.climb = before.alsoTold(some.stream().map(Counsellor::name).toList());
        return new Next.Ring(some, plan.patience());
    }

    private java.util.stream.Stream<Place> before(Place place) {
        return waiting.stream().filter(other -> FIRST.compare(other, place) < 0);
    }

    private boolean free(String name, Instant now) {
        return switch (busy.get(name)) {
            case null -> true;
            case Busy.Ringing _, Busy.Listening _, Busy.Talking _ -> false;
            case Busy.HearingTheEnd(String _, Instant until) -> !now.isBefore(until);
            case Busy.WrappingUp(Instant until) -> !now.isBefore(until);
        };
    }

    /// That counsellor has accepted: the others whose telephones only rang for this call are free again.
    public synchronized void taken(String call, String name, Instant now) {
        place(call).ifPresent(place -> {
            busy.put(name, new Busy.Talking(place));
            wake(freed(place, now));
        });
    }

    private Optional<Place> place(String call) {
        return waiting.stream().filter(place -> place.call.equals(call)).findFirst();
    }

    /// Whose telephone only rang for her is free. Whoever has picked up still hears what became of the call.
    ///
    /// @return how many are free
    private int freed(Place place, Instant now) {
        int before = busy.size();
        busy.values().removeIf(b -> b.equals(new Busy.Ringing(place)));
        Busy last = new Busy.HearingTheEnd(place.call, now.plus(LAST_WORDS));
        busy.replaceAll((name, b) -> b.equals(new Busy.Listening(place)) ? last : b);
        return before - busy.size();
    }

    /// Her telephone was picked up for that call: she hears what it is about, and cannot be rung until [#hangsUp],
    /// whatever becomes of the caller.
    public synchronized void picksUp(String call, String name, Instant now) {
        Optional<Place> place = place(call);
        if (place.filter(p -> new Busy.Ringing(p).equals(busy.get(name))).isPresent()) {
            busy.put(name, new Busy.Listening(place.get()));
        } else if (free(name, now)) {
            busy.put(name, new Busy.HearingTheEnd(call, now.plus(LAST_WORDS)));
        }
    }

    /// Her telephone is no longer in that call. What she does after a conversation is not told here.
    public synchronized void hangsUp(String call, String name) {
        switch (busy.get(name)) {
            case Busy.Listening(Place place) when place.call.equals(call) -> busy.put(name, new Busy.Ringing(place));
            case Busy.HearingTheEnd(String heard, Instant _)
            when heard.equals(call) -> {
                busy.remove(name);
                wake(1);
            }
            case null -> {}
            case Busy.Ringing _, Busy.Listening _, Busy.HearingTheEnd _, Busy.Talking _, Busy.WrappingUp _ -> {}
        }
    }

    /// So many counsellors are free again: as many of those who wait go on without hearing the music to its end.
    private void wake(int free) {
        waiting.stream()
                .filter(place -> !place.beingServed)
                .sorted(FIRST)
                .limit(Math.max(0, free))
                .forEach(place -> Thread.ofVirtual().name("wake-" + place.call).start(place.wake));
    }

    /// Nobody accepted: whoever was rung for her is free again, once she has put the telephone down.
    public synchronized void back(Place place, Instant now) {
        place.beingServed = false;
        wake(freed(place, now));
    }

    /// They have talked, and it is over: the counsellor wraps up. Nobody is kept free for her until she asks again.
    public synchronized void talked(Place place, Optional<String> with, Instant now) {
        with.ifPresent(name -> busy.put(name, new Busy.Talking(place)));
        busy.replaceAll((name, b) -> b.equals(new Busy.Talking(place)) ? new Busy.WrappingUp(now.plus(wrapUp)) : b);
        back(place, now);
        place.beingServed = true;
    }

    /// Whoever was left alone for long enough can be rung again: those who wait are told. To be run again and
    /// again.
    public synchronized void tick(Instant now) {
        int before = busy.size();
        busy.keySet().removeIf(name -> free(name, now));
        wake(before - busy.size());
    }

    /// She is no longer in the queue, whatever happened. Doing so twice changes nothing.
    public synchronized void leave(Place place, Instant now) {
        waiting.remove(place);
        talked(place, Optional.empty(), now);
    }

    /// A counsellor is in a call that did not come from the queue (an alert, a call back), for at most that long.
    ///
    /// @return false when her telephone is busy already
    public synchronized boolean occupy(String name, Instant until, Instant now) {
        if (!free(name, now)) {
            return false;
        }
        busy.put(name, new Busy.WrappingUp(until));
        return true;
    }

    /// She is asked how her call ended, for at most that long, and cannot be rung meanwhile; afterwards she is left
    /// alone as after any call.
    public synchronized void isAsked(String name, Instant until) {
        if (!(busy.get(name) instanceof Busy.Ringing || busy.get(name) instanceof Busy.Listening)) {
            busy.put(name, new Busy.WrappingUp(until));
        }
    }

    /// She has talked in a call that did not come from the queue, and is left alone for a while.
    public synchronized void wrapsUp(String name, Instant now) {
        isAsked(name, now.plus(wrapUp));
    }

    /// She says that she can be rung again. A conversation under way stays one.
    public synchronized void ready(String name) {
        if (busy.get(name) instanceof Busy.WrappingUp) {
            busy.remove(name);
            wake(1);
        }
    }

    /// How many are in the queue, those who are being talked to among them.
    public synchronized int waiting() {
        return waiting.size();
    }

    /// How many counsellors cannot be rung at `now`.
    public synchronized int busy(Instant now) {
        return (int) busy.keySet().stream().filter(name -> !free(name, now)).count();
    }
}
