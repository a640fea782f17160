package org.linja.staff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The roster as it is now: what the configuration says, and what was said since.
public final class RosterBook {
    private final Roster written;
    private final RosterStore store;

    /// @param written what the configuration says
    public RosterBook(Roster written, RosterStore store) {
        this.written = written;
        this.store = store;
    }

    /// The roster with all overrides and all swaps that both have agreed to. Blocks.
    public Roster current() {
        List<Amendment> since = new ArrayList<>();
        store.overrides().forEach(one -> since.add(one.amendment()));
        store.swaps().forEach(swap -> since.addAll(swap.amendments()));
        return written.with(since);
    }

    /// Overrides said since.
    public List<RosterStore.Noted> overrides() {
        return store.overrides();
    }

    /// Swaps, whatever their state.
    public List<Swap> swaps() {
        return store.swaps();
    }

    /// What became of a wish.
    public enum Outcome {
        DONE,
        /// It was decided before, the same way.
        DONE_BEFORE,
        /// It was decided before, the other way.
        DECIDED_OTHERWISE,
        /// No swap has that code.
        UNKNOWN,
        /// Only the one who is asked can agree, only the one who asks can withdraw.
        NOT_YOURS,
        /// Somebody is not on call when she would be replaced.
        NOT_ON_CALL,
        /// The code is in use.
        CODE_IN_USE,
        /// Nobody has that name.
        NO_SUCH_PERSON
    }

    /// Notes an override.
    public Outcome override(RosterStore.Noted override) {
        List<String> names = switch (override.amendment()) {
            case Amendment.Add add -> List.of(add.name());
            case Amendment.Remove remove -> List.of(remove.name());
            case Amendment.Replace replace -> List.of(replace.name(), replace.by());
        };
        if (names.stream().anyMatch(name -> written.byName(name).isEmpty())) {
            return Outcome.NO_SUCH_PERSON;
        }
        return store.note(override) ? Outcome.DONE : Outcome.CODE_IN_USE;
    }

    /// Takes an override back.
    public Outcome takeBack(String code) {
        return store.drop(code) ? Outcome.DONE : Outcome.UNKNOWN;
    }

    /// Somebody asks for a swap, and has agreed by that.
    public Outcome ask(Swap swap) {
        if (written.byName(swap.asker()).isEmpty()
                || written.byName(swap.asked()).isEmpty()) {
            return Outcome.NO_SUCH_PERSON;
        }
        Roster now = current();
        boolean both = onCall(now, swap.asker(), swap.gives())
                && swap.takes().map(period -> onCall(now, swap.asked(), period)).orElse(true);
        if (!both) {
            return Outcome.NOT_ON_CALL;
        }
        return store.move(Optional.empty(), swap.in(Swap.State.ASKED)) ? Outcome.DONE : Outcome.CODE_IN_USE;
    }

    private static boolean onCall(Roster roster, String name, Period period) {
        return roster.between(period.from(), period.to()).stream()
                .flatMap(watch -> watch.people().stream())
                .anyMatch(who -> who.name().equals(name));
    }

    /// The swap of that code.
    public Optional<Swap> swap(String code) {
        return store.swaps().stream().filter(swap -> swap.code().equals(code)).findFirst();
    }

    /// Somebody decides. Of two decisions at once exactly one counts.
    ///
    /// @param to agreed or refused, by the one who is asked; withdrawn, by the one who asks
    public Outcome decide(String code, String by, Swap.State to) {
        while (true) {
            Optional<Swap> found = swap(code);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            Swap swap = found.get();
            String decides = to == Swap.State.WITHDRAWN ? swap.asker() : swap.asked();
            if (!decides.equals(by)) {
                return Outcome.NOT_YOURS;
            }
            if (swap.state() != Swap.State.ASKED) {
                return swap.state() == to ? Outcome.DONE_BEFORE : Outcome.DECIDED_OTHERWISE;
            }
            if (store.move(found, swap.in(to))) {
                return Outcome.DONE;
            }
        }
    }
}
