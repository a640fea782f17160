package org.linja.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.linja.broadcast.RunStore.Part;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.RunStore.Slice;

/// Who is next of one run over one carrier: first those to be tried again, then the others, in the order of the list.
///
/// It holds no truth: a slice it names is only sent to as far as the store says so. For one thread, but for [#again].
final class Queue {
    private final String run;
    private final RunStore store;
    private final Supplier<String> tokens;
    private final List<Place> chunks = new ArrayList<>();
    private final PriorityQueue<Again> older = new PriorityQueue<>();
    private final ConcurrentLinkedQueue<Again> back = new ConcurrentLinkedQueue<>();
    private int at;
    private int offset;
    private Optional<Open> open = Optional.empty();

    private record Place(Part part, int chunk) {
        byte state(int offset) {
            return part.states()[chunk * RunStore.CHUNK + offset];
        }
    }

    private record Open(int partition, int chunk, List<Recipient> people) {}

    private record Again(int partition, int index) implements Comparable<Again> {
        @Override
        public int compareTo(Again other) {
            int byPartition = Integer.compare(partition, other.partition);
            return byPartition != 0 ? byPartition : Integer.compare(index, other.index);
        }
    }

    /// @param tokens a fresh one each time
    Queue(String run, String carrier, List<Part> parts, RunStore store, Supplier<String> tokens) {
        this.run = run;
        this.store = store;
        this.tokens = tokens;
        for (Part part : parts) {
            for (int chunk = 0; chunk < part.carriers().size(); chunk++) {
                if (part.carriers().get(chunk).equals(carrier)) {
                    chunks.add(new Place(part, chunk));
                }
            }
        }
    }

    /// She is to be tried again. From any thread.
    void again(int partition, int index) {
        back.add(new Again(partition, index));
    }

    /// Whether it has nobody left to name.
    boolean empty() {
        return at >= chunks.size() && older.isEmpty() && back.isEmpty();
    }

    /// The next people, at most `most` and all of one chunk; empty when there are none.
    Optional<Slice> next(int most) {
        for (Again one = back.poll(); one != null; one = back.poll()) {
            older.add(one);
        }
        return older.isEmpty() ? fresh(most) : again(most);
    }

    private Optional<Slice> again(int most) {
        Again first = older.element();
        int chunk = first.index() / RunStore.CHUNK;
        List<Integer> offsets = new ArrayList<>();
        while (!older.isEmpty() && offsets.size() < most) {
            Again next = older.element();
            if (next.partition() != first.partition() || next.index() / RunStore.CHUNK != chunk) {
                break;
            }
            older.remove();
            offsets.add(next.index() % RunStore.CHUNK);
        }
        return slice(first.partition(), chunk, offsets.stream().distinct().toList());
    }

    private Optional<Slice> fresh(int most) {
        while (at < chunks.size()) {
            Place place = chunks.get(at);
            List<Integer> offsets = new ArrayList<>();
            while (offset < RunStore.CHUNK && offsets.size() < most) {
                if (place.state(offset) == Fate.QUEUED.letter()) {
                    offsets.add(offset);
                }
                offset++;
            }
            if (!offsets.isEmpty()) {
                return slice(place.part().partition(), place.chunk(), offsets);
            }
            at++;
            offset = 0;
        }
        return Optional.empty();
    }

    private Optional<Slice> slice(int partition, int chunk, List<Integer> offsets) {
        List<Recipient> all = people(partition, chunk);
        if (all.isEmpty()) {
            // The run was ended meanwhile, and the numbers are gone.
            return Optional.empty();
        }
        int[] places = offsets.stream().mapToInt(Integer::intValue).toArray();
        List<Recipient> people = new ArrayList<>(places.length);
        for (int place : places) {
            people.add(all.get(place));
        }
        return Optional.of(new Slice(run, partition, chunk, places, people, tokens.get()));
    }

    private List<Recipient> people(int partition, int chunk) {
        Open now = open.filter(o -> o.partition() == partition && o.chunk() == chunk)
                .orElseGet(() -> new Open(partition, chunk, store.chunk(run, partition, chunk)));
        open = Optional.of(now);
        return now.people();
    }
}
