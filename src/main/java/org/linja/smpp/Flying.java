package org.linja.smpp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The segments one line has written and that were not answered yet, by sequence number. Guarded by the lock
/// of [Departures].
final class Flying {
    private final Map<Integer, Segment> segments = new HashMap<>();

    void put(int sequence, Segment segment) {
        segments.put(sequence, segment);
    }

    @Nullable
    Segment remove(int sequence) {
        return segments.remove(sequence);
    }

    List<Segment> removeAll() {
        List<Segment> all = new ArrayList<>(segments.values());
        all.sort(Segment.ORDER);
        segments.clear();
        return all;
    }

    Iterator<Segment> iterator() {
        return segments.values().iterator();
    }

    int size() {
        return segments.size();
    }
}
