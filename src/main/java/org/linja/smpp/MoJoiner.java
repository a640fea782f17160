package org.linja.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linja.dialog.Inbound.Body;
import org.linja.dialog.PartStore.Origin;
import org.linja.dialog.PartStore.Part;

/// Joins the parts of long MOs, in whatever order they come. Parts belong together when sender, destination,
/// carrier, reference and total are the same. A part that comes twice replaces the first. What is still
/// missing when the time is over, or when too many parts are held, is not waited for: what is there could be
/// an SOS.
///
/// Pure bookkeeping, not thread-safe.
final class MoJoiner {
    private final Duration wait;
    private final int most;
    private final Map<Origin, Group> groups = new LinkedHashMap<>();
    private int held;

    /// The parts of one message.
    static final class Group {
        private final String inbound;
        private final Origin origin;
        private final @Nullable Part[] parts;
        private int count;
        private Instant due;

        private Group(String inbound, Origin origin, Instant due) {
            this.inbound = inbound;
            this.origin = origin;
            this.parts = new Part[origin.total()];
            this.due = due;
        }

        String inbound() {
            return inbound;
        }

        Origin origin() {
            return origin;
        }

        boolean whole() {
            return count == parts.length;
        }

        /// The message as far as it has come, with a mark where parts are missing.
        Body body(Carrier carrier) {
            List<MoReader.Run> runs = new ArrayList<>();
            for (Part part : parts) {
                if (part != null) {
                    runs.add(new MoReader.Run(part.bytes(), part.dataCoding()));
                } else if (runs.isEmpty() || runs.getLast() != MoReader.Run.GAP) {
                    runs.add(MoReader.Run.GAP);
                }
            }
            return MoReader.body(runs, !whole(), carrier);
        }

        private boolean put(Part part) {
            boolean fresh = parts[part.number() - 1] == null;
            parts[part.number() - 1] = part;
            count += fresh ? 1 : 0;
            return fresh;
        }

        /// The parts, in order.
        Collection<Part> parts() {
            return Arrays.stream(parts)
                    .flatMap(part -> Optional.ofNullable(part).stream())
                    .toList();
        }
    }

    /// @param wait how long after the last new part the missing ones are waited for
    /// @param most how many parts are held at once
    MoJoiner(Duration wait, int most) {
        this.wait = wait;
        this.most = most;
    }

    /// The inbound id of the message these parts belong to, if one of them is here.
    Optional<String> inbound(Origin origin) {
        return Optional.ofNullable(groups.get(origin)).map(Group::inbound);
    }

    /// Adds a part.
    ///
    /// @return the message, no longer held here, when this was the last part missing
    Optional<Group> add(Part part, Instant now) {
        Group group =
                groups.computeIfAbsent(part.origin(), origin -> new Group(part.inbound(), origin, now.plus(wait)));
        if (group.put(part)) {
            held++;
            group.due = now.plus(wait);
        }
        if (!group.whole()) {
            return Optional.empty();
        }
        take(group);
        return Optional.of(group);
    }

    /// Takes back a message that could not be handed over; it is due again after `pause`. Parts that came
    /// meanwhile count.
    void giveBack(Group group, Instant due) {
        Group newer = groups.get(group.origin);
        if (newer != null) {
            newer.parts().forEach(group::put);
            take(newer);
        }
        group.due = due;
        groups.put(group.origin, group);
        held += group.count;
    }

    /// Forgets the part of that number: its sender was told to send it again.
    void withdraw(Group group, int number) {
        if (group.parts[number - 1] != null) {
            group.parts[number - 1] = null;
            group.count--;
        }
    }

    /// The messages not waited for any longer, oldest first; they are no longer held here.
    List<Group> due(Instant now) {
        List<Group> due = new ArrayList<>();
        int kept = held;
        for (Group group : groups.values()) {
            if (!group.due.isAfter(now) || kept > most) {
                due.add(group);
                kept -= group.count;
            }
        }
        due.forEach(this::take);
        return due;
    }

    /// How many parts are held.
    int held() {
        return held;
    }

    private void take(Group group) {
        groups.remove(group.origin, group);
        held -= group.count;
    }
}
