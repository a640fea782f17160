package org.linja.broadcast;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.linja.contact.Language;

/// How far a run is: how many people by fate, for each language and carrier. Exact at the moment it was read.
public final class Progress {
    /// One language over one carrier.
    public record Cell(Language language, String carrier) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byLanguage = language.compareTo(other.language);
            return byLanguage != 0 ? byLanguage : carrier.compareTo(other.carrier);
        }
    }

    private final Map<Cell, EnumMap<Fate, Long>> cells = new TreeMap<>();

    /// Adds to a count.
    public void add(Cell cell, Fate fate, long people) {
        cells.computeIfAbsent(cell, c -> new EnumMap<>(Fate.class)).merge(fate, people, Long::sum);
    }

    /// The cells there are, with their counts; what is not there is 0.
    public Map<Cell, Map<Fate, Long>> cells() {
        return Map.copyOf(cells);
    }

    /// The cells in order.
    public Iterable<Cell> order() {
        return cells.keySet();
    }

    /// People of that fate in one cell.
    public long count(Cell cell, Fate fate) {
        EnumMap<Fate, Long> counts = cells.get(cell);
        return counts == null ? 0 : counts.getOrDefault(fate, 0L);
    }

    /// People of that fate.
    public long count(Fate fate) {
        return count(f -> f == fate);
    }

    /// People whose fate is one of these.
    public long count(Predicate<Fate> which) {
        return cells.values().stream()
                .flatMap(counts -> counts.entrySet().stream())
                .filter(one -> which.test(one.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// All people of the run.
    public long people() {
        return count(fate -> true);
    }

    /// Whether nothing more is to be sent and nothing is on its way to a carrier.
    public boolean over() {
        return count(Fate.QUEUED) == 0 && count(Fate.CLAIMED) == 0;
    }
}
