package org.linja.simulator;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Joins the segments of messages for display, in whatever order they come.
final class Joiner {
    private static final int MOST = 10_000;

    private final Map<Key, Map<Integer, byte[]>> waiting = new LinkedHashMap<>();

    private record Key(String from, String to, int reference, int total, Coding coding) {}

    /// A whole message.
    record Joined(String text, Coding coding, int segments) {}

    /// Takes a segment.
    ///
    /// @return the message, when this segment was the last one missing
    synchronized Optional<Joined> add(ShortMessage message) {
        Coding coding = Coding.of(message.dataCoding());
        Segment segment = Segment.of(message);
        if (segment.total() == 1) {
            return Optional.of(new Joined(coding.decode(segment.octets()), coding, 1));
        }
        Key key = new Key(
                message.source().digits(),
                message.destination().digits(),
                segment.reference(),
                segment.total(),
                coding);
        Map<Integer, byte[]> parts = waiting.computeIfAbsent(key, k -> new TreeMap<>());
        parts.putIfAbsent(segment.number(), segment.octets());
        if (parts.size() < segment.total()) {
            forgetOldest();
            return Optional.empty();
        }
        waiting.remove(key);
        var whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        return Optional.of(new Joined(coding.decode(whole.toByteArray()), coding, segment.total()));
    }

    private void forgetOldest() {
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }
}
