package org.linja.staff;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Two people change shifts. It counts only when both have agreed: the one who asks does so by asking.
///
/// @param code by which people name it
/// @param asker who asks
/// @param asked who is asked
/// @param gives when the one who asks is replaced by the other
/// @param takes when she stands in for the other in return; empty: a gift
/// @param state where it stands
public record Swap(String code, String asker, String asked, Period gives, Optional<Period> takes, State state) {

    /// Where a swap stands; only forward.
    public enum State {
        ASKED,
        AGREED,
        REFUSED,
        WITHDRAWN
    }

    /// The same swap in another state.
    public Swap in(State next) {
        return new Swap(code, asker, asked, gives, takes, next);
    }

    /// What it changes: nothing before both agree.
    public List<Amendment> amendments() {
        if (state != State.AGREED) {
            return List.of();
        }
        Stream<Amendment> given = Stream.of(new Amendment.Replace(gives, asker, asked));
        return Stream.concat(given, takes.stream().map(back -> new Amendment.Replace(back, asked, asker)))
                .toList();
    }
}
