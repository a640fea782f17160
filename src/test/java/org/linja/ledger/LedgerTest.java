package org.linja.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linja.ledger.Ledger.Outcome;

/// Deciding anew while others are quicker, over a ledger that says what becomes of each commit.
class LedgerTest {
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Change> commits = new ArrayList<>();
    private final List<Integer> decided = new ArrayList<>();
    private final Ledger ledger =
            (Ledger) Proxy.newProxyInstance(Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, this::answer);

    /// The outcomes in their order, the last of them for ever; none: the store is away.
    private Object answer(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        assertThat(method.getName()).isEqualTo("commit");
        commits.add((Change) ((List<?>) arguments[0]).getFirst());
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("the store is away");
        }
        return List.of(outcomes.size() > 1 ? outcomes.removeFirst() : outcomes.getFirst());
    }

    /// Each decision writes another partition, so that it can be told which was committed.
    private boolean rewrites() {
        return ledger.rewrite(overtaken -> {
            decided.add(overtaken);
            return Optional.of(Change.of(overtaken));
        });
    }

    @Test
    void what_is_written_at_once_is_decided_once() {
        outcomes.add(Outcome.WRITTEN);
        assertThat(rewrites()).isTrue();
        assertThat(decided).containsExactly(0);
        assertThat(commits).extracting(Change::partition).containsExactly(0);
    }

    @Test
    void what_is_overtaken_is_decided_anew_and_then_written() {
        outcomes.addAll(List.of(Outcome.CONFLICT, Outcome.CONFLICT, Outcome.WRITTEN));
        assertThat(rewrites()).isTrue();
        assertThat(decided).containsExactly(0, 1, 2);
        assertThat(commits).extracting(Change::partition).containsExactly(0, 1, 2);
    }

    @Test
    void what_was_done_before_is_on_disk() {
        outcomes.addAll(List.of(Outcome.CONFLICT, Outcome.ALREADY_DONE));
        assertThat(rewrites()).isTrue();
        assertThat(decided).containsExactly(0, 1);
    }

    @Test
    void what_is_overtaken_each_time_is_given_up_and_the_message_holds_nothing_of_it() {
        outcomes.add(Outcome.CONFLICT);
        assertThatThrownBy(this::rewrites)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("what is to be written was changed by another 20 times while it was decided");
        assertThat(decided).isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(commits).hasSize(20);
    }

    @Test
    void nothing_to_write_ends_it() {
        assertThat(ledger.rewrite(_ -> Optional.empty())).isFalse();
        assertThat(commits).isEmpty();
    }

    @Test
    void when_another_has_done_it_there_is_nothing_left_to_write() {
        outcomes.add(Outcome.CONFLICT);
        assertThat(ledger.rewrite(overtaken -> overtaken == 0 ? Optional.of(Change.of(0)) : Optional.empty()))
                .isFalse();
        assertThat(commits).hasSize(1);
    }

    @Test
    void a_store_that_is_away_is_not_asked_again() {
        assertThatThrownBy(this::rewrites)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the store is away");
        assertThat(commits).hasSize(1);
    }

    @Test
    void the_first_attempt_that_was_not_overtaken_gives_what_became_of_it() {
        String became = Ledger.retry(overtaken -> overtaken < 19 ? Optional.empty() : Optional.of("taken"));
        assertThat(became).isEqualTo("taken");
        assertThatThrownBy(() -> Ledger.retry(_ -> Optional.empty())).isInstanceOf(IllegalStateException.class);
    }
}
