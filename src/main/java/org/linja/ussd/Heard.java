package org.linja.ussd;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.linja.dialog.UssdEvent;

/// What this server heard lately in sessions whose requests hold all inputs so far: only with the one before can the
/// last input be told from its own `*`. Also which sessions are open, for providers that ask.
///
/// In memory, bounded, and no more than a help: after a restart the last input is what stands behind the last `*`.
final class Heard {
    private static final int MARK = 12;
    private static final int MOST = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private record Last(String inputs, Instant at) {}

    private final InstantSource clock;
    private final Map<UssdEvent.Session, Last> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UssdEvent.Session, Last> eldest) {
            return size() > MOST;
        }
    };

    Heard(InstantSource clock) {
        this.clock = clock;
    }

    /// A step's mark, made of all inputs so far: the same for the same, and her words are not in it.
    static String mark(String inputs) {
        byte[] digest = Guard.digest(inputs.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, MARK);
    }

    /// What is new in all inputs so far.
    synchronized String lastOf(UssdEvent.Session session, String inputs) {
        Optional<String> before = known(session).map(Last::inputs);
        if (before.filter(String::isEmpty).isPresent()) {
            return inputs;
        }
        if (before.filter(old -> inputs.startsWith(old + "*")).isPresent()) {
            return inputs.substring(before.get().length() + 1);
        }
        return inputs.substring(inputs.lastIndexOf('*') + 1);
    }

    /// Notes what a page was shown for that awaits an answer.
    synchronized void shown(UssdEvent.Session session, String inputs) {
        last.put(session, new Last(inputs, clock.instant()));
    }

    /// Forgets a session that is over.
    synchronized void over(UssdEvent.Session session) {
        last.remove(session);
    }

    /// Whether a session that is meant is open.
    synchronized boolean open(Predicate<UssdEvent.Session> which) {
        return last.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .anyMatch(entry -> fresh(entry.getValue()));
    }

    private Optional<Last> known(UssdEvent.Session session) {
        return Optional.ofNullable(last.get(session)).filter(this::fresh);
    }

    private boolean fresh(Last one) {
        return one.at().plus(LONGEST).isAfter(clock.instant());
    }
}
