package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.staff.Amendment;
import org.linja.staff.Period;
import org.linja.staff.RosterStore;
import org.linja.staff.Swap;

/// Overrides and swaps: two hashes of codes and lines of words. They have no time to live as a whole; what ended a
/// month ago is taken out when something is written.
public final class RedisRoster implements RosterStore {
    private static final Script<Boolean> MOVE = Script.yes("roster_move");
    private static final Duration KEPT = Duration.ofDays(31);
    private static final String NONE = "-";

    private final RedisLink link;
    private final InstantSource clock;

    /// Over one link.
    public RedisRoster(RedisLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    @Override
    public List<Noted> overrides() {
        List<Noted> noted = new ArrayList<>();
        lines(Keys.overrides()).forEach((code, line) -> noted.add(new Noted(code, amendment(line))));
        noted.sort(
                Comparator.comparing((Noted n) -> n.amendment().period().from()).thenComparing(Noted::code));
        return noted;
    }

    @Override
    public boolean note(Noted override) {
        overrides().stream().filter(one -> old(one.amendment().period())).forEach(one -> drop(one.code()));
        return move(Keys.overrides(), override.code(), "", written(override.amendment()));
    }

    @Override
    public boolean drop(String code) {
        return link.await("hdel", link.commands().hdel(Keys.overrides(), code)) > 0;
    }

    @Override
    public List<Swap> swaps() {
        List<Swap> swaps = new ArrayList<>();
        lines(Keys.swaps()).forEach((code, line) -> swaps.add(swap(code, line)));
        swaps.sort(Comparator.comparing((Swap s) -> s.gives().from()).thenComparing(Swap::code));
        return swaps;
    }

    @Override
    public boolean move(Optional<Swap> before, Swap after) {
        swaps().stream()
                .filter(one -> old(one.gives()) && one.takes().map(this::old).orElse(true))
                .forEach(one -> move(Keys.swaps(), one.code(), written(one), ""));
        return move(Keys.swaps(), after.code(), before.map(RedisRoster::written).orElse(""), written(after));
    }

    private boolean move(String key, String code, String before, String after) {
        return link.run(MOVE, new String[] {key}, Keys.bytes(code), Keys.bytes(before), Keys.bytes(after));
    }

    private boolean old(Period period) {
        return period.to().isBefore(clock.instant().minus(KEPT));
    }

    private Map<String, byte[]> lines(String key) {
        return link.await("hgetall", link.commands().hgetall(key));
    }

    private static String written(Period period) {
        return period.from().toEpochMilli() + " " + period.to().toEpochMilli();
    }

    private static String written(Amendment amendment) {
        return switch (amendment) {
            case Amendment.Add add -> "add " + written(add.period()) + " " + add.name();
            case Amendment.Remove remove -> "remove " + written(remove.period()) + " " + remove.name();
            case Amendment.Replace replace ->
                "replace " + written(replace.period()) + " " + replace.name() + " " + replace.by();
        };
    }

    private static Amendment amendment(byte[] line) {
        String[] words = Keys.text(line).split(" ", -1);
        Period period = period(words, 1);
        return switch (words[0]) {
            case "add" -> new Amendment.Add(period, words[3]);
            case "remove" -> new Amendment.Remove(period, words[3]);
            case "replace" -> new Amendment.Replace(period, words[3], words[4]);
            case String other -> throw new IllegalStateException("a stored override is of no known kind");
        };
    }

    private static String written(Swap swap) {
        return swap.state() + " " + swap.asker() + " " + swap.asked() + " " + written(swap.gives()) + " "
                + swap.takes().map(RedisRoster::written).orElse(NONE);
    }

    private static Swap swap(String code, byte[] line) {
        String[] words = Keys.text(line).split(" ", -1);
        Optional<Period> takes = words[5].equals(NONE) ? Optional.empty() : Optional.of(period(words, 5));
        return new Swap(code, words[1], words[2], period(words, 3), takes, Swap.State.valueOf(words[0]));
    }

    private static Period period(String[] words, int at) {
        return new Period(
                Instant.ofEpochMilli(Long.parseLong(words[at])), Instant.ofEpochMilli(Long.parseLong(words[at + 1])));
    }
}
